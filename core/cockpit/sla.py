"""Service levels: promises broken and about to be, and how many were kept.

Read at this minute for today, at its end for a past date: see ``core.health.clocks``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from core import policy
from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.filters import Filters
from core.cockpit.listing import LARGEST_STEP
from core.cockpit.query import SQL, scope
from core.cockpit.query import statement as with_accounts
from core.drafting.beta import interval
from core.errors import InvalidInput
from core.health import clocks
from core.health.clocks import TicketClock
from core.store import Store, load_sql

OPEN_STANDINGS = ("breached", "about_to_breach", "on_track", "paused")
LISTED = ("breached", "about_to_breach")
_LEAST_FOR_A_RATE = 5
_SCOPE = "scoped_account AS (SELECT account_key FROM filtered_account),\n"


@dataclass(frozen=True)
class SlaRow:
    """A clock of an open ticket that is held to a promise.

    Hours are business hours or, where ``is_always``, all hours; ``left_hours`` is negative once over.
    """

    account_key: int
    account_id: str
    source_system: str
    name: str
    tier: str | None
    owner_email: str | None
    rag: str
    ticket_key: int
    ticket_id: str
    subject: str | None
    priority: str
    status: str
    assignee_email: str | None
    url: str | None
    ticket_system: str
    clock: str
    is_always: bool
    state: str
    standing: str
    started_at: datetime
    due_at: datetime | None
    used_hours: float
    target_hours: float
    left_hours: float
    evidence: str


@dataclass(frozen=True)
class AccountClock(TicketClock):
    """A clock with the identifier people call its ticket by."""

    ticket_id: str


@dataclass(frozen=True)
class SlaPage:
    """A page of the list; ``moment`` is when the clocks were read, UTC."""

    rows: tuple[SlaRow, ...]
    moment: datetime
    total: int
    limit: int
    offset: int


@dataclass(frozen=True)
class SlaStanding:
    """How the open tickets stand; each ticket counts once, at its worst."""

    open_tickets: int
    breached_tickets: int
    about_to_breach_tickets: int
    on_track_tickets: int
    paused_tickets: int
    without_priority: int
    without_promise: int
    uncounted: int


@dataclass(frozen=True)
class SlaKept:
    """Promises of one clock and priority in the window: kept, broken, and what that says of the rate.

    ``low_pct`` and ``high_pct`` bound the rate with 90 % (Beta); all three rates are ``None`` below
    five promises.
    """

    clock: str
    priority: str
    kept: int
    broken: int
    kept_pct: float | None
    low_pct: float | None
    high_pct: float | None
    median_hours: float
    target_hours: float


def sla_list(
    store: Store,
    actor: Actor,
    filters: Filters,
    *,
    standings: Sequence[str] = LISTED,
    only: Sequence[str] = (),
    account_key: int | None = None,
    limit: int = 50,
    offset: int = 0,
    moment: datetime | None = None,
) -> SlaPage:
    """Clocks of open tickets that stand as asked: in order of standing, priority and time left.

    ``only`` narrows to some of :data:`core.health.clocks.CLOCKS`, ``account_key`` to one account.
    """
    require(actor, Permission.PORTFOLIO_READ)
    _check("standing", standings, OPEN_STANDINGS)
    _check("clock", only, clocks.CLOCKS)
    if not 1 <= limit <= LARGEST_STEP or offset < 0:
        raise InvalidInput(f"limit is 1 to {LARGEST_STEP}, offset 0 or more.", "Ask for a page.")
    read_at = moment or clocks.moment_of(store.clock, filters.on(store.clock))
    asked: dict[str, Any] = {
        "standings": list(standings),
        "clocks": list(only),
        "account_key": account_key,
        "limit": limit,
        "offset": offset,
    }
    rows = _ask(store, actor, filters, "sla_list", moment=read_at, **asked)
    if not rows and offset:
        first = {**asked, "limit": 1, "offset": 0}
        rows = _ask(store, actor, filters, "sla_list", moment=read_at, **first)
        return SlaPage((), read_at, int(rows[0]["total"]) if rows else 0, limit, offset)
    total = int(rows[0].pop("total")) if rows else 0
    for row in rows[1:]:
        del row["total"]
    return SlaPage(tuple(SlaRow(**row) for row in rows), read_at, total, limit, offset)


def sla_standing(
    store: Store, actor: Actor, filters: Filters, *, moment: datetime | None = None
) -> SlaStanding:
    """How many open tickets of the filtered accounts are over a promise, about to be, or under none."""
    require(actor, Permission.PORTFOLIO_READ)
    return SlaStanding(**_ask(store, actor, filters, "sla_standing", moment=moment)[0])


def sla_kept(
    store: Store,
    actor: Actor,
    filters: Filters,
    *,
    account_key: int | None = None,
    moment: datetime | None = None,
) -> tuple[SlaKept, ...]:
    """Promises kept and broken in the policy's window, by clock and priority."""
    require(actor, Permission.PORTFOLIO_READ)
    since = window(store, actor, filters)
    narrowed: dict[str, Any] = {"account_key": account_key, "closed_from": since, "moment": moment}
    rows = _ask(store, actor, filters, "sla_kept", **narrowed)
    return tuple(SlaKept(**row, **_rate(row["kept"], row["broken"])) for row in rows)


def account_clocks(
    store: Store,
    actor: Actor,
    account_key: int,
    as_of: date,
    *,
    closed: bool = False,
    moment: datetime | None = None,
) -> tuple[AccountClock, ...]:
    """The clocks of one account's open tickets, and of the closed ones where asked."""
    found = clocks.ticket_clocks(
        store, actor, account_key, as_of, closed_from=date.min if closed else None, moment=moment
    )
    keys = {"ticket_keys": list({clock.ticket_key for clock in found})}
    names = {
        row["ticket_key"]: row["ticket_id"] for row in store.rows(load_sql(SQL, "ticket_ids"), keys)
    }
    return tuple(AccountClock(ticket_id=names[clock.ticket_key], **vars(clock)) for clock in found)


def clock_evidence(
    store: Store, actor: Actor, account_key: int, ticket_key: int, as_of: date
) -> tuple[str, ...]:
    """The imported rows a ticket's clocks were counted from: the ticket, then its events, newest first."""
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, account_key)
    params = {"account_key": account_key, "ticket_key": ticket_key, "as_of": as_of}
    return tuple(row["reference"] for row in store.rows(load_sql(SQL, "ticket_rows"), params))


def window(store: Store, actor: Actor, filters: Filters) -> date:
    """First day of the window in which promises kept are counted."""
    require(actor, Permission.PORTFOLIO_READ)
    days = int(policy.current(store).value("sla_attainment_days"))
    return filters.on(store.clock) - timedelta(days=days - 1)


def _rate(kept: int, broken: int) -> dict[str, Any]:
    if kept + broken < _LEAST_FOR_A_RATE:
        return {"kept_pct": None, "low_pct": None, "high_pct": None}
    low, high = interval(kept + 1, broken + 1)
    return {
        "kept_pct": 100 * kept / (kept + broken),
        "low_pct": 100 * low,
        "high_pct": 100 * high,
    }


def _ask(
    store: Store,
    actor: Actor,
    filters: Filters,
    name: str,
    *,
    account_key: int | None = None,
    closed_from: date | None = None,
    moment: datetime | None = None,
    **more: Any,
) -> list[dict[str, Any]]:
    as_of = filters.on(store.clock)
    clocks.prepare(store, actor, as_of)
    read = clocks.parameters(
        store.clock,
        as_of,
        account_key,
        closed_from=closed_from,
        moment=moment,
        promised_only=name != "sla_standing",
    )
    return store.rows(_statement(name), {**scope(store, actor, filters), **read, **more})


@cache
def _statement(name: str) -> str:
    """``sql/name.sql``, which begins with ``scoped_account``, with the steps of the clocks after that."""
    head, _step, rest = with_accounts(name).partition(_SCOPE)
    return f"{head}{_SCOPE}{clocks.steps()},\n{rest}"


def _check(what: str, given: Sequence[str], known: Sequence[str]) -> None:
    if unknown := set(given) - set(known):
        raise InvalidInput(f"{what} is {min(unknown)!r}.", f"Choose from {', '.join(known)}.")
