"""How much one session or token may upload within an hour, so that no one fills memory or disk."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

HOUR_SECONDS = 3600.0


class Quota:
    """Bytes of the last hour by key. Safe to use from several threads."""

    def __init__(self, limit_bytes: int, now: Callable[[], float] = time.monotonic) -> None:
        self.limit_bytes = limit_bytes
        self._now = now
        self._lock = threading.Lock()
        self._used: dict[str, deque[tuple[float, int]]] = {}

    def left(self, key: str) -> int:
        """Bytes that ``key`` may still send."""
        with self._lock:
            return self.limit_bytes - self._sum(key)

    def take(self, key: str, size: int) -> bool:
        """Count ``size`` bytes; ``False``, and nothing counted, when that is more than is left."""
        with self._lock:
            if self._sum(key) + size > self.limit_bytes:
                return False
            self._used.setdefault(key, deque()).append((self._now(), size))
            return True

    def _sum(self, key: str) -> int:
        entries = self._used.get(key)
        if entries is None:
            return 0
        while entries and entries[0][0] < self._now() - HOUR_SECONDS:
            entries.popleft()
        if not entries:
            del self._used[key]
        return sum(size for _, size in entries)
