"""Which records name the columns: one, several, or none at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.capture.read.kinds import (
    DATA,
    EMPTY,
    TEXT,
    column_kinds,
    is_data,
    is_missing,
    kind_of,
    looks_like_names,
    shape_of,
)
from core.capture.read.layout import FOOTER_RECORDS, PREAMBLE_RECORDS, Layout, find_header
from core.capture.read.records import Record

BODY_RECORDS = 200
HEADER_ROWS = 4
JOINT = " / "
TELLING = frozenset({"moment", "e-mail", "address"})
SURE = 2
"""Columns that must speak for something unusual before it is believed."""


def find_table(found: Sequence[Record], line: int | None = None, rows: int | None = None) -> Layout:
    """Where the header is and how many rows it has; ``line`` and ``rows`` are a person's answers."""
    where = find_header(found, line)
    if where.header < 0:
        return where
    earlier = (_between(found, where) or _earlier(found, where)) if line is None else None
    if rows is not None:
        return _as_told(found, earlier or where, rows)
    return earlier or counted(found, where)


def names(found: Sequence[Record], where: Layout) -> list[str]:
    """The columns' names, those of several rows joined; ``column 1`` and on without a header."""
    if not where.rows:
        return [f"column {number}" for number in range(1, where.width + 1)]
    parts = [record.cells for record in header_records(found, where)]
    if len(parts) == 1:
        return list(parts[0])
    filled = [_filled_forward(row, parts[-1]) for row in parts[:-1]]
    return [_joined([*above]) for above in zip(*filled, parts[-1], strict=True)]


def header_records(found: Sequence[Record], where: Layout) -> list[Record]:
    """The records that name the columns; none without a header."""
    rows = (record for record in found[where.header :] if record.cells)
    return [record for record, _ in zip(rows, range(where.rows), strict=False)]


def _joined(parts: list[str]) -> str:
    distinct = dict.fromkeys(part.strip() for part in parts if part.strip())
    return JOINT.join(distinct)


def _filled_forward(row: Sequence[str], below: Sequence[str]) -> list[str]:
    """A title over several columns stands in the first of them only: it holds for the others too."""
    told, last = [], ""
    for cell, under in zip(row, below, strict=True):
        last = cell if cell.strip() else last if under.strip() else ""
        told.append(last)
    return told


def _as_told(found: Sequence[Record], where: Layout, rows: int) -> Layout:
    filled = [record for record in found[where.header :] if record.cells]
    if rows == 0:
        width = max((len(record.cells) for record in filled[:1]), default=0)
        return replace(where, rows=0, width=width, is_certain=True, evidence="no header, as told")
    taken = filled[:rows]
    if len(taken) < rows or len({len(record.cells) for record in taken}) > 1:
        return Layout(-1, 0, False, f"the {rows} rows told to name the columns differ in width")
    evidence = where.evidence if rows == 1 else f"{rows} rows from line {taken[0].line}, as told"
    return replace(where, rows=rows, is_certain=True, evidence=evidence)


def _body(found: Sequence[Record], start: int, width: int) -> list[list[str]]:
    fitting = [one.cells for one in found[start : start + BODY_RECORDS] if len(one.cells) == width]
    return [cells for cells in fitting if cells != found[start - 1].cells]


def counted(found: Sequence[Record], where: Layout) -> Layout:
    """The layout with the number of header rows found out."""
    header = found[where.header].cells
    body = _body(found, where.header + 1, where.width)
    kinds = column_kinds(body, where.width, least=min(SURE, max(1, len(body))))
    speaks = _votes(header, kinds)
    if not where.is_certain and not speaks[0]:
        without = _without(found, where, body, kinds)
        if without:
            return without
    group = _group_above(found, where)
    if group:
        return group
    rows = _rows_below(found, where)
    sure = 0.97 if speaks[0] else 0.8 if where.is_certain else 0.5
    if rows > 1:
        evidence = f"{where.evidence}, with {_more(rows - 1)} below it"
        return replace(
            where, rows=rows, evidence=evidence, confidence=0.85, alternatives=((1, 0.15),)
        )
    others = () if sure > 0.9 else ((0, round(1 - sure, 2)),)
    return replace(where, confidence=sure, alternatives=others)


def _more(rows: int) -> str:
    return "the line" if rows == 1 else f"the {rows} lines"


def _votes(cells: Sequence[str], kinds: Sequence[str]) -> tuple[int, int]:
    """Columns of values that a row stands over with a name, and those it has such a value in."""
    names_it = values_it = 0
    for cell, kind in zip(cells, kinds, strict=False):
        if kind in (EMPTY, TEXT) or is_missing(cell):
            continue
        own = kind_of(cell)
        if own == kind and is_data(cell) | (kind == "code"):
            values_it += 1
        elif own not in DATA:
            names_it += own != kind
    return names_it, values_it


def _without(
    found: Sequence[Record], where: Layout, body: list[list[str]], kinds: list[str]
) -> Layout | None:
    """The layout of a table in which no row names the columns, or ``None`` if one does."""
    first = found[where.header].cells
    if not body:
        return _only_record(found, where)
    if len(first) != where.width:
        return None
    like = [column for column in range(where.width) if _is_like(first, body, kinds, column)]
    # A whole date or an address names no column: one is as good as two numbers.
    telling = sum(1 for column in like if kinds[column] in TELLING and len(body) >= SURE)
    if len(like) + telling < SURE:
        return None
    top = where.header
    while top and _is_value_row(found[top - 1], kinds, where.width):
        top -= 1
    columns = "1 column" if len(like) == 1 else f"{len(like)} columns"
    evidence = (
        f"line {found[top].line} holds values like those below in {columns},"
        " so no line names the columns"
    )
    sure = round(min(0.98, 0.7 + 0.1 * (len(like) + telling)), 2)
    return replace(
        where,
        header=top,
        rows=0,
        is_certain=sure >= 0.9,
        evidence=evidence,
        confidence=sure,
        alternatives=((1, 1 - sure),),
    )


def _is_like(
    first: Sequence[str], body: list[list[str]], kinds: Sequence[str], column: int
) -> bool:
    """Whether a row holds in a column what the records below hold: a form of value, or a value."""
    cell, kind = first[column], kinds[column]
    if is_missing(cell):
        return False
    if kind in (EMPTY, TEXT):
        return sum(row[column] == cell for row in body) >= SURE
    if kind_of(cell) != kind or not (is_data(cell) or kind == "code"):
        return False
    return kind not in ("number", "moment") or shape_of(cell) in {
        shape_of(row[column]) for row in body
    }


def _only_record(found: Sequence[Record], where: Layout) -> Layout | None:
    """The layout of a file whose only record holds nothing but values."""
    record = found[where.header]
    filled = [cell for cell in record.cells if cell.strip()]
    if len(filled) < SURE or not all(is_data(cell) for cell in filled):
        return None
    evidence = f"line {record.line}, the only record, holds nothing but values"
    return replace(where, rows=0, evidence=evidence, confidence=0.7, alternatives=((1, 0.3),))


def _is_value_row(record: Record, kinds: list[str], width: int) -> bool:
    if len(record.cells) != width:
        return False
    names_it, values_it = _votes(record.cells, kinds)
    return values_it > 0 and names_it == 0


def _group_above(found: Sequence[Record], where: Layout) -> Layout | None:
    """A row of titles over several columns each, when only they tell the header's names apart."""
    header = found[where.header].cells
    if len(set(header)) == len(header) or not where.header:
        return None
    above = found[where.header - 1].cells
    if len(above) != len(header) or not looks_like_names(above):
        return None
    joint = zip(_filled_forward(above, header), header, strict=True)
    if len(set(joint)) < len(header):
        return None
    line = found[where.header - 1].line
    evidence = f"line {line} groups the columns that line {line + 1} names"
    return replace(
        where,
        header=where.header - 1,
        rows=2,
        evidence=evidence,
        confidence=0.85,
        alternatives=((1, 0.15),),
    )


def _rows_below(found: Sequence[Record], where: Layout) -> int:
    """How many rows from the header on name the columns: the same names again, or units."""
    header = _folded(found[where.header].cells)
    rows = 1
    while rows < HEADER_ROWS and where.header + rows + 1 < len(found):
        record = found[where.header + rows]
        if len(record.cells) != where.width:
            break
        if _folded(record.cells) != header and not _is_second(found, where, rows):
            break
        rows += 1
    return rows


def _folded(cells: Sequence[str]) -> list[str]:
    return [cell.strip().casefold() for cell in cells]


def _is_second(found: Sequence[Record], where: Layout, rows: int) -> bool:
    """Whether a row stands over columns of values with words, such as units, in every one of them.

    A row with text over text, or a code over codes, is rather a record that lacks its values.
    """
    cells = found[where.header + rows].cells
    kinds = column_kinds(_body(found, where.header + rows + 1, where.width), where.width, least=3)
    others = zip(cells, kinds, strict=True)
    if any(
        kind == "code" == kind_of(cell) or (kind == TEXT and not is_missing(cell))
        for cell, kind in others
    ):
        return False
    typed = [cell for cell, kind in zip(cells, kinds, strict=True) if kind in DATA]
    is_named = all(kind_of(cell) not in (*DATA, EMPTY) for cell in typed)
    return len(typed) >= SURE and is_named and not any(is_data(cell) for cell in cells)


def _between(found: Sequence[Record], where: Layout) -> Layout | None:
    """A short table between more lines of one cell, its titles and footer, than it has records."""
    if where.width > 1:
        return None
    wide = [index for index, record in enumerate(found) if len(record.cells) > 1]
    if not wide or wide[0] > PREAMBLE_RECORDS or len(found) - wide[-1] > FOOTER_RECORDS:
        return None
    filled = [record for record in found[wide[0] : wide[-1] + 1] if record.text]
    width = len(found[wide[0]].cells)
    if any(len(record.cells) != width for record in filled):
        return None
    if not begins_table(filled[0], filled[1:]):
        return None
    evidence = f"line {filled[0].line} names {width} columns"
    return counted(found, Layout(wide[0], width, True, evidence))


def _earlier(found: Sequence[Record], where: Layout) -> Layout | None:
    """The first of several tables, when the widest or longest is not the first one."""
    for index, record in enumerate(found[: where.header]):
        if begins_table(record, found[index + 1 : where.header]) and len(record.cells) >= 3:
            evidence = f"line {record.line} names {len(record.cells)} columns"
            return counted(found[: where.header], Layout(index, len(record.cells), True, evidence))
    return None


def begins_table(record: Record, following: Sequence[Record]) -> bool:
    """Whether a record names the columns of at least two records that follow it at once."""
    cells = record.cells
    if record.fault or not looks_like_names(cells) or not all(cell.strip() for cell in cells):
        return False
    if len(set(_folded(cells))) < len(cells):
        return False
    rows = []
    for one in following:
        if not one.text or one.fault or len(one.cells) != len(cells):
            break
        rows.append(one.cells)
    ahead = following[:SURE]
    if len(rows) < len(ahead) or len(rows) < SURE:
        return False
    kinds = column_kinds(rows, len(cells))
    return _votes(cells, kinds)[0] > 0
