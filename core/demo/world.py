"""What the invented world consists of, before any vendor's format.

Times are naive UTC; ``_on`` is a date. A list of ``(from, value)`` pairs is a history: the value holds
from that date on, so that an export of any day says what its system knew that day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from core.demo.material import Company
from core.demo.shape import Shape

V = TypeVar("V")
History = list[tuple[date, V]]


def value_on(history: History[V], day: date) -> V:
    """The last value of ``history`` that began on or before ``day``; the first if none did."""
    known = [value for since, value in history if since <= day]
    return known[-1] if known else history[0][1]


@dataclass
class Person:
    """A contact. ``kind`` is c_level, vp, director, manager, staff or owner."""

    person_id: str
    account_id: str
    first: str
    last: str
    email: str
    phone: str
    kind: str
    titles: History[str]
    started_on: date
    role: str = ""
    is_primary: bool = False
    left_on: date | None = None
    reports_to: str = ""
    maturity: str = ""
    consent: str = "given"
    priorities: str = ""

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def is_executive(self) -> bool:
        return self.kind in ("c_level", "vp", "owner")


@dataclass(frozen=True)
class Touch:
    """An activity. ``people`` are the contacts who took part; ``sender`` is set on e-mails.

    What ``is_planned`` stands in the calendar and is in the newest export alone.
    """

    touch_id: str
    account_id: str
    kind: str
    at: datetime
    people: tuple[Person, ...]
    owner: str
    subject: str
    body: str
    direction: str = ""
    sender: str = ""
    thread: str = ""
    minutes: int = 0
    outcome: str = ""
    is_planned: bool = False


@dataclass(frozen=True)
class Ticket:
    """``system`` is jira or kayako. ``comments`` are (when, author is ours, text)."""

    number: int
    system: str
    account_id: str
    requester: Person | None
    requester_email: str
    subject: str
    body: str
    component: str
    priority: str
    opened_at: datetime
    first_reply_at: datetime | None
    resolved_at: datetime | None
    comments: tuple[tuple[datetime, bool, str], ...] = ()


@dataclass(frozen=True)
class DealState:
    """One line of an opportunity's history."""

    at: datetime
    stage: str
    amount: int
    close_on: date


@dataclass
class Deal:
    """An opportunity with its states in order; the last is the present one."""

    deal_id: str
    account_id: str
    name: str
    kind: str
    owner: str
    states: list[DealState]
    roles: list[tuple[Person, str]] = field(default_factory=list)
    next_step: str = ""
    description: str = ""


@dataclass(frozen=True)
class Beat:
    """A heartbeat of one integration."""

    account_id: str
    integration: str
    at: datetime
    api_calls: int


@dataclass
class Account:
    """A customer and everything that belongs to it."""

    account_id: str
    company: Company
    shape: Shape
    arr: int
    renewal_on: date
    created_on: date
    people: list[Person] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    beats: list[Beat] = field(default_factory=list)

    @property
    def executives(self) -> list[Person]:
        return [person for person in self.people if person.is_executive]


@dataclass(frozen=True)
class World:
    """All of it, from ``start`` to ``end``; nothing happens after ``end`` 00:30 UTC."""

    start: date
    end: date
    accounts: tuple[Account, ...]
