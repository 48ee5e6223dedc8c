"""A kept file without a person, every line in its place, so that other rows still open to theirs."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from core.capture.erased.columns import Finder, PersonColumns
from core.capture.erased.mentions import MARKER, line_ends
from core.capture.read import SourceTable
from core.errors import Corrupt

QUOTE = '"'
_BETWEEN_IDS = re.compile(r"([;,|\s]+)")


@dataclass(frozen=True)
class Form:
    """How a kept table is written: names of its files, what to skip, how many records follow.

    Its cells are quoted with ``"``, doubled inside: the reader makes a copy of any other file.
    """

    csv: str
    lines: str | None
    delimiter: str
    skip_lines: int
    records: int

    @classmethod
    def of(cls, table: SourceTable) -> Form:
        """The form of a table just read."""
        lines = table.line_map.name if table.line_map else None
        return cls(table.csv_path.name, lines, table.delimiter, table.skip_lines, table.records)


def form_of_batch(reading: dict[str, Any], records: int) -> Form:
    """The form as an import's ``reading`` remembers it."""
    lines = Path(reading["lines"]).name if reading["lines"] else None
    return Form(
        Path(reading["csv"]).name,
        lines,
        reading["delimiter_character"],
        reading["skip_lines"],
        records,
    )


@dataclass(frozen=True)
class Rewritten:
    """What became of a kept table. ``own`` are the numbers, from 0, of the person's own records.

    ``name`` is the new file's, which is its SHA-256, and ``lines`` its line map's; both are the old
    names when nothing had to change (``changed`` is 0: the records were cleared before).
    """

    name: str
    lines: str | None
    size: int
    changed: int
    own: tuple[int, ...]


def rewrite(
    folder: Path,
    form: Form,
    finder: Finder,
    columns: PersonColumns,
    *,
    known: frozenset[int] = frozenset(),
    dry: bool = False,
) -> Rewritten | None:
    """Write the table without the person beside the old one, which stays; ``None``: not in it.

    ``known`` are records known to be the person's. The person's own records keep their place with
    every cell a marker; elsewhere mentions are replaced. Raises :class:`~core.errors.Corrupt` when
    the file is not what was imported.
    """
    work = _Rewriting(form, finder, columns, known)
    path = folder / form.csv
    with NamedTemporaryFile("wb", dir=folder, prefix=".incoming-", delete=False) as raw:
        scratch = Path(raw.name)
    try:
        with (
            path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as source,
            scratch.open("w", encoding="utf-8", errors="surrogateescape", newline="") as target,
        ):
            target.writelines(work.lines(source))
            target.flush()
            os.fsync(target.fileno())
        if work.records != form.records:
            raise Corrupt(
                f"The kept file {form.csv} holds {work.records} records and not {form.records}.",
                "Restore it from a backup.",
            )
        if not work.changed:
            known_size = path.stat().st_size
            same = Rewritten(form.csv, form.lines, known_size, 0, tuple(work.own))
            return same if work.own else None
        return _kept(folder, form, scratch, work, dry=dry)
    finally:
        scratch.unlink(missing_ok=True)


def _kept(folder: Path, form: Form, scratch: Path, work: _Rewriting, *, dry: bool) -> Rewritten:
    size = scratch.stat().st_size
    with scratch.open("rb") as file:
        name = hashlib.file_digest(file, "sha256").hexdigest()
    lines = f"{name}.lines" if form.lines else None
    if not dry:
        if form.lines and lines:
            shutil.copyfile(folder / form.lines, folder / lines)
        scratch.replace(folder / name)
    return Rewritten(name, lines, size, work.changed, tuple(work.own))


class _Rewriting:
    """One pass over a kept table."""

    def __init__(
        self, form: Form, finder: Finder, columns: PersonColumns, known: frozenset[int]
    ) -> None:
        self.form, self.finder, self.columns, self.known = form, finder, columns, known
        self.records = self.changed = 0
        self.own: list[int] = []

    def lines(self, source: IO[str]) -> Iterator[str]:
        """The text to write, a record or a line at a time."""
        for line in islice(source, self.form.skip_lines):
            yield self.finder.clean(line)
        for text in _whole_records(source):
            body = text.rstrip("\r\n")
            if not body:
                yield text
                continue
            new = self._record(body)
            self.changed += new != body
            self.records += 1
            yield new + text[len(body) :]

    def _record(self, text: str) -> str:
        if self.records not in self.known and not self._may_concern(text):
            return text
        cells = next(csv.reader((text,), delimiter=self.form.delimiter, quotechar=QUOTE))
        if self.records in self.known or self.columns.is_about(cells, self.finder):
            self.own.append(self.records)
            return self._joined([cell and MARKER + line_ends(cell) for cell in cells])
        cleaned = [self.finder.clean(cell) for cell in cells]
        for place in self.columns.references:
            cleaned[place] = self._without_ids(cleaned[place])
        return text if cleaned == cells else self._joined(cleaned)

    def _may_concern(self, text: str) -> bool:
        return MARKER in text or self.finder.touches(text)

    def _without_ids(self, cell: str) -> str:
        parts = _BETWEEN_IDS.split(cell)
        system = self.columns.system
        gone = ("" if self.finder.owns_id(system, part) else part for part in parts)
        return "".join(gone).replace(MARKER, "")

    def _joined(self, cells: Sequence[str]) -> str:
        return self.form.delimiter.join(self._quoted(cell) for cell in cells)

    def _quoted(self, cell: str) -> str:
        special = (self.form.delimiter, QUOTE, "\r", "\n")
        if any(mark in cell for mark in special) or cell != cell.strip():
            return QUOTE + cell.replace(QUOTE, QUOTE * 2) + QUOTE
        return cell


def _whole_records(source: IO[str]) -> Iterator[str]:
    """Lines joined to records: a record is whole when its quotes are even in number."""
    held: list[str] = []
    quotes = 0
    for line in source:
        held.append(line)
        quotes += line.count(QUOTE)
        if quotes % 2 == 0:
            yield "".join(held)
            held, quotes = [], 0
    if held:
        yield "".join(held)
