"""A normalised copy of a table: UTF-8, comma, double quote, LF, records only.

Every record of the original keeps its place. One that cannot be trusted is written cut or padded to
the header's width, so that the copy stays readable by position, and listed in ``ragged``.
"""

from __future__ import annotations

import csv
import operator
import re
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.capture.read import limits
from core.capture.read.layout import FOOTER_RECORDS, footer_start
from core.capture.read.records import Record
from core.capture.read.table import Ragged

TEXT_CHARS = 200
"""How much of a ragged record is kept to be shown."""

NUL = "The record holds a NUL byte."
UNDECODABLE = "The record holds bytes that are no text in this encoding."
HEADER_AGAIN = "The header line stands here again."
RULE = "The line only rules off what stands above it."

_TEXT_CELL = re.compile(r'="([^"]*)"')
"""How spreadsheet programs are made to take a value for text: ``="00123"``."""

_RULE_CELL = re.compile(r"\s*(?:-+|=+)\s*")


class TooRagged(Exception):
    """So many records do not fit the header that the file is refused; the message says how many."""


@dataclass
class Copy:
    """What was written."""

    records: int = 0
    blank_lines: int = 0
    surplus_empty: int = 0
    forced_text: int = 0
    longest_record: int = 0
    lines: array[int] = field(default_factory=lambda: array("Q"))
    ragged: list[Ragged] = field(default_factory=list)
    sample: list[list[str]] = field(default_factory=list)
    footer: list[Record] = field(default_factory=list)

    @property
    def is_one_line_each(self) -> bool:
        """Whether record ``n`` stands in the ``n``-th line after the first."""
        lines = self.lines
        return not lines or lines[-1] - lines[0] == len(lines) - 1


def rewrite(
    body: Iterable[Record],
    header: list[str],
    target: Path,
    *,
    may_lack_bytes: bool = False,
    knows_header: bool = True,
    is_grid: bool = False,
    footer_lines: int | None = None,
) -> Copy:
    """Write the records of ``body``, which follow the header, to ``target``.

    ``may_lack_bytes`` says that undecodable bytes were replaced by U+FFFD, so that such records
    have to be refused; ``knows_header`` that a record equal to the header is one, not data.
    In a table of one column a blank line is a record of one empty cell, as RFC 4180 has it, unless
    ``is_grid``: an empty row of a sheet is none. ``footer_lines`` records at the end are left out, as
    many as look like a footer when it is ``None``.
    Raises :class:`TooRagged`.
    """
    copy = Copy()
    with target.open("w", encoding="utf-8", newline="") as file:
        sparing = csv.writer(file, lineterminator="\n")
        # The csv module leaves a cell with a CR unquoted when lines end with LF.
        quoting = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for record in _without_footer(body, len(header), copy, footer_lines):
            if not record.cells and not record.fault:
                if len(header) > 1 or is_grid:
                    copy.blank_lines += 1
                    continue
                record = record._replace(cells=[""])  # noqa: PLW2901  a blank line is a record here
            cells, fault = _fitted(record, len(header), copy)
            if not fault and knows_header and _unmarked(cells) == header:
                fault = HEADER_AGAIN
            elif not fault and is_rule(cells):
                fault = RULE
            elif not fault and may_lack_bytes and "\ufffd" in record.text:
                fault = UNDECODABLE
            if fault:
                _refuse(copy, record, fault)
            elif len(copy.sample) < limits.SAMPLE_RECORDS:
                copy.sample.append(cells)
            (quoting if "\r" in record.text else sparing).writerow(cells)
            copy.lines.append(record.line)
            copy.longest_record = max(copy.longest_record, 4 * len(record.text))
            copy.records += 1
    return copy


def is_rule(cells: Sequence[str]) -> bool:
    """Whether every cell is a line of dashes, as database clients put below the names of columns."""
    return any(len(cell.strip()) > 1 for cell in cells) and all(map(_RULE_CELL.fullmatch, cells))


def _unmarked(cells: list[str]) -> list[str]:
    """A record without the byte-order mark that a file put behind another one begins with."""
    if cells[0].startswith("\ufeff"):
        return [cells[0].lstrip("\ufeff").strip('"'), *cells[1:]]
    return cells


def _without_footer(
    body: Iterable[Record], width: int, copy: Copy, told: int | None
) -> Iterator[Record]:
    """The records before the footer, which ends up in ``copy.footer``."""
    held: deque[Record] = deque()
    most = max(FOOTER_RECORDS, 2 * (told or 0))
    for record in body:
        held.append(record)
        if len(held) > most:
            yield held.popleft()
    tail = list(held)
    start = footer_start(tail, width, told)
    yield from tail[:start]
    copy.footer = tail[start:]


def _fitted(record: Record, width: int, copy: Copy) -> tuple[list[str], str]:
    """The cells at the header's width, and why they cannot be trusted if so."""
    cells, fault = record.cells, record.fault
    if '="' in record.text:
        bare = [
            _TEXT_CELL.sub(r"\1", cell) if _TEXT_CELL.fullmatch(cell) else cell for cell in cells
        ]
        copy.forced_text += sum(map(operator.ne, bare, cells))
        cells = bare
    if len(cells) > width and not any(cells[width:]):
        copy.surplus_empty += 1
        cells = cells[:width]
    if not fault and len(cells) != width:
        more = "more" if len(cells) > width else "fewer"
        fault = f"The record has {len(cells)} cells, {more} than the header's {width}."
    if "\0" in record.text:
        fault = fault or NUL
        cells = [cell.replace("\0", "") for cell in cells]
    if len(cells) != width:
        cells = (cells + [""] * width)[:width]
    return cells, fault


def _refuse(copy: Copy, record: Record, fault: str) -> None:
    if len(copy.ragged) >= limits.RAGGED_RECORDS:
        raise TooRagged(f"more than {limits.RAGGED_RECORDS:,} records do not fit the header")
    text = record.text[:TEXT_CHARS]
    copy.ragged.append(Ragged(copy.records, record.line, len(record.cells), fault, text))
