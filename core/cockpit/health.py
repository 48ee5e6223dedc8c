"""Technical health: one account's breakdown, and the board over all accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core import health, sponsors
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.filters import Filters
from core.cockpit.listing import check_page
from core.cockpit.query import fetch, fetch_page, scope, statement
from core.health import Adjustment, HealthScore, Rule
from core.policy.factor import Factor
from core.store import Store

__all__ = [
    "BOARD_SORTS",
    "SPARKLINE_DAYS",
    "Adjustment",
    "Board",
    "BoardRow",
    "Contribution",
    "HealthBreakdown",
    "Override",
    "Rule",
    "RuleCount",
    "health_board",
    "health_breakdown",
    "rules_tripped",
    "sponsor_contributions",
]

BOARD_SORTS = ("name", "score", "rag", "tier", "arr", "renewal")
SPARKLINE_DAYS = 30


Contribution = Factor
"""One factor of either score: points, measure, target, and the rows it was made from."""


@dataclass(frozen=True)
class Override:
    """A RAG status set by hand, shown beside the computed one until it expires."""

    rag: str
    reason: str
    set_at: datetime
    set_by: str
    expires_on: date


@dataclass(frozen=True)
class HealthBreakdown(HealthScore):
    """How one account's health score comes about, with the status set by hand beside it."""

    override: Override | None


@dataclass(frozen=True)
class BoardRow:
    """An account on the health board. Each series has one value a day, oldest first.

    ``critical_series`` and ``open_series`` count open tickets at the end of each day;
    ``api_call_series`` sums API calls, empty on a day without a heartbeat.
    """

    account_key: int
    account_id: str
    name: str
    tier: str | None
    owner_email: str | None
    score: float | None
    rag: str
    coverage_pct: float
    at_risk: bool
    rules_tripped: tuple[str, ...]
    override_rag: str | None
    aged_critical_points: float | None
    open_tickets_points: float | None
    heartbeat_points: float | None
    open_critical: int
    oldest_critical_days: float | None
    open_tickets: int | None
    last_heartbeat_at: datetime | None
    hours_silent: float | None
    critical_series: tuple[int, ...]
    open_series: tuple[int, ...]
    api_call_series: tuple[int | None, ...]


@dataclass(frozen=True)
class Board:
    """A page of the health board; ``days`` are the dates of the series."""

    rows: tuple[BoardRow, ...]
    days: tuple[date, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True)
class RuleCount:
    """How many of the filtered accounts a rule trips, and how many at twice its limit."""

    rule: str
    accounts: int
    at_double: int


def health_breakdown(store: Store, actor: Actor, account_key: int, as_of: date) -> HealthBreakdown:
    """One account's technical health with everything that made it."""
    found = health.score(store, actor, account_key, as_of)
    params = {"account_key": account_key, "as_of": as_of}
    override = fetch(store, "health_override", params, Override)
    return HealthBreakdown(**vars(found), override=override[0] if override else None)


def sponsor_contributions(
    store: Store, actor: Actor, account_key: int, contact_key: int, as_of: date
) -> tuple[Contribution, ...]:
    """One executive's four factors, in the order of the formula."""
    scored = sponsors.score(store, actor, account_key, as_of)
    return next((who.factors for who in scored.executives if who.contact_key == contact_key), ())


def health_board(
    store: Store,
    actor: Actor,
    filters: Filters,
    *,
    sort: str = "score",
    descending: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> Board:
    """The filtered accounts with their three signals, worst first unless asked otherwise."""
    require(actor, Permission.PORTFOLIO_READ)
    check_page(sort, BOARD_SORTS, limit, offset)
    params = scope(store, actor, filters)
    rows, total = fetch_page(
        store,
        "health_board",
        {
            **params,
            "series_days": SPARKLINE_DAYS,
            "sort": sort,
            "descending": descending,
            "limit": limit,
            "offset": offset,
        },
        BoardRow,
    )
    days = store.value(
        statement("series_days"), {"as_of": params["as_of"], "series_days": SPARKLINE_DAYS}
    )
    return Board(rows, tuple(days), total, limit, offset)


def rules_tripped(store: Store, actor: Actor, filters: Filters) -> tuple[RuleCount, ...]:
    """How often each rule trips over the filtered accounts."""
    require(actor, Permission.PORTFOLIO_READ)
    return fetch(store, "rules_tripped", scope(store, actor, filters), RuleCount)
