"""Verification of the audit log: is the chain whole, and is it the one its head file promises?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import Corrupt, InvalidInput
from core.store.audit import GENESIS, Event, Head, Link, read_head, replace_head

if TYPE_CHECKING:
    from core.actor import Actor
    from core.store.database import Reader, Store

_BATCH = 10_000
_EVENTS = """
SELECT sequence, recorded_at, actor, action, subject, detail::VARCHAR AS detail, previous, hash
FROM ops.audit_event
WHERE sequence > $after
ORDER BY sequence
LIMIT $batch
"""


@dataclass(frozen=True)
class Verification:
    """``events`` verified, the chain's ``tip``, and the first problem found, if any.

    ``first_bad`` is the sequence number of the first event that is missing, changed or surplus.
    """

    events: int
    tip: Link
    first_bad: int | None = None
    problem: str = ""

    @property
    def ok(self) -> bool:
        return self.first_bad is None


def verify(store: Store) -> Verification:
    """Recompute every hash and compare the end of the chain with the head file."""
    reader, last, count = store.patient, Link(), 0
    while rows := reader.rows(_EVENTS, {"after": last.sequence, "batch": _BATCH}):
        for row in rows:
            stored = row.pop("hash")
            event = Event(**row)
            if problem := _broken(event, stored, last):
                bad = min(event.sequence, last.sequence + 1)
                return Verification(count, last, bad, problem)
            last, count = Link(event.sequence, stored), count + 1
    return against_head(store.path, last, count)


def against_head(database: Path, tip: Link, events: int = 0) -> Verification:
    """Compare only the end of the chain with the head file: cheap, done at each opening."""
    try:
        head = read_head(database)
    except Corrupt as error:
        return Verification(events, tip, max(tip.sequence, 1), error.message)
    if head.agrees_with(tip):
        return Verification(events, tip)
    return Verification(events, tip, *_difference(head, tip))


def accept(store: Store, actor: Actor, reason: str) -> Verification:
    """Let a log that differs from its head file stand, and record that someone did.

    For a database that was lawfully moved without its head file, or a loss that no backup mends.
    A chain broken inside is not mended: :func:`verify` goes on to report it.
    """
    if not reason.strip():
        raise InvalidInput("Accepting the audit log's state needs a reason.", "Give one.")
    with store.exclusive():
        found = against_head(store.path, tip_of(store.patient))
        replace_head(store.path, Head(found.tip))
        store.reopen()
    with store.transaction(actor, "audit.accept") as work:
        work.note(reason=reason.strip(), problem=found.problem, first_bad=found.first_bad)
    return verify(store)


def tip_of(reader: Reader) -> Link:
    """The last link of the chain, by a reading call."""
    row = reader.one("SELECT sequence, hash FROM ops.audit_event ORDER BY sequence DESC LIMIT 1")
    return Link(row["sequence"], row["hash"]) if row else Link()


def _broken(event: Event, stored: str, last: Link) -> str:
    if event.sequence != last.sequence + 1:
        return f"Event {last.sequence + 1} is missing: the chain goes on with {event.sequence}."
    if event.previous != last.hash:
        return f"Event {event.sequence} does not follow the one before it."
    if event.hash != stored:
        return f"Event {event.sequence} was changed after it was recorded."
    return ""


def _difference(head: Head, tip: Link) -> tuple[int, str]:
    promised = head.committed.sequence
    if head.committed.hash == GENESIS and head.intent is None:
        return 1, f"The head file is missing although the log has {tip.sequence} events."
    if tip.sequence < promised:
        lost = promised - tip.sequence
        return tip.sequence + 1, f"The last {lost} of {promised} events are missing from the log."
    if tip.sequence == promised:
        return promised, f"The log was rewritten: event {promised} is not the one committed."
    return promised + 1, f"The log has events after {promised} that were never committed here."
