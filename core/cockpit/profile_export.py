"""The relationship profile's tables as flat rows, for export."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from core.actor import Actor
from core.cockpit.filters import Filters
from core.health.profile import (
    CustomerSystem,
    FeatureAdoption,
    Opportunity,
    RelationshipProfile,
    Remark,
    profile,
)
from core.store import Store

_ALL = 100_000


@dataclass(frozen=True)
class PersonLine:
    """A person and how technical they are."""

    contact_id: str
    full_name: str | None
    title: str | None
    role: str | None
    status: str
    technical_maturity: str
    source: str
    why: str
    messages_read: int
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class IntegrationLine:
    """An integration, its state and depth."""

    integration: str
    state: str
    depth: str
    first_seen_at: datetime
    last_seen_at: datetime
    silence_hours: float
    reporting_days: int
    calls_per_day: float | None
    tickets: int
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class ConversationLine:
    """A conversation and its outcome, as imported and as noted."""

    at: datetime
    what: str
    direction: str
    people: tuple[str, ...]
    subject: str | None
    status: str
    outcome: str | None
    noted: str
    note: str
    noted_by: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class RoadmapLine:
    """A planned item and how it is aligned."""

    title: str
    feature: str | None
    planned_on: date | None
    status: str | None
    alignment: str
    reasons: tuple[str, ...]
    messages: int
    note: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class OpportunityLine:
    """Something to build together and what became of it."""

    title: str
    subject: str
    reason: str
    next_step: str
    for_email: str
    deal_name: str | None
    found_at: datetime | None
    is_current: bool
    state: str
    note: str
    evidence: tuple[str, ...]


def _people(found: RelationshipProfile) -> Iterable[PersonLine]:
    for person in found.stakeholders:
        maturity = person.maturity
        yield _line(
            PersonLine,
            person,
            technical_maturity=maturity.level,
            source=maturity.source,
            why=maturity.why,
            messages_read=len(maturity.signs),
            evidence=maturity.evidence,
        )


def _conversations(found: RelationshipProfile) -> Iterable[ConversationLine]:
    for item in found.communications:
        said = item.remark
        noted = {"noted": said.value if said else "", "noted_by": said.remarked_by if said else ""}
        yield _line(ConversationLine, item, **noted, note=_note(said))


def _opportunities(found: RelationshipProfile) -> Iterable[OpportunityLine]:
    every: tuple[Opportunity, ...] = (*found.opportunities, *found.past_opportunities)
    return (_line(OpportunityLine, item, note=_note(item.remark)) for item in every)


_Rows = Callable[[RelationshipProfile], Iterable[Any]]
_PARTS: dict[str, tuple[type[Any], _Rows]] = {
    "stakeholders": (PersonLine, _people),
    "profile_integrations": (
        IntegrationLine,
        lambda found: (_line(IntegrationLine, item) for item in found.integrations),
    ),
    "profile_features": (FeatureAdoption, lambda found: found.features),
    "profile_systems": (CustomerSystem, lambda found: found.systems),
    "communications": (ConversationLine, _conversations),
    "roadmap_alignment": (
        RoadmapLine,
        lambda found: (_line(RoadmapLine, item, note=_note(item.remark)) for item in found.roadmap),
    ),
    "codevelopment": (OpportunityLine, _opportunities),
}


def _table(part: _Rows) -> Callable[[Store, Actor, int, Filters], Iterable[Any]]:
    def rows(store: Store, actor: Actor, account_key: int, filters: Filters) -> Iterable[Any]:
        day = filters.on(store.clock)
        return part(profile(store, actor, account_key, day, communications=_ALL))

    return rows


PROFILE_TABLES = {name: (kind, _table(part)) for name, (kind, part) in _PARTS.items()}
"""Name -> type of the rows, and how to get them for an account."""


def _line(kind: type[Any], item: Any, **given: Any) -> Any:
    """A flat row: fields and properties of ``item`` by name, and what is ``given``."""
    return kind(
        **{
            field.name: given[field.name] if field.name in given else getattr(item, field.name)
            for field in fields(kind)
        }
    )


def _note(said: Remark | None) -> str:
    return said.note if said else ""
