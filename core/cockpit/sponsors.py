"""Executives: of one account, and over all accounts, with cadence, level and backup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.filters import Filters
from core.cockpit.listing import check_page
from core.cockpit.query import fetch, fetch_page, scope
from core.store import Store

SPONSOR_SORTS = (
    "name",
    "account",
    "tier",
    "score",
    "level",
    "risk",
    "last_contact",
    "overdue",
)
CADENCE_STATES = ("overdue", "due_soon", "on_track", "never", "unknown")


@dataclass(frozen=True)
class SponsorRow:
    """An executive on a date, with the account.

    ``cadence_state``: overdue, due_soon (within a fifth of the cadence), on_track, never, or unknown
    (no tier, or no activities imported). It follows the last touchpoint that counts for the tier,
    which can be older than the last contact; ``days_over`` counts days beyond the cadence since
    then, negative before it. ``relationship`` is the
    one-phrase status. Reply times are in days, touchpoints within the scoring window.
    """

    contact_key: int
    contact_id: str
    full_name: str
    title: str | None
    seniority: str | None
    function: str | None
    role: str | None
    email: str | None
    status: str | None
    account_key: int
    account_id: str
    account_name: str
    tier: str | None
    owner_email: str | None
    score: float | None
    coverage_pct: float
    level: str
    risk: str
    is_primary: bool
    is_backup: bool
    relationship: str | None
    last_contact_at: datetime | None
    last_contact_kind: str | None
    days_since_contact: int | None
    last_exec_outreach_on: date | None
    cadence_days: int | None
    last_touchpoint_at: datetime | None
    days_over: int | None
    cadence_state: str
    touchpoints: int | None
    touchpoint_target: float | None
    mean_reply_days: float | None
    qbrs_attended: int | None
    qbrs_held: int | None
    backup_sponsor: str | None
    evidence: str


@dataclass(frozen=True)
class SponsorPage:
    """A page of executives; ``total`` counts all that the filters leave."""

    rows: tuple[SponsorRow, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True)
class HeatCell:
    """Executives at one tier and level. ``tier`` empty: the source gives none."""

    tier: str
    level: str
    executives: int
    accounts: int


@dataclass(frozen=True)
class SponsorGap:
    """An account that lacks something its executive relationship needs.

    ``gap``: no_executive, no_backup, silent or departed.
    """

    account_key: int
    account_id: str
    account_name: str
    tier: str | None
    owner_email: str | None
    gap: str
    detail: str


def executives(store: Store, actor: Actor, account_key: int, as_of: date) -> tuple[SponsorRow, ...]:
    """One account's executives, the primary sponsor first, then by score."""
    require_account(store, actor, account_key)
    params = {
        **scope(store, actor, Filters(as_of=as_of)),
        **_ALL_EXECUTIVES,
        "account_key": account_key,
    }
    return fetch_page(store, "sponsor_list", params, SponsorRow)[0]


_ALL_EXECUTIVES: dict[str, Any] = {
    "contact_levels": [],
    "cadence_states": [],
    "primary_only": False,
    "without_backup": False,
    "sort": "account",
    "descending": False,
    "limit": 1000,
    "offset": 0,
}


def sponsor_list(
    store: Store,
    actor: Actor,
    filters: Filters,
    *,
    cadence: tuple[str, ...] = (),
    primary_only: bool = False,
    without_backup: bool = False,
    sort: str = "account",
    descending: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> SponsorPage:
    """Executives of the filtered accounts.

    The filter ``level`` applies to the executive here, not to the account. ``cadence`` narrows to
    some of CADENCE_STATES, ``without_backup`` to accounts that have no backup sponsor.
    """
    require(actor, Permission.PORTFOLIO_READ)
    check_page(sort, SPONSOR_SORTS, limit, offset)
    params = {
        **scope(store, actor, filters.without("level")),
        "contact_levels": list(filters.level),
        "cadence_states": list(cadence),
        "primary_only": primary_only,
        "without_backup": without_backup,
        "account_key": None,
        "sort": sort,
        "descending": descending,
        "limit": limit,
        "offset": offset,
    }
    rows, total = fetch_page(store, "sponsor_list", params, SponsorRow)
    return SponsorPage(rows, total, limit, offset)


def sponsor_heat_map(store: Store, actor: Actor, filters: Filters) -> tuple[HeatCell, ...]:
    """Executives by tier and level, over the filtered accounts."""
    require(actor, Permission.PORTFOLIO_READ)
    return fetch(store, "sponsor_heat_map", scope(store, actor, filters), HeatCell)


def sponsor_gaps(
    store: Store, actor: Actor, filters: Filters, *, limit: int = 100, offset: int = 0
) -> tuple[SponsorGap, ...]:
    """Accounts without an executive, without a backup, silent too long, or whose sponsor left."""
    require(actor, Permission.PORTFOLIO_READ)
    params = {**scope(store, actor, filters), "limit": limit, "offset": offset}
    return fetch(store, "sponsor_gaps", params, SponsorGap)
