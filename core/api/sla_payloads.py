"""What the API says of service levels."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from core.api.payloads import Strict, Utc
from core.cockpit import sla
from core.cockpit.filters import Filters
from core.cockpit.listing import LARGEST_PAGE
from core.health.clocks import CLOCKS


class SlaQuery(Strict):
    """Filters of accounts, how the clocks stand, and the page."""

    owner: list[str] = Field(default=[], description="E-mail addresses of account owners.")
    tier: list[str] = Field(default=[], description="enterprise, mid_market, smb; empty for none.")
    region: list[str] = Field(default=[], description="As imported; empty for none.")
    segment: list[str] = Field(default=[], description="As imported; empty for none.")
    rag: list[str] = Field(default=[], description="green, amber, red, grey.")
    search: str = Field(default="", description="Part of the account's name or identifier.")
    as_of: date | None = Field(default=None, description="End of this day, UTC; now without.")
    standing: list[Literal[sla.OPEN_STANDINGS]] = Field(  # type: ignore[valid-type]
        default=list(sla.LISTED), description="How the clocks stand; most urgent first."
    )
    clock: list[Literal[CLOCKS]] = Field(  # type: ignore[valid-type]
        default=[], description="Which clocks; all without."
    )
    limit: int = Field(default=50, ge=1, le=LARGEST_PAGE, description="Clocks in a page.")
    offset: int = Field(default=0, ge=0, description="Clocks to leave out before the page.")

    def filters(self) -> Filters:
        """The same as the cockpit's own filters."""
        return Filters(
            owner=tuple(self.owner),
            tier=tuple(self.tier),
            region=tuple(self.region),
            segment=tuple(self.segment),
            rag=tuple(self.rag),
            search=self.search,
            as_of=self.as_of,
        )


class SlaClock(Strict):
    """A clock of an open ticket that is held to a promise.

    Hours are business hours of the account, or all hours where ``counts_all_hours``.
    """

    account_id: str
    source_system: str
    account_name: str
    owner_email: str | None
    ticket_id: str
    ticket_system: str
    subject: str | None
    priority: str
    status: str
    assignee_email: str | None
    clock: str
    state: str
    standing: str
    counts_all_hours: bool
    started_at: Utc
    due_at: Utc | None
    used_hours: float
    target_hours: float
    left_hours: float = Field(description="Negative once the target is passed.")

    @classmethod
    def of(cls, row: sla.SlaRow) -> SlaClock:
        names = set(cls.model_fields) - {"account_name", "counts_all_hours"}
        shared = {name: getattr(row, name) for name in names}
        return cls(**shared, account_name=row.name, counts_all_hours=row.is_always)


class SlaKept(Strict):
    """Promises of one clock and priority in the window; rates are empty below five promises."""

    clock: str
    priority: str
    kept: int
    broken: int
    kept_pct: float | None
    low_pct: float | None = Field(description="Lower end of the 90 % interval.")
    high_pct: float | None
    median_hours: float
    target_hours: float


class SlaPage(Strict):
    """A page of clocks, read at ``read_at``, and the promises kept since ``kept_since``."""

    as_of: date
    read_at: Utc
    total: int
    limit: int
    offset: int
    items: list[SlaClock]
    kept_since: date
    kept: list[SlaKept]


class TicketClock(Strict):
    """A clock of a ticket; seconds in business hours and at all hours."""

    ticket_id: str
    clock: str
    round: int = Field(description="Of next_reply, which message of the customer waited.")
    priority: str | None
    is_open: bool
    state: str
    standing: str | None = Field(description="Empty where nothing is promised.")
    counts_all_hours: bool
    started_at: Utc
    stopped_at: Utc | None
    worked_seconds: int | None
    elapsed_seconds: int
    target_seconds: int | None
    remaining_seconds: int | None
    due_at: Utc | None

    @classmethod
    def of(cls, clock: sla.AccountClock) -> TicketClock:
        shared = {n: getattr(clock, n) for n in set(cls.model_fields) - {"counts_all_hours"}}
        return cls(**shared, counts_all_hours=clock.is_always)


class TicketClocks(Strict):
    """The clocks of one account's tickets."""

    as_of: date
    read_at: Utc
    items: list[TicketClock]


class TicketClockQuery(Strict):
    """Which day, and whether with closed tickets."""

    as_of: date | None = Field(default=None, description="End of this day, UTC; now without.")
    closed: bool = Field(default=False, description="Also the clocks of closed tickets.")
