"""The escalations an actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.errors import InvalidInput, NotFound
from core.health.escalation.model import (
    Decision,
    Escalation,
    RuleHit,
    Severity,
    State,
    Trigger,
)
from core.store import Row, Store, load_sql

SQL = Path(__file__).parent / "sql"
LARGEST_PAGE = 500


@dataclass(frozen=True)
class EscalationPage:
    """A page of escalations; ``total`` counts all that were asked for."""

    rows: tuple[Escalation, ...]
    total: int
    limit: int
    offset: int


def escalations(
    store: Store,
    actor: Actor,
    *,
    states: Sequence[str] = (),
    severities: Sequence[str] = (),
    account_key: int | None = None,
    account_keys: Sequence[int] | None = None,
    standing: bool = True,
    limit: int = 100,
    offset: int = 0,
) -> EscalationPage:
    """Those that last, the severest first, then, unless ``standing``, those that are over, newest first.

    No ``states`` or ``severities`` means all of them.
    """
    require(actor, Permission.ACCOUNT_READ)
    _known("state", states, tuple(State))
    _known("severity", severities, tuple(Severity))
    if not 1 <= limit <= LARGEST_PAGE or offset < 0:
        raise InvalidInput(
            f"There is no page of {limit} rows from {offset}.", f"Ask for 1 to {LARGEST_PAGE}."
        )
    rows = store.rows(
        load_sql(SQL, "escalations"),
        {
            **viewer(actor),
            "today": store.clock.today(),
            "escalation_id": None,
            "account_key": account_key,
            "account_keys": None if account_keys is None else list(account_keys),
            "states": list(states),
            "severities": list(severities),
            "is_standing": standing,
            "limit": limit,
            "offset": offset,
        },
    )
    total = int(rows[0]["total"]) if rows else 0
    return EscalationPage(tuple(_escalation(row) for row in rows), total, limit, offset)


def escalation(store: Store, actor: Actor, escalation_id: int) -> Escalation:
    """One escalation; :class:`~core.errors.NotFound` when the actor sees none of that number."""
    require(actor, Permission.ACCOUNT_READ)
    row = store.one(
        load_sql(SQL, "escalations"),
        {
            **viewer(actor),
            "today": store.clock.today(),
            "escalation_id": escalation_id,
            "account_key": None,
            "account_keys": None,
            "states": [],
            "severities": [],
            "is_standing": False,
            "limit": 1,
            "offset": 0,
        },
    )
    if row is None:
        raise NotFound(
            f"No escalation {escalation_id} is known to you.",
            "Choose one on Technical health, Escalations.",
        )
    return _escalation(row)


def rules_of(store: Store, actor: Actor, escalation_id: int) -> tuple[RuleHit, ...]:
    """The rules that had tripped when it was opened, with their values then."""
    found = escalation(store, actor, escalation_id)
    rows = store.rows(load_sql(SQL, "rules"), {"escalation_id": found.escalation_id})
    return tuple(RuleHit(**row) for row in rows)


def decisions_of(store: Store, actor: Actor, escalation_id: int) -> tuple[Decision, ...]:
    """What people said of it, oldest first."""
    found = escalation(store, actor, escalation_id)
    rows = store.rows(load_sql(SQL, "decisions"), {"escalation_id": found.escalation_id})
    return tuple(Decision(**row) for row in rows)


def _known(name: str, given: Sequence[str], known: Sequence[str]) -> None:
    if strange := [word for word in given if word not in known]:
        raise InvalidInput(f"There is no {name} {strange[0]!r}.", f"There are {', '.join(known)}.")


def _escalation(row: Row) -> Escalation:
    values = {name: value for name, value in row.items() if name != "total"}
    return Escalation(
        **{
            **values,
            "trigger": Trigger(row["trigger"]),
            "severity": Severity(row["severity"]),
            "state": State(row["state"]),
            "severity_reasons": tuple(row["severity_reasons"]),
            "rules_tripped": tuple(row["rules_tripped"]),
            "evidence": tuple(row["evidence"]),
        }
    )
