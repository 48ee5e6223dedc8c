"""All that the rules look at: who writes to whom about what, and what reached them lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.actor import Actor
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftRequest
from core.drafting.letter import Letter
from core.drafting.rules.place import countries, zones
from core.drafting.rules.regions import RegionRules
from core.drafting.tracking.model import Touch


@dataclass(frozen=True)
class Recipient:
    """The person a draft goes to, as the newest imports and corrections say.

    ``addresses`` are those of all records of the person, ``email`` the one a draft goes to.
    ``account_key`` is where they are now; ``is_customer`` whether that account pays us.
    """

    contact_key: int
    name: str
    email: str
    account_key: int | None
    status: str = "active"
    left_on: date | None = None
    bounced_at: datetime | None = None
    consent: str = "unknown"
    is_customer: bool = True
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suppression:
    """An entry that keeps the recipient from being written to."""

    suppression_id: int
    scope: str
    value: str
    reason: str
    suppressed_by: str
    until_on: date | None = None


@dataclass(frozen=True)
class OpenTicket:
    """A ticket of the account, by what would give it away in a text."""

    ticket_id: str
    subject: str


@dataclass(frozen=True)
class Budget:
    """Policy: messages to one executive in 7 and in 30 days, days in which colleagues collide."""

    week_max: int = 2
    month_max: int = 4
    collision_days: int = 3


@dataclass(frozen=True)
class Situation:
    """One draft at one moment. ``send_at`` is when it is to go out, where a person chose a time.

    ``sheet`` are the facts as of today, ``cited`` the facts the letter rests on,
    ``names_tickets`` whether its kind may name tickets to readers who work with them. ``to_recipient`` are
    messages to the same person in any system, ``from_colleagues`` those of others of ours to
    executives of the account; neither holds the draft itself.
    """

    actor: Actor
    request: DraftRequest
    sheet: FactSheet
    recipient: Recipient | None
    now: datetime
    regions: RegionRules
    letter: Letter | None = None
    cited: tuple[str, ...] = ()
    send_at: datetime | None = None
    needs_recipient: bool = True
    names_tickets: bool = False
    max_words: int = 150
    budget: Budget = Budget()
    suppressions: tuple[Suppression, ...] = ()
    tickets: tuple[OpenTicket, ...] = ()
    to_recipient: tuple[Touch, ...] = ()
    from_colleagues: tuple[Touch, ...] = ()

    @property
    def is_to_executive(self) -> bool:
        """Whether an executive reads it; so it is taken where a kind of draft does not say."""
        told = self.sheet.get("reader.is_executive")
        return told is None or told.value != "no"

    @property
    def day(self) -> date:
        """The day the message is planned for."""
        return (self.send_at or self.now).date()

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO codes of the countries the recipient may be in; empty when nothing says."""
        return countries(self.sheet)

    @property
    def zones(self) -> tuple[str, ...]:
        """Time zones the recipient may be in; empty when nothing says."""
        return zones(self.sheet)
