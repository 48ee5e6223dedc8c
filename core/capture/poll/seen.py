"""Changes that a ticket system does not report, seen by comparing with what is known.

Kayako's interfaces give a ticket's status as it is now. A status that differs from the last one known
changed since; when, is known to the last activity of the ticket.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from core.capture.poll.meaning import Meanings
from core.capture.poll.source import Event
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"


class Seen:
    """Compares tickets with those of ``system`` in ``store``."""

    def __init__(self, store: Store, system: str, meanings: Meanings) -> None:
        self._store, self._system, self._meanings = store, system, meanings

    @cached_property
    def _known(self) -> dict[str, dict[str, str | None]]:
        rows = self._store.patient.rows(load_sql(SQL, "known_tickets"), {"system": self._system})
        return {row["source_id"]: row for row in rows}

    def changes(self, ticket: str, at: str, *, status: str, priority: str) -> Iterator[Event]:
        """An event for each of the two that is not what it was; none for a ticket not known yet."""
        known = self._known.get(ticket)
        if known is None or not at:
            return
        for field, name in (("status", status), ("priority", priority)):
            before, after = known[field], self._meanings.of(field, name)
            if before and name and after != before:
                yield Event(
                    ticket,
                    f"seen/{field}/{at}",
                    at,
                    field,
                    from_value=before,
                    to_value=after,
                    to_name=name,
                )
