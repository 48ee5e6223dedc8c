"""One way to read a record that breaks the rules of its dialect, where there is a best one.

A stray quote, an unescaped quote inside a cell or a separator lost beside a quote leave a record of
the wrong width. The cheapest reading that has the table's width is looked for, each departure from
the rules having its price; two readings of the same price give none. What is mended is shown, and
never imported: nobody can know that it is what was meant.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from core.capture.read.records import Dialect, Parser, Record

CHARS = 20_000
"""Longer records are not mended."""

STEPS = 20_000
"""Readings of one record that are followed, at most."""

STRAY, STRAY_AT_BOTH_ENDS, UNESCAPED = 1.0, 1.5, 1.0
INNER, INNER_ALONE = 0.25, 1.25
LOST, LOST_BEFORE_SPACE = 2.0, 3.0

DEPARTURES = (STRAY, STRAY_AT_BOTH_ENDS, UNESCAPED)

OTHERS = (",", ";", "\t", "|", ", ", "; ", " ")
"""Separators one record may have in place of those of its table."""


def mended(record: Record, dialect: Dialect, width: int) -> list[str] | None:
    """The cells of a record as they were probably meant: ``width`` of them, or ``None``.

    In a record without a fault nothing but a separator can be missing.
    """
    text = record.text
    if not text or len(text) > CHARS or width < 2:
        return None
    if dialect.quote and dialect.quote in text:
        found = _cheapest(text, dialect, width, may_stray=bool(record.fault))
        if found:
            return found
    for delimiter in OTHERS:
        if delimiter != dialect.delimiter and delimiter in text:
            cells = _strict(text, Dialect(delimiter, dialect.quote, dialect.escape))
            if len(cells) == width and len(record.cells) <= width / 2:
                return cells
    return None


def _strict(text: str, dialect: Dialect) -> list[str]:
    parser = Parser(dialect)
    return parser.split(text) if not dialect.quote or parser.is_whole(text) else []


def _cheapest(text: str, dialect: Dialect, width: int, *, may_stray: bool) -> list[str] | None:
    """The one cheapest reading of ``width`` cells, found by following the cheapest first."""
    queue: list[tuple[float, int, int, tuple[str, ...]]] = [(0.0, 0, 0, ())]
    best: tuple[float, tuple[str, ...]] | None = None
    end = len(text)
    for _ in range(STEPS):
        if not queue:
            break
        price, _, at, cells = heapq.heappop(queue)
        if best and price > best[0]:
            break
        if at > end:
            if len(cells) != width or (best and best[1] == cells):
                continue
            if best:
                return None
            best = (price, cells)
        elif len(cells) < width:
            for more, following, cell in _next(text, at, dialect):
                if more in DEPARTURES and not may_stray:
                    continue
                step = (price + more, -following, following, (*cells, cell))
                heapq.heappush(queue, step)
    else:
        return None
    return list(best[1]) if best else None


def _next(text: str, at: int, dialect: Dialect) -> Iterator[tuple[float, int, str]]:
    """Ways to read the cell that begins at ``at``: price, where the next begins, the cell.

    The next cell of a record's last one begins behind its end.
    """
    quote, delimiter = dialect.quote, dialect.delimiter
    if text.startswith(quote, at):
        yield from _quoted(text, at, quote, delimiter)
    stop = text.find(delimiter, at)
    stop = len(text) if stop < 0 else stop
    cell = text[at:stop]
    following = stop + len(delimiter) if stop < len(text) else len(text) + 1
    if not cell.startswith(quote):
        alone = INNER_ALONE if cell.count(quote) % 2 else INNER
        yield alone * (quote in cell), following, cell
        lost = text.find(quote, at + 1, stop)
        if lost > 0:
            yield _lost(text, lost + 1), lost, text[at:lost]
    elif len(cell) > 1 and cell.endswith(quote):
        yield STRAY_AT_BOTH_ENDS, following, cell
    else:
        yield STRAY, following, cell


def _quoted(text: str, at: int, quote: str, delimiter: str) -> Iterator[tuple[float, int, str]]:
    end = len(text)
    stop = text.find(quote, at + 1)
    while stop >= 0:
        inner = text[at + 1 : stop]
        behind = stop + 1
        odd = _unescaped(inner, quote)
        cell = inner.replace(quote + quote, quote)
        if behind == end:
            yield UNESCAPED * bool(odd), end + 1, cell
        elif text.startswith(delimiter, behind):
            yield UNESCAPED * bool(odd), behind + len(delimiter), cell
        elif not odd:
            opens = text.startswith(quote, behind)
            yield _lost(text, behind + opens), behind, cell
        stop = text.find(quote, stop + 1)


def _unescaped(inner: str, quote: str) -> int:
    """Quotes inside a quoted cell that are not written twice."""
    return inner.replace(quote + quote, "").count(quote)


def _lost(text: str, at: int) -> float:
    """The price of a separator lost before a quote; text seldom begins with a space."""
    return LOST_BEFORE_SPACE if text[at : at + 1].isspace() else LOST
