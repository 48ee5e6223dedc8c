"""What the clocks of a ticket say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

CLOCKS = ("first_reply", "next_reply", "requester_wait", "agent_work", "resolution")
STANDINGS = ("breached", "about_to_breach", "on_track", "paused", "missed", "met")


@dataclass(frozen=True)
class TicketClock:
    """One clock of a ticket at a moment; ``round`` counts the messages whose reply was waited for.

    ``seconds`` are ``worked_seconds`` (business hours) or, where ``is_always``, ``elapsed_seconds``;
    ``None`` while the calendar of the account is not made. Without a promise ``target_seconds`` and
    ``standing`` are ``None``. ``due_at`` is when the target is or was reached.
    """

    ticket_key: int
    clock: str
    round: int
    priority: str | None
    is_open: bool
    is_always: bool
    started_at: datetime
    stopped_at: datetime | None
    state: str
    worked_seconds: int | None
    elapsed_seconds: int
    seconds: int | None
    target_seconds: int | None
    remaining_seconds: int | None
    due_at: datetime | None
    standing: str | None
