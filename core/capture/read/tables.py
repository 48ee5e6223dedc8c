"""Where in a file a second table begins."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from core.capture.read.header import begins_table
from core.capture.read.kinds import DATA, column_kinds, kind_of
from core.capture.read.records import Record

AHEAD = 12
"""Records looked at below a line that may be a header."""

KEPT = 50
"""Records of a table from which its columns' kinds are known."""

FEW = 8
"""Records after each of which the kinds are looked at anew; then once more when enough are kept."""

TABLES = 50


class Start(NamedTuple):
    """``line`` is the first line that is no part of the table above; ``header`` that of its names.

    ``is_again`` says that the names are those of the table above: a page break, not another table.
    """

    line: int
    header: int
    is_again: bool


def starts(body: Iterable[Record], names: Sequence[str]) -> Iterator[Start]:
    """Every table that begins in ``body``, the records below a header with these ``names``."""
    state = _Above(names)
    count = 0
    for record, following in _with_following(body):
        if not record.text:
            state.gap = state.gap or record.line
            continue
        found = state.begun(record, following)
        if found:
            yield found
            count += 1
            if count >= TABLES:
                return
        state.note(record)


class _Above:
    """The table above: its width and kinds, and where a gap below it began (0 if none)."""

    def __init__(self, names: Sequence[str]) -> None:
        self.gap = 0
        self._is_now(list(names))

    def _is_now(self, names: list[str]) -> None:
        self.names = names
        self.rows: list[list[str]] = []
        self._first = _plain(names[0]) if names else ""
        self._typed: list[int] = []

    def begun(self, record: Record, following: deque[Record]) -> Start | None:
        """The table that begins with ``record``, if one does; it is then the table above."""
        cells = record.cells
        is_as_wide = len(cells) == len(self.names)
        if len(cells) < 2 or (is_as_wide and not self._may_begin(cells)):
            return None
        if not begins_table(record, list(following)):
            return None
        is_again = [_plain(one) for one in cells] == [_plain(one) for one in self.names]
        if not is_again and is_as_wide and not self._is_contradicted(cells):
            return None
        start = Start(self.gap or record.line, record.line, is_again)
        self._is_now(cells)
        self.gap = 0
        return start

    def note(self, record: Record) -> None:
        """A line between a gap and a header may be its title; a record ends the gap."""
        if len(record.cells) != len(self.names):
            return
        self.gap = 0
        if len(self.rows) < KEPT and record.cells != self.names:
            self.rows.append(record.cells)
            if len(self.rows) > FEW and len(self.rows) < KEPT:
                return
            kinds = column_kinds(self.rows, len(self.names))
            self._typed = [column for column, kind in enumerate(kinds) if kind in DATA]

    def _may_begin(self, cells: Sequence[str]) -> bool:
        """A quick look: the first name stands here again, or a word in a column of values."""
        if self.gap or _plain(cells[0]) == self._first:
            return True
        return bool(self._typed) and kind_of(cells[self._typed[0]]) not in DATA

    def _is_contradicted(self, cells: Sequence[str]) -> bool:
        """Whether cells are words in columns that hold values so far: some below a gap, else all."""
        words = sum(1 for column in self._typed if kind_of(cells[column]) not in DATA)
        return words >= 1 if self.gap else words >= 2 and words == len(self._typed)


def _plain(cell: str) -> str:
    return cell.strip().casefold()


def _with_following(body: Iterable[Record]) -> Iterator[tuple[Record, deque[Record]]]:
    """Every record with the few that follow it."""
    ahead: deque[Record] = deque()
    for record in body:
        ahead.append(record)
        if len(ahead) > AHEAD:
            yield ahead.popleft(), ahead
    while ahead:
        yield ahead.popleft(), ahead
