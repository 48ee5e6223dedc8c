"""The one source of the current time, so that tests and replays can set it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Clock:
    """``now`` gives the current time as a naive UTC ``datetime``, as the database stores it."""

    now: Callable[[], datetime] = _utc_now

    def today(self) -> date:
        """The current date in UTC: the default ``as_of`` everywhere."""
        return self.now().date()


def fixed(moment: datetime) -> Clock:
    """A clock that stands still at ``moment`` (naive UTC)."""
    return Clock(now=lambda: moment)
