"""Ratings of the coach and the caller's own week over the API."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from core.api.callers import Caller, CockpitHere
from core.api.json_route import JsonRoute
from core.api.payloads import Strict, Utc
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.learning import rate
from core.coaching.learning.rate import LONGEST_COMMENT
from core.coaching.model import CitationKind, Line
from core.coaching.weekly import WeeklySummary, compose, kept_week
from core.cockpit.freshness import ensure_fresh

router = APIRouter(prefix="/coaching", tags=["coaching"])
acts = APIRouter(prefix="/coaching", tags=["coaching"], route_class=JsonRoute)


class StyleWishes(Strict):
    """How the next answers should be different."""

    length: Literal["brief", "detailed"] | None = None
    manner: Literal["direct", "questioning"] | None = None
    examples: Literal["with", "without"] | None = None


class RateRequest(Strict):
    """What to say of a turn with the coach; what is left out stays as it was."""

    interaction_id: int = Field(ge=1)
    rating: int | None = Field(default=None, ge=1, le=5, description="1 useless, 5 just right.")
    followed: Literal["followed", "partly", "not", "unknown"] | None = None
    comment: str | None = Field(default=None, max_length=LONGEST_COMMENT)
    wishes: StyleWishes = StyleWishes()


class RatingKept(BaseModel):
    """The turn's rating as it now stands."""

    interaction_id: int
    rating: int | None
    followed: str
    comment: str
    rated_at: Utc


class WeekQuery(Strict):
    """Which week."""

    week_on: date | None = Field(default=None, description="Its Monday; the present week without.")


class WeekFact(BaseModel):
    """A figure of the summary with the imported rows it rests on."""

    id: str
    label: str
    value: str
    unit: str
    evidence: list[str]


class WeekLine(BaseModel):
    """A sentence, with ids of the facts and slugs of the documents it rests on."""

    text: str
    facts: list[str]
    documents: list[str]


class WeekPart(BaseModel):
    """Sentences that belong together."""

    name: str
    title: str
    lines: list[WeekLine]


class Week(BaseModel):
    """The caller's own week. ``interaction_id`` is empty while it was not kept."""

    interaction_id: int | None
    week_on: date
    until_on: date
    as_of: date
    writer: str
    note: str
    headline: WeekLine
    parts: list[WeekPart]
    suggestions: list[WeekLine]
    facts: list[WeekFact]

    @classmethod
    def of(cls, summary: WeeklySummary, interaction_id: int | None) -> Week:
        facts = [
            WeekFact(
                id=fact.id,
                label=fact.label,
                value=str(fact.value),
                unit=fact.unit,
                evidence=list(fact.evidence),
            )
            for fact in summary.facts
        ]
        return cls(
            interaction_id=interaction_id,
            week_on=summary.week_on,
            until_on=summary.until_on,
            as_of=summary.as_of,
            writer=summary.writer,
            note=summary.note,
            headline=_line(summary.headline),
            parts=[
                WeekPart(name=part.name, title=part.title, lines=[_line(one) for one in part.lines])
                for part in summary.parts
            ],
            suggestions=[_line(one) for one in summary.suggestions],
            facts=facts,
        )


@acts.post("/rate", status_code=201)
def rate_coaching(wanted: RateRequest, cockpit: CockpitHere, actor: Caller) -> RatingKept:
    """Rate a turn of the caller's own; another person's is not found."""
    require(actor, Permission.COACHING_USE)
    made = rate(
        cockpit.store,
        actor,
        wanted.interaction_id,
        rating=wanted.rating,
        followed=wanted.followed,
        comment=wanted.comment,
        wishes=wanted.wishes.model_dump(exclude_none=True),
    )
    return RatingKept(**vars(made))


@router.get("/weekly")
def get_week(cockpit: CockpitHere, actor: Caller, query: Annotated[WeekQuery, Query()]) -> Week:
    """The caller's own week: as it was kept, or as the data have it now."""
    require(actor, Permission.COACHING_USE)
    kept = kept_week(cockpit.store, actor, query.week_on) if query.week_on else None
    if kept is not None:
        return Week.of(kept.summary, kept.interaction_id)
    ensure_fresh(cockpit, actor, cockpit.clock.today())
    return Week.of(compose(cockpit.store, actor, query.week_on), None)


def _line(given: Line) -> WeekLine:
    facts = [one.ref for one in given.citations if one.kind is CitationKind.FACT]
    documents = [one.ref for one in given.citations if one.kind is not CitationKind.FACT]
    return WeekLine(text=given.text, facts=facts, documents=documents)
