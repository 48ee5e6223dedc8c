"""Which tables a sheet holds: blocks of cells apart by empty rows or columns, each with a header.

A sheet is split only on evidence that it holds several tables, since empty rows and columns also
stand inside one. What is not split is read as one table, whose misfits are refused by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.capture.read.kinds import is_column_of_values, is_data, is_value

Cells = list[list[str]]
"""Rows of one width; an empty cell is an empty text."""

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range: row and column, from 0."""

TITLES = 3
"""Rows of one filled cell that may stand above the header of a table further down."""

NAME_CHARS = 100
"""No column has a longer name."""


@dataclass(frozen=True)
class Block:
    """Rows and columns of a sheet, from 0, the ends not included; ``why`` it stands alone."""

    top: int
    bottom: int
    left: int
    right: int
    why: str = ""


def fill_merged(cells: Cells, ranges: Iterable[Range]) -> int:
    """Repeat text merged over several rows of one column in each of them; how many cells were filled.

    Numbers stay where they stand: repeated, an amount would count more than once.
    """
    filled = 0
    for (top, left), (bottom, right) in ranges:
        if left != right or top >= len(cells) or left >= len(cells[top]):
            continue
        value = cells[top][left]
        if not value.strip() or is_value(value):
            continue
        for row in cells[top + 1 : bottom + 1]:
            if not row[left]:
                row[left] = value
                filled += 1
    return filled


def blocks(cells: Cells) -> list[Block]:
    """The tables of a sheet, from left to right and from top to bottom; one that covers it at least."""
    found: list[Block] = []
    for block in _beside(cells):
        found += _below(cells, block)
    return found


def _columns(cells: Cells, top: int, bottom: int) -> list[tuple[int, int]]:
    """Runs of columns that hold something between two rows, apart by columns that do not."""
    width = len(cells[0]) if cells else 0
    used = [False] * width
    for row in cells[top:bottom]:
        for column, cell in enumerate(row):
            if cell:
                used[column] = True
    return list(_runs(used))


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = -1
    for at, flag in enumerate([*flags, False]):
        if flag and start < 0:
            start = at
        elif not flag and start >= 0:
            yield start, at
            start = -1


def _beside(cells: Cells) -> list[Block]:
    """Tables side by side, or all of it."""
    runs = _columns(cells, 0, len(cells))
    whole = Block(0, len(cells), runs[0][0] if runs else 0, runs[-1][1] if runs else 0)
    parts = [_cropped(cells, Block(0, len(cells), left, right)) for left, right in runs]
    heads = [_header_row(cells, part) for part in parts]
    if len(parts) < 2 or any(head < 0 for head in heads):
        return [whole]
    ends = {part.bottom for part in parts}
    names = [tuple(cells[h][p.left : p.right]) for h, p in zip(heads, parts, strict=True)]
    apart = (
        (len(set(heads)) > 1, "its header stands in another row than its neighbour's"),
        (len(ends) > 1, "it ends in another row than its neighbour"),
        (bool(set(names[0]) & set(names[1])), "it names the same columns as its neighbour"),
    )
    why = next((reason for holds, reason in apart if holds), "")
    if not why:
        return [whole]
    why = f"an empty column separates it, and {why}"
    return [Block(one.top, one.bottom, one.left, one.right, why) for one in parts]


def _cropped(cells: Cells, block: Block) -> Block:
    """The block without its empty rows above and below."""
    filled = [any(row[block.left : block.right]) for row in cells[block.top : block.bottom]]
    first = filled.index(True)
    last = len(filled) - filled[::-1].index(True)
    return Block(block.top + first, block.top + last, block.left, block.right, block.why)


def _header_row(cells: Cells, block: Block) -> int:
    """The row of names that a block begins with, below titles; -1 when it begins otherwise."""
    for at in range(block.top, min(block.top + TITLES + 1, block.bottom)):
        row = cells[at][block.left : block.right]
        filled = [cell for cell in row if cell.strip()]
        if (len(filled) == 1 and len(row) > 1) or not filled:
            continue
        below = cells[at + 1][block.left : block.right] if at + 1 < block.bottom else []
        if _groups(row, below):
            return at + 1 if at + 2 < block.bottom else -1
        return at if _are_names(row) and below else -1
    return -1


def _groups(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row with gaps, such as years over several columns each, makes the names below it different."""
    runs = list(_runs([bool(cell.strip()) for cell in below]))
    if len(runs) != 1 or all(cell.strip() for cell in row[slice(*runs[0])]):
        return False
    told, last = [], ""
    for cell in row:
        last = cell.strip() or last
        told.append(last)
    names = list(zip(told, below, strict=True))[slice(*runs[0])]
    again = len({name for _, name in names}) < len(names)
    return again and len(set(names)) == len(names) and not any(is_data(name) for _, name in names)


def _are_names(row: Sequence[str]) -> bool:
    """At least two different names in neighbouring cells, none of which looks like a value."""
    runs = list(_runs([bool(cell.strip()) for cell in row]))
    if len(runs) != 1:
        return False
    names = row[runs[0][0] : runs[0][1]]
    return (
        len(names) > 1
        and len(set(names)) == len(names)
        and all(len(name) <= NAME_CHARS and not is_data(name) for name in names)
    )


def _below(cells: Cells, block: Block) -> list[Block]:
    """The block cut before every table that begins below another."""
    filled = [any(row[block.left : block.right]) for row in cells[block.top : block.bottom]]
    bands = [(block.top + first, block.top + last) for first, last in _runs(filled)]
    found: list[Block] = []
    top, why = block.top, block.why
    main = Block(top, bands[0][1] if bands else block.bottom, block.left, block.right)
    for first, last in bands[1:]:
        band = Block(first, last, block.left, block.right)
        reason = _why_new(cells, main, band)
        if reason:
            found.append(Block(top, first, block.left, block.right, why))
            top, why, main = first, reason, band
        else:
            main = Block(main.top, last, block.left, block.right)
    found.append(Block(top, block.bottom, block.left, block.right, why))
    return [_trimmed(cells, one) for one in found] if len(found) > 1 else found


def _why_new(cells: Cells, main: Block, band: Block) -> str:
    """Why the rows of ``band`` are another table than those above; empty when they may go on with it."""
    at, above = _header_row(cells, band), _header_row(cells, main)
    if at < 0 or above < 0:
        return ""
    names, before = (cells[n][band.left : band.right] for n in (at, above))
    if names == before:
        return ""
    span, earlier = _span(names), _span(before)
    rows = [row[band.left : band.right] for row in cells[at + 1 : band.bottom]]
    if any(_span(row)[1] > span[1] or _span(row)[0] < span[0] for row in rows if any(row)):
        return ""
    values = [n for n in range(*span) if is_column_of_values(row[n] for row in rows)]
    own = [row[band.left : band.right] for row in cells[above + 1 : main.bottom]]
    breaks = any(is_column_of_values(row[n] for row in own) for n in range(*span))
    if values and (breaks or span != earlier):
        return "below an empty row stand names over values, where values stood before"
    if span[1] > earlier[1] or (span != earlier and at > band.top):
        return "below an empty row stands a header of another width"
    return ""


def _span(row: Sequence[str]) -> tuple[int, int]:
    filled = [at for at, cell in enumerate(row) if cell.strip()]
    return (filled[0], filled[-1] + 1) if filled else (0, 0)


def _trimmed(cells: Cells, block: Block) -> Block:
    """The block without columns that are empty in all its rows, at its left and right."""
    cropped = _cropped(cells, block)
    runs = _columns(cells, cropped.top, cropped.bottom)
    inside = [run for run in runs if run[1] > block.left and run[0] < block.right]
    left, right = max(block.left, inside[0][0]), min(block.right, inside[-1][1])
    return Block(cropped.top, cropped.bottom, left, right, block.why)
