"""The relationship profile of one account: its parts, asked one statement each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.health.profile.codevelopment import (
    opportunities,
    past_opportunities,
    span,
    statement,
)
from core.health.profile.maturity import people
from core.health.profile.model import (
    Communication,
    CustomerSystem,
    FeatureAdoption,
    IntegrationDepth,
    RelationshipProfile,
    Remark,
    RoadmapAlignment,
    Stakeholder,
)
from core.health.profile.remarks import remarks
from core.store import Reader, load_sql

SQL = Path(__file__).parent / "sql"
COMMUNICATIONS_SHOWN = 50
T = TypeVar("T")
_Said = dict[tuple[int, str, str], Remark]


def profile(
    store: Reader,
    actor: Actor,
    account_key: int,
    as_of: date,
    *,
    communications: int = COMMUNICATIONS_SHOWN,
) -> RelationshipProfile:
    """Everything about one account; the mart of ``as_of`` must be fresh.

    ``communications`` limits the newest conversations shown. Raises :class:`~core.errors.NotFound` when the
    actor sees no such account.
    """
    require(actor, Permission.ACCOUNT_READ)
    account = require_account(store, actor, account_key)
    ask = _Asker(store, {"account_key": account_key, "as_of": as_of}, viewer(actor))
    said = remarks(store, account_key, as_of)
    items = _aligned(ask.with_prelude("part/roadmap", RoadmapAlignment), account_key, said)
    found = opportunities(store, actor, as_of, account_key)
    made = RelationshipProfile(
        as_of=as_of,
        account_key=account_key,
        account_id=account.source_id,
        account_name=account.name,
        stakeholders=people(store, account_key, as_of),
        integrations=ask("part/integrations", IntegrationDepth),
        features=ask("part/features", FeatureAdoption),
        systems=ask.with_prelude("part/systems", CustomerSystem),
        communications=_noted(
            ask("part/communications", Communication, limit=communications), account_key, said
        ),
        roadmap=tuple(item for item in items if item.reasons or item.remark),
        unrelated_items=sum(not (item.reasons or item.remark) for item in items),
        opportunities=found,
        past_opportunities=past_opportunities(store, actor, account_key, as_of, found),
        missing=(),
    )
    return replace(made, missing=_missing(made))


class _Asker:
    """Asks statements about one account and makes their rows what they are."""

    def __init__(self, store: Reader, scope: dict[str, Any], who: dict[str, Any]) -> None:
        self._store, self._scope, self._who = store, scope, who

    def __call__(self, name: str, kind: type[T], **more: Any) -> tuple[T, ...]:
        return self._made(load_sql(SQL, name), kind, {**self._scope, **more})

    def with_prelude(self, name: str, kind: type[T]) -> tuple[T, ...]:
        """The same for a statement that begins with the prelude's steps."""
        scope = {**span(self._scope["account_key"]), "as_of": self._scope["as_of"]}
        return self._made(statement(name), kind, {**scope, **self._who})

    def _made(self, sql: str, kind: type[T], params: dict[str, Any]) -> tuple[T, ...]:
        return tuple(
            kind(
                **{
                    name: tuple(value) if isinstance(value, list) else value
                    for name, value in row.items()
                }
            )
            for row in self._store.rows(sql, params)
        )


def _noted(
    found: tuple[Communication, ...], account_key: int, said: _Said
) -> tuple[Communication, ...]:
    return tuple(
        replace(item, remark=said.get((account_key, "communication", item.reference)))
        for item in found
    )


def _aligned(
    found: tuple[RoadmapAlignment, ...], account_key: int, said: _Said
) -> tuple[RoadmapAlignment, ...]:
    """With what people said of the items, those that matter most first."""
    items = [
        replace(item, remark=said.get((account_key, "roadmap", item.reference))) for item in found
    ]
    order = ("high", "medium", "low", "none")
    return tuple(sorted(items, key=lambda item: order.index(item.alignment)))


def _missing(made: RelationshipProfile) -> tuple[str, ...]:
    """What to import, a sentence for each part that has nothing."""
    lines = {
        "Nobody is known at the account: import contacts with titles.": made.stakeholders,
        "No integration has reported: import heartbeats, or let the integration post them.": made.integrations,
        "No feature usage is known: import the features file.": [
            item for item in made.features if item.state in ("used", "not_used")
        ],
        "No other application is known: import the environment file.": made.systems,
        "No conversation is known: import activities.": made.communications,
        "Nothing on the roadmap is tied to the account: import the roadmap and feature usage.": made.roadmap,
    }
    unassessed = [
        person
        for person in made.stakeholders
        if person.status == "active" and not person.maturity.level
    ]
    gaps = [line for line, found in lines.items() if not found]
    if unassessed:
        count = len(unassessed)
        who = "1 person" if count == 1 else f"{count} people"
        gaps.append(f"Of {who} nothing says how technical they are: set it here or in the CRM.")
    return tuple(gaps)


def active_stakeholders(found: RelationshipProfile) -> tuple[Stakeholder, ...]:
    """Those who are still there."""
    return tuple(person for person in found.stakeholders if person.status == "active")
