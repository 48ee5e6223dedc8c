"""Events of drafts, response rates and the executive-attention calendar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class DraftEvent:
    """Something that happened to a draft. ``occurred_at`` is empty where only the day is known."""

    event: str
    occurred_on: date
    occurred_at: datetime | None
    recorded_at: datetime
    recorded_by: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ResponseRate:
    """Answers among messages sent. ``low`` and ``high`` bound the 90 % Beta interval, 0 to 1.

    ``pending`` messages are within the reply window and counted nowhere else. ``rank`` counts from 1
    and is empty where too few were sent to rank.
    """

    value: str
    n: int
    answered: int
    pending: int
    low: float
    high: float
    rank: int | None

    @property
    def share(self) -> float | None:
        """Answered of sent; never shown without the interval."""
        return self.answered / self.n if self.n else None


@dataclass(frozen=True)
class ResponseRates:
    """Rates by one property of messages. ``withheld`` says why there is no ranking, if there is none."""

    by: str
    rows: tuple[ResponseRate, ...]
    withheld: str = ""


@dataclass(frozen=True)
class Touch:
    """A message that reached an executive, or is about to.

    ``source`` is draft or import; ``status`` sent, approved, in_gmail, or open for drafts that nobody has
    approved yet. ``counts`` says whether the attention budget counts it, ``shares_address`` whether the
    person is known by one of the addresses asked for.
    """

    on: date
    account_key: int
    account_name: str
    contact_key: int
    contact_name: str
    by: str
    what: str
    source: str
    status: str
    counts: bool
    draft_id: int | None = None
    reference: str = ""
    is_executive: bool = True
    contact_email: str = ""
    shares_address: bool = False


@dataclass(frozen=True)
class CalendarDay:
    """A day with what touches whom."""

    on: date
    touches: tuple[Touch, ...]
