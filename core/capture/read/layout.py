"""Where in a file its table is: title lines above the header, and a report's footer below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.capture.read.kinds import is_data, kind_of
from core.capture.read.records import Record

PREAMBLE_RECORDS = 60
"""A header below more lines of preamble than this has to be pointed at."""

FOOTER_RECORDS = 40

_FOOTER_CELL = re.compile(
    r"""\s*(?:grand\s+totals?\b.*|totals?\s*\(\s*[\d,.]+\s+records?\s*\).*
    |total\s+records?\s*:.*|confidential\s+information\b.*
    |copyright\s+(?:\(c\)|©).*|generated\s+by\s*:.*|filtered\s+by\s*:.*
    |\(?[\d,.]+\s+(?:rows?|records?)(?:\s+(?:affected|returned|selected|exported))?\)?
    |-*\s*end\s+of\s+(?:report|file)\b.*)\s*""",
    re.IGNORECASE | re.VERBOSE,
)

_FOOTER_ALONE = re.compile(
    r"""\s*(?:(?:foot)?notes?\s*[:.].*|sources?\s*:.*|disclaimer\b.*|\*+\s*\S.*
    |(?:report|list|data)\s+(?:created|exported|generated|run)\b.*
    |(?:created|exported|printed|downloaded)\s+(?:at|by|from|on)\b.*)\s*""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""Sentences of a footer when they stand alone on a line of a table of three columns or more."""

_SUM_CELL = re.compile(
    r"""\s*(?:(?:sub-?)?totals?|totaal|eindtotaal|subtotaal|total\s+g[eé]n[eé]ral|total\s+general
    |gesamt(?:summe)?|summe|insgesamt|sums?|suma|somme)\s*:?\s*""",
    re.IGNORECASE | re.VERBOSE,
)

_TOTAL = re.compile(r"totals?\s*\(\s*([\d,.]+)\s+records?\s*\)", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """``header`` is an index into the records looked at; ``-1`` when there is no record at all.

    ``rows`` is how many records name the columns: 0 when none does, and ``header`` is then the
    first record; ``alternatives`` are other numbers of rows with the confidence in each.
    """

    header: int
    width: int
    is_certain: bool
    evidence: str
    rows: int = 1
    confidence: float = 1.0
    alternatives: tuple[tuple[int, float], ...] = ()


def find_header(found: Sequence[Record], line: int | None = None) -> Layout:
    """Which record is the header: the first of the table's width that is filled like one.

    ``line`` points at it. A first line of names over rows of another width stays the header: its
    rows are then ragged, which is reported, rather than read as another table.
    """
    widths = Counter(len(record.cells) for record in found if record.cells)
    if not widths:
        return Layout(-1, 0, False, "no record")
    if line is not None:
        return _pointed_at(found, line)
    width = max(widths.items(), key=lambda one: (one[1], one[0]))[0]
    for index, record in enumerate(found[:PREAMBLE_RECORDS]):
        if _is_header(found, index, width):
            names = sum(1 for cell in record.cells if is_data(cell))
            evidence = f"line {record.line} names {len(record.cells)} columns"
            if names:
                evidence = f"line {record.line} is taken as header though {names} of its cells look like data"
            return Layout(index, len(record.cells), names == 0, evidence)
    index = next(i for i, record in enumerate(found) if record.cells)
    record = found[index]
    return Layout(index, len(record.cells), False, f"line {record.line}, for want of a better")


def _pointed_at(found: Sequence[Record], line: int) -> Layout:
    for index, record in enumerate(found):
        if record.line == line and record.cells:
            return Layout(index, len(record.cells), True, f"line {line}, as told")
    return Layout(-1, 0, False, f"no record begins in line {line}")


def _is_header(found: Sequence[Record], index: int, width: int) -> bool:
    cells = found[index].cells
    filled = sum(1 for cell in cells if cell.strip())
    if len(cells) == width:
        return filled >= max(1, width / 2)
    if filled < 2 or len(cells) <= width / 2 or any(is_data(cell) for cell in cells):
        return False
    below = found[index + 1] if index + 1 < len(found) else None
    return below is not None and bool(below.text) and len(below.cells) != len(cells)


def footer_start(tail: Sequence[Record], width: int, told: int | None = None) -> int:
    """Index in ``tail`` (the file's last records) where its footer begins; ``len(tail)`` if none.

    ``told`` is how many records a person said to leave out at the end.

    A footer begins with a blank line or a known sentence and holds nothing but known sentences and
    lines of one filled cell. A narrow last line without either is a ragged record, not a footer.
    """
    start = len(tail)
    if told is not None:
        filled = [index for index, record in enumerate(tail) if record.text]
        return filled[-min(told, len(filled))] if told and filled else start
    while start and _may_be_footer(tail[start - 1], width):
        start -= 1
    while start < len(tail) and not _begins_footer(tail[start], width):
        start += 1
    if all(_is_blank(record) for record in tail[start:]):
        return len(tail)
    return start


def promised_records(footer: Sequence[Record]) -> int | None:
    """The record count a report's footer states, if it does."""
    for record in footer:
        if found := _TOTAL.search(record.text):
            return int(re.sub(r"\D", "", found[1]))
    return None


def _is_blank(record: Record) -> bool:
    return not record.fault and not any(cell.strip() for cell in record.cells)


def _is_known(record: Record) -> bool:
    filled = [cell for cell in record.cells if cell.strip()]
    if not filled:
        return False
    return _FOOTER_CELL.fullmatch(filled[0]) is not None or _is_sum(record.cells, filled)


def _is_sum(cells: Sequence[str], filled: Sequence[str]) -> bool:
    """Whether a row of three cells or more says that it sums up, and holds nothing else but numbers.

    Without a gap it may be a record of something that is called so.
    """
    return (
        1 < len(filled) < len(cells)
        and _SUM_CELL.fullmatch(filled[0]) is not None
        and all(kind_of(cell) == "number" for cell in filled[1:])
    )


def _begins_footer(record: Record, width: int) -> bool:
    if _is_blank(record) or _is_known(record):
        return True
    filled = [cell for cell in record.cells if cell.strip()]
    is_alone = len(filled) == 1 and width >= 3 and bool(record.cells[0].strip())
    return is_alone and _FOOTER_ALONE.fullmatch(filled[0]) is not None


def _may_be_footer(record: Record, width: int) -> bool:
    if _is_blank(record) or _is_known(record):
        return True
    filled = sum(1 for cell in record.cells if cell.strip())
    return filled == 1 and width >= 2 and (len(record.cells) == 1 or width >= 3)
