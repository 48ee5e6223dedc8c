"""Finds what is ahead that somebody should be briefed for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core import policy
from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.coaching.briefing.model import Occasion, OccasionKind
from core.coaching.privacy import is_everybody
from core.errors import NotFound
from core.store import Row, Store, load_sql

SQL = Path(__file__).parent / "sql"
MOST = 500


def occasions(
    store: Store,
    actor: Actor,
    as_of: date,
    *,
    account_key: int | None = None,
    limit: int = MOST,
) -> tuple[Occasion, ...]:
    """Occasions of the accounts the actor sees: their own first, those not yet briefed for before the others.

    How far ahead is policy. The marts must be fresh for ``as_of``.
    """
    require(actor, Permission.COACHING_USE)
    if account_key is not None:
        require_account(store, actor, account_key)
    now = policy.current(store)
    rows = store.rows(
        load_sql(SQL, "occasions"),
        {
            **viewer(actor),
            "everybody": is_everybody(actor),
            "as_of": as_of,
            "account_key": account_key,
            "qbr_days": int(now.value("briefing_qbr_days")),
            "renewal_days": int(now.value("briefing_renewal_days")),
            "meeting_days": int(now.value("briefing_meeting_days")),
            "escalation_days": int(now.value("briefing_escalation_days")),
            "limit": max(1, min(limit, MOST)),
        },
    )
    return tuple(_occasion(row) for row in rows)


def occasion(store: Store, actor: Actor, key: str, as_of: date) -> Occasion:
    """The occasion of this key, or :class:`~core.errors.NotFound` once it is over or out of sight."""
    for found in occasions(store, actor, as_of):
        if found.key == key:
            return found
    raise NotFound("There is no such occasion ahead.", "Choose one of those on the Today page.")


def _occasion(row: Row) -> Occasion:
    return Occasion(
        **{**row, "kind": OccasionKind(row["kind"]), "evidence": tuple(row["evidence"])}
    )
