"""Ends what takes too long: one thread for all statements, since a thread for each would cost more than many take."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable

_KEPT = 1024
"""Ended watches are dropped when they are due, or together once so many wait."""


class Watch:
    """One thing watched. ``end`` it, or what it calls at its time is called."""

    __slots__ = ("_expire",)

    def __init__(self, expire: Callable[[], None]) -> None:
        self._expire: Callable[[], None] | None = expire

    @property
    def is_over(self) -> bool:
        return self._expire is None

    def end(self) -> None:
        """Nothing is called any more; may be called more than once."""
        self._expire = None

    def expire(self) -> None:
        expire, self._expire = self._expire, None
        if expire is not None:
            expire()


class Watchdog:
    """Calls back after a time unless told in time that all is well."""

    def __init__(self) -> None:
        self._woken = threading.Condition()
        self._due: list[tuple[float, int, Watch]] = []
        self._order = itertools.count()
        self._thread: threading.Thread | None = None

    def watch(self, seconds: float, expire: Callable[[], None]) -> Watch:
        """Call ``expire``, which must be quick and raise nothing, after ``seconds``."""
        watch = Watch(expire)
        at = time.monotonic() + seconds
        with self._woken:
            if len(self._due) >= _KEPT:
                self._due = [entry for entry in self._due if not entry[2].is_over]
                heapq.heapify(self._due)
            is_first = not self._due or at < self._due[0][0]
            heapq.heappush(self._due, (at, next(self._order), watch))
            if self._thread is None or not self._thread.is_alive():  # a forked child has none
                self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
                self._thread.start()
            elif is_first:
                self._woken.notify()
        return watch

    def _run(self) -> None:
        while True:
            self._next().expire()

    def _next(self) -> Watch:
        with self._woken:
            while True:
                pause = self._due[0][0] - time.monotonic() if self._due else None
                if pause is not None and pause <= 0:
                    return heapq.heappop(self._due)[2]
                self._woken.wait(pause)


WATCHDOG = Watchdog()
"""The process's own."""
