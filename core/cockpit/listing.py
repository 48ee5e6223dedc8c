"""The account list and the choices of its filters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.cockpit.filters import Filters
from core.cockpit.query import fetch, fetch_page, scope
from core.errors import InvalidInput
from core.store import Store

ACCOUNT_SORTS = (
    "name",
    "tier",
    "segment",
    "region",
    "owner",
    "arr",
    "renewal",
    "sponsor_score",
    "level",
    "health_score",
    "rag",
    "last_contact",
    "open_tickets",
)
LARGEST_PAGE = 500
"""What a page or an API call shows at once."""
LARGEST_STEP = 10_000
"""What an export reads at once."""


@dataclass(frozen=True)
class AccountRow:
    """An account as lists show it. Scores are of 100 and empty when they abstain."""

    account_key: int
    account_id: str
    source_system: str
    name: str
    tier: str | None
    segment: str | None
    region: str | None
    owner_email: str | None
    arr_amount: Decimal | None
    currency: str | None
    renewal_on: date | None
    days_to_renewal: int | None
    sponsor_score: float | None
    sponsor_coverage_pct: float | None
    level: str
    risk: str
    primary_sponsor: str | None
    primary_contact_key: int | None
    backup_sponsor: str | None
    executives: int
    engaged_executives: int
    last_contact_at: datetime | None
    days_since_contact: int | None
    silence_alert: bool
    health_score: float | None
    health_coverage_pct: float | None
    rag: str
    at_risk: bool
    rules_tripped: tuple[str, ...]
    override_rag: str | None
    open_tickets: int | None
    oldest_critical_days: float | None
    last_heartbeat_at: datetime | None


@dataclass(frozen=True)
class AccountPage:
    """A page of accounts; ``total`` counts all that the filters leave."""

    rows: tuple[AccountRow, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True)
class MoneyTotal:
    """ARR in one currency; totals of different currencies are never added."""

    currency: str
    amount: Decimal
    accounts: int


@dataclass(frozen=True)
class FilterOptions:
    """What each filter can be set to among the accounts the viewer may see."""

    owner: tuple[str, ...]
    tier: tuple[str, ...]
    region: tuple[str, ...]
    segment: tuple[str, ...]


def account_list(
    store: Store,
    actor: Actor,
    filters: Filters,
    *,
    sort: str = "name",
    descending: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> AccountPage:
    """The filtered accounts, sorted and paged by the database. ``sort``: one of ACCOUNT_SORTS.

    Ties are in order of name and key, so that pages never overlap.
    """
    require(actor, Permission.ACCOUNT_READ)
    check_page(sort, ACCOUNT_SORTS, limit, offset)
    params = scope(store, actor, filters)
    page = {"account_key": None, "sort": sort, "descending": descending}
    rows, total = fetch_page(
        store, "account_list", {**params, **page, "limit": limit, "offset": offset}, AccountRow
    )
    return AccountPage(rows, total, limit, offset)


def arr_totals(store: Store, actor: Actor, filters: Filters) -> tuple[MoneyTotal, ...]:
    """ARR of the filtered accounts, one total a currency, greatest first."""
    require(actor, Permission.ACCOUNT_READ)
    return fetch(store, "arr_totals", scope(store, actor, filters), MoneyTotal)


def filter_options(store: Store, actor: Actor) -> FilterOptions:
    """The values that owner, tier, region and segment take among the visible accounts."""
    require(actor, Permission.ACCOUNT_READ)
    found = fetch(store, "filter_options", viewer(actor), FilterOptions)
    return found[0]


def check_page(sort: str, sorts: tuple[str, ...], limit: int, offset: int) -> None:
    """Refuse an unknown sort column and a page out of bounds, naming what would do."""
    if sort not in sorts:
        raise InvalidInput(f"sort is {sort!r}.", f"Choose from {', '.join(sorts)}.")
    if not 1 <= limit <= LARGEST_STEP:
        raise InvalidInput(f"limit is {limit}.", f"Give a number from 1 to {LARGEST_STEP}.")
    if offset < 0:
        raise InvalidInput(f"offset is {offset}.", "Give 0 or more.")
