"""What changed: between two scans, and between two imports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.filters import Filters
from core.cockpit.query import fetch, scope, statement
from core.store import Store


@dataclass(frozen=True)
class ScoreChange:
    """An account whose band differs from the scan before. ``direction``: better, worse or other."""

    account_key: int
    account_id: str
    name: str
    system: str
    from_band: str
    to_band: str
    from_score: float | None
    to_score: float | None
    direction: str


@dataclass(frozen=True)
class ScanChanges:
    """Changes since the last scan before the date shown.

    ``baseline_on`` is that scan's date, empty when there was none; ``policy_changed`` warns that
    thresholds moved in between, so that a change need not be the customer's.
    """

    baseline_on: date | None
    scanned_at: datetime | None
    policy_changed: bool
    changes: tuple[ScoreChange, ...]

    def count(self, system: str, direction: str) -> int:
        return sum(
            1
            for change in self.changes
            if change.system == system and change.direction == direction
        )


@dataclass(frozen=True)
class ImportChange:
    """A field that differs between two imports, with the line of either value."""

    observed_at: datetime
    entity: str
    entity_id: str | None
    entity_name: str | None
    field: str
    from_value: str | None
    to_value: str | None
    file_name: str | None
    source_line: int | None
    previous_file_name: str | None
    previous_source_line: int | None
    account_key: int
    account_id: str
    account_name: str


def changes_since_last_scan(
    store: Store, actor: Actor, filters: Filters, *, before: date | None = None
) -> ScanChanges:
    """Accounts whose RAG or engagement level differs from an earlier scan's.

    That is the last scan before the date shown, or before ``before`` to look further back.
    """
    require(actor, Permission.PORTFOLIO_READ)
    params = scope(store, actor, filters)
    earlier = min(before or params["as_of"], params["as_of"])
    baseline = store.one(statement("scan_baseline"), {"as_of": earlier})
    if baseline is None:
        return ScanChanges(None, None, False, ())
    found = fetch(
        store,
        "changes_since_scan",
        {**params, "scanned_at": baseline["scanned_at"]},
        ScoreChange,
    )
    return ScanChanges(baseline["as_of"], baseline["scanned_at"], baseline["policy_changed"], found)


def changes(
    store: Store, actor: Actor, account_key: int, as_of: date, *, limit: int = 100, offset: int = 0
) -> tuple[ImportChange, ...]:
    """One account's changes between imports up to ``as_of``, newest first."""
    require_account(store, actor, account_key)
    return fetch(
        store,
        "account_changes",
        {"account_key": account_key, "as_of": as_of, "limit": limit, "offset": offset},
        ImportChange,
    )


def recent_changes(
    store: Store, actor: Actor, filters: Filters, *, limit: int = 50, offset: int = 0
) -> tuple[ImportChange, ...]:
    """Changes between imports over the filtered accounts within the period, newest first."""
    require(actor, Permission.PORTFOLIO_READ)
    return fetch(
        store,
        "recent_changes",
        {
            **scope(store, actor, filters),
            "period_days": filters.period_days,
            "limit": limit,
            "offset": offset,
        },
        ImportChange,
    )
