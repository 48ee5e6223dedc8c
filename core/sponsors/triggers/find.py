"""Which rules hold, for the accounts an actor may see."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core import policy
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.sponsors.triggers.rules import RULES, Trigger
from core.store import Reader, load_sql

SQL = Path(__file__).parent / "sql"


def triggers(store: Reader, actor: Actor, as_of: date) -> tuple[Trigger, ...]:
    """Every rule that holds on ``as_of``, in the order of the rules; the scores must be fresh."""
    require(actor, Permission.ACCOUNT_READ)
    thresholds = policy.current(store)
    return tuple(
        Trigger(**{**row, "rule": rule.name, "evidence": tuple(row["evidence"])})
        for rule in RULES
        for row in store.rows(
            load_sql(SQL, rule.name),
            {
                **viewer(actor),
                "as_of": as_of,
                **{name: int(thresholds.value(name)) for name in rule.thresholds},
            },
        )
    )
