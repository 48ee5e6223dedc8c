"""What the relationship profile of an account says: frozen types, one a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

LEVELS = ("low", "medium", "high")
SOURCES = ("override", "refined", "assessed", "title", "unknown")


@dataclass(frozen=True)
class Sign:
    """A message that tells how technical its writer is.

    ``kind`` is ticket, comment or email; ``points`` technical words less plain ones; ``words`` those
    found in it.
    """

    kind: str
    reference: str
    at: datetime
    title: str | None
    points: int
    words: tuple[str, ...]

    @property
    def level(self) -> str:
        """What the message by itself says: high from two points on, low below none."""
        return "high" if self.points >= 2 else "low" if self.points < 0 else "medium"


@dataclass(frozen=True)
class Maturity:
    """How technical a person is. ``level`` is low, medium or high, empty where nothing says.

    ``source`` is override (set here by a person), refined (what they write moved the first assessment
    or stands for one), assessed (set in the CRM), title or unknown. ``first`` is the level before what they
    write was read, ``read`` that of their messages alone, ``value`` both together, 1 to 3; ``read`` and
    ``value`` are empty where too few messages tell. ``evidence`` are the rows it rests on.
    """

    contact_key: int
    level: str
    source: str
    why: str
    first: str
    read: str
    value: float | None
    signs: tuple[Sign, ...]
    evidence: tuple[str, ...]
    override_reason: str = ""
    override_by: str = ""
    override_at: datetime | None = None


@dataclass(frozen=True)
class Stakeholder:
    """A person at the account and how technical they are. ``contact_id`` is as imported."""

    contact_key: int
    contact_id: str
    full_name: str | None
    title: str | None
    role: str | None
    seniority: str | None
    function: str | None
    status: str
    is_executive: bool
    maturity: Maturity


@dataclass(frozen=True)
class Remark:
    """What somebody said of a line of the profile; ``value`` is of the kind's own values."""

    value: str
    note: str
    remarked_by: str
    remarked_at: datetime


@dataclass(frozen=True)
class Opportunity:
    """Something to build or connect together, found by a rule.

    ``reference`` names it, today and tomorrow. ``reason`` says what was found, ``next_step`` what to do.
    ``for_email`` is the owner of the deal to close next, otherwise of the account. ``found_at`` is when sales
    was told, empty while nobody was. ``is_current`` is false for what the data no longer show.
    """

    reference: str
    rule: str
    title: str
    subject: str
    reason: str
    why: str
    next_step: str
    account_key: int
    account_id: str
    account_name: str
    source_system: str
    for_email: str
    deal_name: str | None
    deal_close_on: date | None
    since_on: date | None
    due_on: date | None
    evidence: tuple[str, ...]
    found_at: datetime | None = None
    is_current: bool = True
    remark: Remark | None = None

    @property
    def state(self) -> str:
        """open, pursued, declined or done."""
        return self.remark.value if self.remark and self.remark.value else "open"
