"""Drafts: the outbox, one draft with its proof, editing, approval by a person, what became of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query

from core.accounts import find_account
from core.actor import Actor
from core.api.callers import Caller, CockpitHere
from core.api.draft_payloads import (
    LARGEST_TEXT_BYTES,
    DraftApproval,
    DraftDetail,
    DraftDiscard,
    DraftEdit,
    DraftHappening,
    DraftList,
    DraftQuery,
)
from core.api.json_route import JsonRoute
from core.auth.guard import require_person
from core.auth.permissions import Permission
from core.cockpit.drafts import draft_json, page_json
from core.drafting.drafts import Draft, DraftFilters
from core.errors import InvalidInput
from core.wiring import Cockpit


class TextRoute(JsonRoute):
    """Takes a whole text."""

    largest_body_bytes = LARGEST_TEXT_BYTES


router = APIRouter(prefix="/drafts", tags=["drafts"])
texts = APIRouter(prefix="/drafts", tags=["drafts"], route_class=TextRoute)
acts = APIRouter(prefix="/drafts", tags=["drafts"], route_class=JsonRoute)
DraftId = Annotated[int, Path(ge=1, le=2**53, description="Number of the draft.")]


@router.get("")
def list_drafts(
    cockpit: CockpitHere, actor: Caller, query: Annotated[DraftQuery, Query()]
) -> DraftList:
    """The drafts on accounts that the caller may see, the last changed first."""
    account = find_account(cockpit.store, actor, query.account) if query.account else None
    filters = DraftFilters(
        status=tuple(query.status),
        owner=tuple(query.owner),
        account_key=account.account_key if account else None,
        kind=tuple(query.kind),
        purpose=tuple(query.purpose),
        search=query.search,
        limit=query.limit,
        offset=query.offset,
    )
    page = cockpit.drafting.drafts(actor, filters)
    return DraftList.model_validate(page_json(cockpit.store, page))


@router.get("/{draft_id}")
def get_draft(draft_id: DraftId, cockpit: CockpitHere, actor: Caller) -> DraftDetail:
    """One draft: its letter, each claim with its facts and source lines, blocks, approval, versions."""
    return shown(cockpit, actor, cockpit.drafting.draft(actor, draft_id))


@texts.patch("/{draft_id}")
def edit_draft(
    draft_id: DraftId, edited: DraftEdit, cockpit: CockpitHere, actor: Caller
) -> DraftDetail:
    """Keep another text as a new version and check its claims; an approval becomes void."""
    if edited.subject is None and edited.body is None:
        raise InvalidInput("Nothing is to be changed.", "Give a subject or a body.")
    before = cockpit.drafting.draft(actor, draft_id).letter
    after = cockpit.drafting.edit(
        actor,
        draft_id,
        before.subject if edited.subject is None else edited.subject,
        before.body if edited.body is None else edited.body,
        based_on=edited.content_hash or before.content_hash,
    )
    return shown(cockpit, actor, after)


@acts.post("/{draft_id}/approve")
def approve_draft(
    draft_id: DraftId, approval: DraftApproval, cockpit: CockpitHere, actor: Caller
) -> DraftDetail:
    """Approve the text with this hash. Only with a person's own token; nothing is sent.

    409 when the text is no longer that one, a claim is proven by no fact, or a rule stops it; `reasons`
    says all.
    """
    # Before the draft is looked up: a service is told that it may not, whatever there is.
    require_person(actor, Permission.DRAFT_APPROVE)
    engine = cockpit.drafting
    engine.approve(actor, draft_id, approval.content_hash, send_at=_naive(approval.send_at))
    return shown(cockpit, actor, engine.draft(actor, draft_id))


@acts.post("/{draft_id}/discard")
def discard_draft(
    draft_id: DraftId, given_up: DraftDiscard, cockpit: CockpitHere, actor: Caller
) -> DraftDetail:
    """Give a draft up; it stays on record."""
    return shown(cockpit, actor, cockpit.drafting.discard(actor, draft_id, given_up.reason))


@acts.post("/{draft_id}/events")
def record_draft_event(
    draft_id: DraftId, happening: DraftHappening, cockpit: CockpitHere, actor: Caller
) -> DraftDetail:
    """Record what became of a draft: sent, replied, meeting booked or no response."""
    on = happening.on
    moment: date | None = _naive(on) if isinstance(on, datetime) else on
    recorded = cockpit.drafting.record(actor, draft_id, happening.event, moment)
    return shown(cockpit, actor, recorded)


def shown(cockpit: Cockpit, actor: Actor, draft: Draft) -> DraftDetail:
    """A draft as the API says it."""
    events = cockpit.drafting.events(actor, draft.draft_id)
    return DraftDetail.of(draft_json(cockpit.store, actor, draft, events))


def _naive(moment: datetime | None) -> datetime | None:
    try:
        return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        raise InvalidInput("The time is out of range.", "Give one of these years.") from None
