"""Technical health: one account's breakdown, and the board over all accounts."""

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
from core.cockpit.query import fetch, fetch_page, scope, statement
from core.store import Store

BOARD_SORTS = ("name", "score", "rag", "tier", "arr", "renewal")
SPARKLINE_DAYS = 30


@dataclass(frozen=True)
class Contribution:
    """One factor of a score: ``points`` of ``max_points``, empty when the measure is missing.

    ``state``: present, stale or missing. ``measure`` and ``target`` are in ``unit``. ``evidence``
    are references that :mod:`core.cockpit.evidence` opens.
    """

    factor: str
    points: float | None
    max_points: float
    state: str
    measure: float | None
    unit: str | None
    target: float | None
    note: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Adjustment:
    """Points a CRM note or deal stage gives or takes, at most ten."""

    adjustment: str
    points: float
    note: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One rule of the at-risk test. ``value`` and ``threshold`` are in ``unit``."""

    rule: str
    value: float | None
    threshold: float
    unit: str | None
    tripped: bool
    at_double: bool
    note: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Override:
    """A RAG status set by hand, shown beside the computed one until it expires."""

    rag: str
    reason: str
    set_at: datetime
    set_by: str
    expires_on: date


@dataclass(frozen=True)
class HealthBreakdown:
    """How one account's health score comes about: factors, adjustments, cap, rules."""

    account_key: int
    as_of: date
    score: float | None
    uncapped_score: float | None
    cap: float | None
    rag: str
    coverage_pct: float
    at_risk: bool
    rules_tripped: tuple[str, ...]
    missing: tuple[str, ...]
    factors: tuple[Contribution, ...]
    adjustments: tuple[Adjustment, ...]
    rules: tuple[Rule, ...]
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
    require_account(store, actor, account_key)
    params = {"account_key": account_key, "as_of": as_of}
    head = store.one(statement("health_head"), params) or _ABSTAINED
    found = fetch(store, "health_override", params, Override)
    return HealthBreakdown(
        account_key=account_key,
        as_of=as_of,
        score=head["score"],
        uncapped_score=head["uncapped_score"],
        cap=head["cap"],
        rag=head["rag"],
        coverage_pct=head["coverage_pct"],
        at_risk=head["at_risk"],
        rules_tripped=tuple(head["rules_tripped"]),
        missing=tuple(head["missing"]),
        factors=fetch(store, "health_factors", params, Contribution),
        adjustments=fetch(store, "health_adjustments", params, Adjustment),
        rules=fetch(store, "health_rules", params, Rule),
        override=found[0] if found else None,
    )


_ABSTAINED: dict[str, Any] = {
    "score": None,
    "uncapped_score": None,
    "cap": None,
    "rag": "grey",
    "coverage_pct": 0.0,
    "at_risk": False,
    "rules_tripped": (),
    "missing": (),
}


def sponsor_contributions(
    store: Store, actor: Actor, account_key: int, contact_key: int, as_of: date
) -> tuple[Contribution, ...]:
    """One executive's four factors, in the order of the formula."""
    require_account(store, actor, account_key)
    params = {"account_key": account_key, "contact_key": contact_key, "as_of": as_of}
    return fetch(store, "sponsor_factors", params, Contribution)


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
