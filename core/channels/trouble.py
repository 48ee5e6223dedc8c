"""What goes wrong on the way out, told apart by what helps: waiting, another address, a setting.

Messages are ours: what the other side says may hold addresses and secrets, and goes nowhere.
"""

from __future__ import annotations

from core.errors import RapportError

LONGEST_WAIT_SECONDS = 3600.0


class ChannelDown(RapportError):
    """Nothing gets through now: the rest of the channel's notices wait as well.

    ``wait`` is for how many seconds the other side asked to be left alone, bounded; ``is_busy`` when
    it said that it did nothing, so that trying again soon repeats nothing.
    """

    status = 503

    def __init__(
        self, message: str, remedy: str = "", *, wait: float = 0.0, is_busy: bool = False
    ) -> None:
        super().__init__(message, remedy)
        self.wait = min(max(wait, 0.0), LONGEST_WAIT_SECONDS)
        self.is_busy = is_busy


class ChannelRefuses(RapportError):
    """This notice does not get through, others may."""

    status = 502


class NotSetUp(RapportError):
    """This installation has no such channel."""

    status = 409


class NotAddressed(RapportError):
    """Nobody has said where this account's notices go on this channel."""

    status = 409


def retry_after(value: str | None) -> float:
    """The seconds of a ``Retry-After`` header; a date or nonsense counts as a minute, none as 0."""
    if not value:
        return 0.0
    try:
        seconds = float(value)
    except ValueError:
        return 60.0
    # "nan" and "inf" are floats to Python.
    return min(seconds, LONGEST_WAIT_SECONDS) if seconds >= 0 else 60.0
