"""What the report consists of: sections, parts, lines; a line has the rows and facts it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.accounts import AccountRef
from core.drafting.fact import Fact, FactSheet


class Style(StrEnum):
    """How the lines of a part stand together."""

    PAIRS = "pairs"
    TABLE = "table"
    BULLETS = "bullets"
    NUMBERED = "numbered"
    TREE = "tree"


@dataclass(frozen=True)
class Line:
    """One statement. In a table its words are the ``cells``; else ``lead`` names it and ``text`` says it.

    ``evidence`` are references to imported rows (``crm.activity/123``), ``fact_ids`` the facts it was made from,
    ``rule`` the named rule that found it, empty where it is no finding. ``depth`` is the level in a tree.
    """

    text: str = ""
    lead: str = ""
    cells: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    fact_ids: tuple[str, ...] = ()
    rule: str = ""
    depth: int = 0

    @property
    def sentence(self) -> str:
        """All its words as one text."""
        if self.cells:
            return "; ".join(cell for cell in self.cells if cell)
        return f"{self.lead}: {self.text}" if self.lead and self.text else self.lead or self.text


@dataclass(frozen=True)
class Part:
    """Lines under one heading. ``missing`` says what no import supplies, and which one would."""

    name: str
    title: str
    style: Style
    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section of the report."""

    name: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Source:
    """Where a row came from. ``number`` is how lines point at it; ``line`` counts the file's first as 1.

    ``file`` is empty for a row that no file brought, e.g. a heartbeat posted by an integration.
    """

    number: int
    reference: str
    table: str
    system: str
    record: str
    title: str
    file: str
    line: int | None


@dataclass(frozen=True)
class Input:
    """A question asked of the data: hashes (SHA-256) of its statement and of the rows it gave."""

    name: str
    statement: str
    rows: int
    content: str


@dataclass(frozen=True)
class Event:
    """Something in the calendar. ``on`` is a day; ``at`` the local time in ``zone``, or empty: all day.

    ``slot`` names the event from one report to the next, so that a calendar program replaces it. ``moved_from`` is
    the day it would have been but for a weekend or a holiday.
    """

    slot: str
    kind: str
    on: date
    title: str
    attendees: tuple[str, ...]
    objective: str
    at: str = ""
    zone: str = ""
    minutes: int = 0
    moved_from: date | None = None
    why: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """The report on a date."""

    account: AccountRef
    as_of: date
    headline: Mapping[str, Fact]
    sections: tuple[Section, ...]
    sheet: FactSheet
    sources: Mapping[str, Source]
    events: tuple[Event, ...]
    inputs: tuple[Input, ...]
    policy_version: int
    policy_hash: str

    @property
    def lines(self) -> Iterator[Line]:
        """All lines, in order."""
        for section in self.sections:
            for part in section.parts:
                yield from part.lines

    def part(self, name: str) -> Part:
        """The part called ``name``."""
        return next(
            part for section in self.sections for part in section.parts if part.name == name
        )

    def rules(self) -> tuple[str, ...]:
        """Names of the rules that fired."""
        return tuple(dict.fromkeys(line.rule for line in self.lines if line.rule))

    def sources_of(self, line: Line) -> tuple[Source, ...]:
        """The rows behind a line, in the order of their numbers."""
        found = {
            self.sources[ref].number: self.sources[ref]
            for ref in line.evidence
            if ref in self.sources
        }
        return tuple(found[number] for number in sorted(found))
