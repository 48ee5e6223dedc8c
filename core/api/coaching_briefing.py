"""Briefings over the API: what is ahead, and what to know, to say and to watch before it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from core.accounts import find_account
from core.api.callers import Caller, CockpitHere
from core.api.json_route import JsonRoute
from core.api.payloads import Strict, Utc
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.briefing import brief, occasions
from core.coaching.briefing.as_json import occasion_dict, to_dict
from core.cockpit.freshness import ensure_fresh

router = APIRouter(prefix="/coaching", tags=["coaching"])
acts = APIRouter(prefix="/coaching", tags=["coaching"], route_class=JsonRoute)


class BriefingQuery(Strict):
    """Which occasions."""

    account_id: str = Field(default="", description="Only this account's.")


class BriefingRequest(Strict):
    """The occasion to be briefed for."""

    occasion: str = Field(min_length=1, max_length=200, description="Its key.")


class Occasion(BaseModel):
    """Something ahead. ``on`` is its day; of an escalation the day it began."""

    key: str
    kind: str
    account_id: str
    source_system: str
    account_name: str
    owner_email: str
    on: date
    about: str
    contact_name: str
    contact_title: str
    is_own: bool = Field(description="The account is in the caller's own book.")
    briefed_at: Utc | None
    interaction_id: int | None
    evidence: list[str]


class BriefingSource(BaseModel):
    """What a line rests on: an article, a playbook or a fact."""

    kind: str
    ref: str
    title: str


class BriefingLine(BaseModel):
    """One thing to know, to say or to watch."""

    text: str
    citations: list[BriefingSource]


class BriefingPhase(BaseModel):
    """Steps of the playbook that leads, due on the last day of the phase."""

    name: str
    when: str
    due_on: date
    steps: list[BriefingLine]


class BriefingAction(BaseModel):
    """What is one click away in the app."""

    label: str
    act: str
    draft_kind: str
    purpose: str


class BriefingFact(BaseModel):
    """A fact that lines cite, with the rows it was read from."""

    id: str
    label: str
    value: str
    unit: str
    evidence: list[str]


class Briefing(BaseModel):
    """What to know, what to say and what to watch before an occasion."""

    occasion: Occasion
    title: str
    know: list[BriefingLine]
    say: list[BriefingLine]
    watch_outs: list[BriefingLine]
    playbook: str
    phases: list[BriefingPhase]
    ready: list[BriefingAction]
    facts: list[BriefingFact]


class OccasionList(BaseModel):
    """What is ahead: the caller's own accounts first."""

    items: list[Occasion]


@router.get("/briefings")
def get_briefings(
    cockpit: CockpitHere, actor: Caller, query: Annotated[BriefingQuery, Query()]
) -> OccasionList:
    """Reviews, renewals, escalations and meetings with executives that somebody should prepare."""
    require(actor, Permission.COACHING_USE)
    store, today = cockpit.store, cockpit.clock.today()
    ensure_fresh(cockpit, actor, today)
    key = find_account(store, actor, query.account_id).account_key if query.account_id else None
    found = occasions(store, actor, today, account_key=key)
    return OccasionList(items=[Occasion(**occasion_dict(one)) for one in found])


@acts.post("/briefings")
def post_briefing(wanted: BriefingRequest, cockpit: CockpitHere, actor: Caller) -> Briefing:
    """The briefing for an occasion, kept among the caller's turns with the coach the first time."""
    require(actor, Permission.COACHING_USE)
    store, today = cockpit.store, cockpit.clock.today()
    ensure_fresh(cockpit, actor, today)
    names = cockpit.settings.own_names
    made = to_dict(brief(store, actor, wanted.occasion, today, own_names=names))
    facts = [{**fact, "value": fact["value"]["text"]} for fact in made.pop("facts")]
    return Briefing(**made, facts=[BriefingFact(**_only(fact)) for fact in facts])


def _only(fact: dict[str, object]) -> dict[str, object]:
    return {name: fact[name] for name in BriefingFact.model_fields}
