"""One text file on its way: its encoding, its dialect and where its table begins."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from core.capture.read import census, dialect, encoding, header, layout, limits
from core.capture.read.outcome import Options, Refused
from core.capture.read.records import Dialect, Record, records

WIDE = ("utf-16", "utf-32")

EXPORT_AGAIN = (
    "Export it again, with text in quotes, or open it in a spreadsheet and save it as .xlsx."
)


@dataclass
class Source:
    """What is known of a file so far; ``start`` are the records its beginning holds.

    ``number`` says which of ``count`` tables of the file is meant; ``until`` is the line where the
    next begins, 0 when the file ends with this one.
    """

    path: Path
    options: Options
    census: census.Census
    guess: encoding.Guess
    bom: int
    head: bytes
    lines: list[str]
    found: dialect.Found
    start: list[Record]
    layout: layout.Layout
    number: int = 1
    count: int = 1
    until: int = 0

    @property
    def title(self) -> str:
        """How this table is told from the others of its file; empty when it is the only one."""
        return f"table {self.number}" if self.count > 1 else ""

    @property
    def csv_name(self) -> str:
        """The name of its normalised copy."""
        return f"table{self.number}.csv" if self.count > 1 else "table.csv"

    @property
    def first_line(self) -> int:
        """The first line that belongs to this table or stands above its header."""
        return self.start[0].line

    @property
    def names(self) -> list[str]:
        """The columns' names, those of several header rows joined."""
        return header.names(self.start, self.layout)

    @property
    def last(self) -> Record | None:
        """The last record that names columns; ``None`` without a header."""
        rows = header.header_records(self.start, self.layout)
        return rows[-1] if rows else None

    @property
    def header_line(self) -> int:
        """The line of the header's first row, or of the first record when there is no header."""
        return self.start[self.layout.header].line

    @property
    def lines_to_skip(self) -> int:
        """Physical lines up to and including the header."""
        if self.last is None:
            return self.header_line - 1
        return self.last.line + self.last.text.replace("\r\n", "\n").count("\n")

    @property
    def above(self) -> list[Record]:
        """The records above the first one of the table, its header among them."""
        end = self.last.line if self.last else self.header_line - 1
        return [record for record in self.start if record.line <= end]

    @contextmanager
    def body(self, chosen: Dialect) -> Iterator[Iterator[Record]]:
        """The records of this table, blank lines and footer among them."""
        first, end = self.lines_to_skip, self.until
        with text_of(self.path, self.bom, self.guess.encoding) as stream:
            found = records(stream, chosen)
            yield (one for one in found if one.line > first and (not end or one.line < end))


@contextmanager
def text_of(path: Path, bom: int, name: str) -> Iterator[io.TextIOWrapper]:
    """All of a file as text behind its byte-order mark, line ends as they are."""
    with path.open("rb") as file:
        file.seek(bom)
        yield io.TextIOWrapper(file, name, errors="replace", newline="")


class Opened(NamedTuple):
    """The letters and the dialect of a file; ``declared`` says that its first line names the separator."""

    census: census.Census
    guess: encoding.Guess
    bom: int
    head: bytes
    lines: list[str]
    found: dialect.Found
    declared: bool


def open_source(path: Path, options: Options) -> Opened:
    """Look at the letters of a file and at how its beginning is separated."""
    with path.open("rb") as file:
        head = file.read(limits.HEAD_BYTES)
        if b"\n" not in head and b"\r" not in head:
            head += file.read(limits.RECORD_BYTES)
        is_all = not file.read(1)
    taken, guess, bom = _encoding(path, head, options.encoding)
    lines = _lines_of(head[bom:].decode(guess.encoding, "replace"), is_all)
    declared = _declared(lines)
    found = dialect.find(lines, options.delimiter or declared, options.quote, options.escape)
    return Opened(taken, guess, bom, head, lines, found, declared is not None)


def inspect(path: Path, options: Options) -> Source:
    """Look at the beginning of a file. Raises :class:`Refused` when it holds no table."""
    opened = open_source(path, options)
    start = list(records(opened.lines, opened.found.dialect))
    if opened.declared:
        start[0] = start[0]._replace(cells=[start[0].text])
    line, rows = options.header_line, options.header_rows
    if options.table and options.table > 1:
        line = rows = None  # What was said is of a table further down.
    where = header.find_table(start, line, rows)
    if where.header < 0:
        raise Refused(
            f"There is no header: {where.evidence}.", "Say in which line the header stands."
        )
    check_header(start, where, options)
    return Source(
        path,
        options,
        opened.census,
        opened.guess,
        opened.bom,
        opened.head,
        opened.lines,
        opened.found,
        start,
        where,
    )


def _declared(lines: list[str]) -> str | None:
    """The separator that a first line ``sep=;`` declares, as spreadsheets write it."""
    first = lines[0].rstrip("\r\n") if lines else ""
    return first[4] if first.lower().startswith("sep=") and len(first) == 5 else None


def check_header(start: list[Record], where: layout.Layout, options: Options) -> None:
    """Raises :class:`Refused` for a header that cannot be trusted."""
    broken = next((record for record in start[: where.header] if record.fault), None)
    if broken and options.header_line is None:
        raise Refused(
            f"The header cannot be told: line {broken.line} above the table is broken ({broken.fault})",
            EXPORT_AGAIN,
        )
    if where.width > limits.COLUMNS:
        raise Refused(
            f"The header has {where.width:,} columns; at most {limits.COLUMNS:,} are read.",
            "Export only the columns that are needed.",
        )
    if where.rows and len(start[where.header].text) > limits.HEADER_CHARS:
        raise Refused(
            f"The header, line {start[where.header].line}, is longer than 1 MB: this is not a table.",
            "Export it again as CSV with one record a line.",
        )


def _encoding(
    path: Path, head: bytes, told: str | None
) -> tuple[census.Census, encoding.Guess, int]:
    declared, bom = encoding.from_bom(head)
    if told in WIDE:
        told = declared or encoding.wide_without_bom(head) or f"{told}-le"
    if told and told != declared:
        bom = 0
    wide = told or declared or encoding.wide_without_bom(head)
    if wide.startswith(WIDE):
        evidence = "every other byte is NUL"
        if told or declared:
            evidence = "as told" if told else "byte-order mark"
        return census.Census(size=path.stat().st_size), encoding.Guess(wide, True, evidence), bom
    taken = census.take(path)
    if taken.longest_line > limits.RECORD_BYTES:
        raise Refused(
            f"A line is longer than {limits.RECORD_BYTES // limits.MIB} MB: this is not a table.",
            "Export it again as CSV with one record a line.",
        )
    if taken.nul > taken.size / 10:
        raise Refused("The file is binary: more than a tenth of it is NUL bytes.", EXPORT_AGAIN)
    if told:
        return taken, encoding.Guess(told, True, "as told"), bom
    return taken, _guess(path, taken, bool(bom)), bom


def _guess(path: Path, taken: census.Census, has_bom: bool) -> encoding.Guess:
    if taken.is_ascii:
        return encoding.Guess("utf-8", True, "only ASCII")
    if taken.is_utf8:
        return encoding.Guess("utf-8", True, "every byte is valid UTF-8")
    words = census.words(path)
    if has_bom or encoding.is_damaged_utf8(words):
        return encoding.Guess(
            "utf-8", True, f"UTF-8, but damaged first at byte {taken.bad_utf8_at}"
        )
    return encoding.guess(words)


def _lines_of(text: str, is_all: bool) -> list[str]:
    lines = list(io.StringIO(text, newline=""))
    return lines if is_all or len(lines) < 2 else lines[:-1]
