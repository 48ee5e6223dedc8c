"""One account's tickets, integrations and timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.accounts import require_account
from core.actor import Actor
from core.cockpit.health import SPARKLINE_DAYS
from core.cockpit.query import fetch, fetch_page
from core.errors import InvalidInput
from core.store import Store

TIMELINE_KINDS = ("activity", "ticket", "heartbeat_gap", "change", "note")


@dataclass(frozen=True)
class Ticket:
    """A ticket as it stood on a date. ``age_days`` runs to its end or to that date.

    ``gone_at`` is when it was noticed that its source has it no more, ``gone_reason`` why, where known.
    """

    ticket_key: int
    ticket_id: str
    source_system: str
    subject: str | None
    priority: str | None
    status: str
    is_open: bool
    opened_at: datetime
    first_reply_at: datetime | None
    resolved_at: datetime | None
    gone_at: datetime | None
    gone_reason: str
    age_days: float
    component: str | None
    requester_email: str | None
    assignee_email: str | None
    evidence: str


@dataclass(frozen=True)
class Integration:
    """An integration's state: ``series`` has the API calls of each day, empty without a report."""

    integration: str
    last_seen_at: datetime
    hours_silent: float
    api_calls: int | None
    reports: int
    days: tuple[date, ...]
    series: tuple[int | None, ...]
    evidence: str


@dataclass(frozen=True)
class TimelineEntry:
    """Something that happened. ``kind`` is one of TIMELINE_KINDS, ``label`` its finer kind.

    ``reference`` opens the evidence where there is an imported row.
    """

    at: datetime
    kind: str
    label: str
    title: str | None
    detail: str | None
    people: tuple[str, ...]
    reference: str | None


@dataclass(frozen=True)
class Timeline:
    """A page of the timeline, newest first; ``total`` counts all entries of the kinds asked."""

    entries: tuple[TimelineEntry, ...]
    total: int
    limit: int
    offset: int


def tickets(
    store: Store,
    actor: Actor,
    account_key: int,
    as_of: date,
    *,
    open_only: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> tuple[Ticket, ...]:
    """One account's tickets opened by ``as_of``: open ones first, then by priority and age."""
    require_account(store, actor, account_key)
    params = {
        "account_key": account_key,
        "as_of": as_of,
        "open_only": open_only,
        "limit": limit,
        "offset": offset,
    }
    return fetch(store, "account_tickets", params, Ticket)


def integrations(
    store: Store, actor: Actor, account_key: int, as_of: date
) -> tuple[Integration, ...]:
    """One account's integrations, the longest silent first."""
    require_account(store, actor, account_key)
    params = {"account_key": account_key, "as_of": as_of, "series_days": SPARKLINE_DAYS}
    return fetch(store, "account_integrations", params, Integration)


def timeline(
    store: Store,
    actor: Actor,
    account_key: int,
    as_of: date,
    *,
    kinds: tuple[str, ...] = TIMELINE_KINDS,
    since: date | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Timeline:
    """Everything that happened with an account up to ``as_of``, newest first."""
    require_account(store, actor, account_key)
    if unknown := set(kinds) - set(TIMELINE_KINDS):
        raise InvalidInput(
            f"kind is {min(unknown)!r}.", f"Choose from {', '.join(TIMELINE_KINDS)}."
        )
    params = {
        "account_key": account_key,
        "as_of": as_of,
        "kinds": list(kinds),
        "since": since or date.min,
        "limit": limit,
        "offset": offset,
    }
    entries, total = fetch_page(store, "account_timeline", params, TimelineEntry)
    return Timeline(entries, total, limit, offset)
