"""The names of a sheet's columns: one row, or several with groups over columns, told by merged cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from core.capture.read import layout
from core.capture.read.grid import Range
from core.capture.read.kinds import is_column_of_values, is_data
from core.capture.read.outcome import Options, Refused, repeated
from core.capture.read.records import Record

BELOW = 10
"""So many rows below a narrow one are looked at for a full row of names."""

JOINED = " / "
"""Stands between the rows of a name."""


def find(
    start: Sequence[Record], merged: Iterable[Range], options: Options
) -> tuple[layout.Layout, list[str]]:
    """Where the header of the rows ``start`` is, and its names. ``merged`` is in rows from 0 of ``start``.

    ``header`` of the layout is the index of the header's first row. Raises :class:`Refused`.
    """
    spread = _spread(start, merged)
    if options.header_rows == 0:
        return _nameless(start, options)
    where = layout.find_header(_without_groups(start, spread), options.header_line)
    if where.header < 0:
        raise Refused(
            f"There is no header: {where.evidence}.", "Say in which row the header stands."
        )
    if options.header_line is None:
        where = _wider(start, where)
    where = _several(start, spread, where, options)
    rows = [spread.get(n) or start[n].cells for n in range(where.header, where.header + where.rows)]
    names = joined(rows)
    told = where.evidence.replace("line", "row", 1)
    return replace(where, width=len(names), evidence=told), names


def joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """Names of several rows, a cell of an upper row counting for the empty ones at its right."""
    *upper, last = rows
    width = max(len(row) for row in rows)
    parts = [_to_the_right(row, width) for row in upper] + [[*last, *[""] * (width - len(last))]]
    columns = zip(*parts, strict=True)
    names = [
        JOINED.join(cell for cell, _ in groupby(part.strip() for part in column) if cell)
        if len(rows) > 1
        else column[0]
        for column in columns
    ]
    while names and not names[-1].strip():
        names.pop()
    return names


def _to_the_right(row: Sequence[str], width: int) -> list[str]:
    filled: list[str] = []
    for cell in [*row, *[""] * (width - len(row))]:
        filled.append(cell if cell.strip() or not filled else filled[-1])
    return filled


def _spread(start: Sequence[Record], merged: Iterable[Range]) -> dict[int, list[str]]:
    """Rows that hold a group name merged over several columns, with the name in each of them.

    A title merged over the whole table is no group: a row needs a second filled cell, or must leave
    the first column free.
    """
    found: dict[int, list[str]] = {}
    for (top, left), (bottom, right) in merged:
        if right > left and top == bottom and top < len(start) and start[top].cells:
            cells = found.setdefault(top, list(start[top].cells))
            cells += [""] * (right + 1 - len(cells))
            cells[left : right + 1] = [cells[left]] * (right + 1 - left)
    return {
        row: cells
        for row, cells in found.items()
        if len(set(filter(None, cells))) > 1 or not start[row].cells[0]
    }


def _without_groups(start: Sequence[Record], spread: dict[int, list[str]]) -> list[Record]:
    """The rows without their empty right end, so that a title is narrow; rows of groups are no header."""
    return [
        record._replace(cells=[] if n in spread else trimmed(record.cells))
        for n, record in enumerate(start)
    ]


def trimmed(cells: list[str]) -> list[str]:
    """The cells up to the last that is filled."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _wider(start: Sequence[Record], where: layout.Layout) -> layout.Layout:
    """The full row of names below a row that is narrower than the table, such as ``Exported by, Ada``.

    It must stand over values, or the narrow row must tell its repeated names apart.
    """
    body = [trimmed(record.cells) for record in start[where.header + 1 :] if record.cells]
    width = max(map(len, body), default=0)
    for at in range(where.header + 1, min(where.header + BELOW, len(start))):
        names = trimmed(start[at].cells)
        if len(names) < width or any(not name.strip() or is_data(name) for name in names):
            continue
        below = [record.cells for record in start[at + 1 :] if record.cells]
        stands_over = any(is_column_of_values(row[n] for row in below) for n in range(width))
        if where.width < width and (stands_over or _tells_apart(start, at - 1, at)):
            told = f"row {start[at].line} names {width} columns"
            return replace(where, header=at, width=width, evidence=told, confidence=0.9)
    return where


def _several(
    start: Sequence[Record],
    spread: dict[int, list[str]],
    where: layout.Layout,
    options: Options,
) -> layout.Layout:
    """The layout with the rows above its row of names, or below the one pointed at, that belong to it."""
    at = where.header
    if options.header_rows and options.header_rows > 1:
        first = at if options.header_line else max(0, at + 1 - options.header_rows)
        rows = min(options.header_rows, len(start) - first)
        told = f"rows {start[first].line} to {start[first + rows - 1].line}, as told"
        return replace(
            where, header=first, rows=rows, is_certain=True, confidence=1.0, evidence=told
        )
    if options.header_rows == 1 or options.header_line:
        return where
    first = at
    while first and (first - 1 in spread or _tells_apart(start, first - 1, at)):
        first -= 1
    if first == at:
        return where
    why = "merged cells" if first in spread else "cells"
    told = f"rows {start[first].line} to {start[at].line} name the columns: {why} above group them"
    return replace(
        where,
        header=first,
        rows=at + 1 - first,
        evidence=told,
        confidence=0.95 if first in spread else 0.85,
        alternatives=((1, 0.05 if first in spread else 0.15),),
    )


def _tells_apart(start: Sequence[Record], above: int, at: int) -> bool:
    """Whether a row of names with gaps makes repeated names below it different."""
    cells, names = start[above].cells, trimmed(start[at].cells)
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < 2 or len(filled) >= len(names) or any(map(is_data, filled)):
        return False
    again = repeated(names)
    return bool(again) and not repeated(joined([cells[: len(names)], names]))


def _nameless(start: Sequence[Record], options: Options) -> tuple[layout.Layout, list[str]]:
    """A table without names, told so: ``column 1`` and on, from the line told or the first wide row."""
    where = layout.find_header(_without_groups(start, {}), options.header_line)
    if where.header < 0:
        raise Refused(
            f"There is no record: {where.evidence}.", "Say in which row the table begins."
        )
    width = max(len(trimmed(record.cells)) for record in start[where.header :])
    names = [f"column {n}" for n in range(1, width + 1)]
    told = f"none, as told; records begin in row {start[where.header].line}"
    return layout.Layout(where.header, width, True, told, rows=0), names
