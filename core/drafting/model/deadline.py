"""A moment that no wait goes beyond, however often the waiting begins anew."""

from __future__ import annotations

import time
from collections.abc import Callable


class Deadline:
    """``seconds`` from now on, by a clock that never jumps."""

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._begun = now()
        self._ends = self._begun + seconds

    def left(self) -> float:
        """Seconds that remain; never negative."""
        return max(0.0, self._ends - self._now())

    def taken_ms(self) -> int:
        """Milliseconds since the beginning."""
        return round((self._now() - self._begun) * 1000)
