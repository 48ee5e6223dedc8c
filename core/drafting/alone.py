"""One run at a time where each drafts what has no draft yet: two at once would both draft it."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

from core.store import Store

_locks: WeakKeyDictionary[Store, dict[str, threading.Lock]] = WeakKeyDictionary()
_locks_lock = threading.Lock()


def alone(store: Store, what: str) -> threading.Lock:
    """What to hold while drafting ``what``; one process has the database, so a lock within it will do."""
    with _locks_lock:
        return _locks.setdefault(store, {}).setdefault(what, threading.Lock())
