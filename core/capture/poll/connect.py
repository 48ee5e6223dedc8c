"""A poller for a source that is set up, no two of them at one source at a time, and its failures on record."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.capture.mapping.registry import load_registry
from core.capture.poll.client import Pause
from core.capture.poll.jira import JiraPoller
from core.capture.poll.kayako import KayakoPoller
from core.capture.poll.kayako_classic import ClassicPoller
from core.capture.poll.meaning import columns_of, meanings
from core.capture.poll.runs import address_of
from core.capture.poll.seen import Seen
from core.capture.poll.source import Poller, Source
from core.errors import DatabaseBusy, InvalidInput, RapportError
from core.settings import Settings
from core.store import Store

_POLLERS: dict[Source, type[Poller]] = {
    Source.JIRA: JiraPoller,
    Source.KAYAKO: KayakoPoller,
    Source.KAYAKO_CLASSIC: ClassicPoller,
}
_busy = {source: threading.Lock() for source in Source}


def require_address(settings: Settings, source: Source) -> None:
    """Raise :class:`InvalidInput` for a source that is not set up."""
    if not address_of(settings, source):
        raise InvalidInput(
            f"There is no address of {source}.",
            f"Set RAPPORT_{source.name}_URL and what goes with it (docs/polling.md).",
        )


@contextmanager
def alone(source: Source) -> Iterator[None]:
    """Hold ``source``; raises :class:`DatabaseBusy` while somebody else does."""
    lock = _busy[source]
    if not lock.acquire(blocking=False):
        raise DatabaseBusy(f"Another poll of {source} is under way.", "Wait until it has ended.")
    try:
        yield
    finally:
        lock.release()


@contextmanager
def failures(record: Callable[[str], None]) -> Iterator[None]:
    """``record`` in words why it failed, whatever it was, and let the error go on upwards."""
    try:
        yield
    except RapportError as error:
        record(str(error))
        raise
    except Exception as error:
        # The ledger must not show as running what has ended, however it did.
        record(f"A defect of this program: {type(error).__name__}.")
        raise


def connect(store: Store, settings: Settings, source: Source, pause: Pause) -> Poller:
    """A poller that reads by the mapping in force; its client is not open yet."""
    poller = _POLLERS[source]
    registry = load_registry(store)
    mapping = registry.get(poller.ticket_kind)
    known = meanings(mapping, registry.words)
    if poller is JiraPoller:
        return JiraPoller(settings, known, columns_of(mapping), pause)
    seen = Seen(store, mapping.system, known)
    kayako = KayakoPoller if poller is KayakoPoller else ClassicPoller
    return kayako(settings, seen, pause)
