"""What pollers have in common: where they read from, what they hand over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from core.capture.poll.client import PollClient
from core.capture.poll.sheet import Sheet


class Source(StrEnum):
    """A ticket system that can be polled."""

    JIRA = "jira"
    KAYAKO = "kayako"
    KAYAKO_CLASSIC = "kayako-classic"


@dataclass(frozen=True)
class Event:
    """Something that happened to a ticket. ``identifier`` is the source's own, unique in the ticket.

    ``kind`` and the values of a change are canonical words; what the source calls them stands beside.
    """

    ticket: str
    identifier: str
    at: str
    kind: str
    author: str = ""
    text: str = ""
    from_value: str = ""
    to_value: str = ""
    from_name: str = ""
    to_name: str = ""
    seconds: str = ""


class Poller(Protocol):
    """Reads one ticket system. ``ticket_kind`` and ``event_kind`` are the mappings of its files.

    ``ticket_header`` and ``event_ticket`` are columns of those files: of the first, and of the
    ticket in the second.
    """

    ticket_kind: str
    event_kind: str
    ticket_header: tuple[str, ...]
    event_ticket: str
    client: PollClient

    def read(self, since: datetime | None, tickets: Sheet, events: Events) -> None:
        """Read what changed after ``since`` (the source's clock, naive UTC), or all without it."""

    def listed(self) -> Iterator[str]:
        """The identifiers of all tickets that are polled; raises where the list cannot be had whole."""

    def missed(self, identifier: str) -> str:
        """Why a ticket that is not listed is not: asked for singly. Empty when it is polled after all."""


NOT_FOUND, NOT_VISIBLE, IN_TRASH = "not found", "not visible", "in the trash"
NOT_POLLED = "not among what is polled"
"""Why a ticket is not listed any more; or ``moved to`` and where."""


def moved_to(identifier: str) -> str:
    """The reason of a ticket that its system now knows by another identifier."""
    return f"moved to {identifier}"


EVENT_HEADER = (
    "Event",
    "At",
    "Kind",
    "From",
    "To",
    "From (as named)",
    "To (as named)",
    "Author",
    "Text",
    "Seconds",
)
"""Columns of a file of events after the one of the ticket, which each system names its own way."""


class Events:
    """The file of events; ``ticket`` is the name of its first column."""

    def __init__(self, path: Path, ticket: str) -> None:
        self.sheet = Sheet(path, (ticket, *EVENT_HEADER))
        self._ticket = ticket

    def add(self, event: Event) -> None:
        """Keep an event; one seen again replaces itself."""
        cells = {
            self._ticket: event.ticket,
            "Event": event.identifier,
            "At": event.at,
            "Kind": event.kind,
            "From": event.from_value,
            "To": event.to_value,
            "From (as named)": event.from_name,
            "To (as named)": event.to_name,
            "Author": event.author,
            "Text": event.text,
            "Seconds": event.seconds,
        }
        self.sheet.add(f"{event.ticket}/{event.identifier}", "", cells)


def stamp(moment: datetime) -> str:
    """A naive UTC time as the files write it, to the second."""
    return f"{moment.replace(microsecond=0).isoformat()}Z"


def utc(text: object) -> datetime | None:
    """An ISO time with a zone as naive UTC; ``None`` for anything else."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else None


def iso(text: object) -> str:
    """An ISO time with a zone as the files write it; empty for anything else."""
    moment = utc(text) if text else None
    return stamp(moment) if moment else ""
