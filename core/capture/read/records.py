"""Lines of text to records, without ever realigning a broken one.

Python's ``csv`` module forgives: it drops quotes, joins lines until some later quote closes a cell,
and says nothing. Here a record either follows the dialect or carries a fault, and reading resumes at
the line after the one where the fault began, so that one bad line costs one record.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from core.capture.read import limits

OPEN_LINES = 10_000
"""A cell of more lines than this is taken for a quote that was never closed."""

UNCLOSED = "A quote is opened here and never closed."
BROKEN = "A closing quote is followed by more text."
SUSPECT = "A quote begins inside one cell and ends with another: a separator may be missing."

csv.field_size_limit(limits.RECORD_BYTES)


@dataclass(frozen=True)
class Dialect:
    """``quote`` is empty when nothing is quoted; ``escape`` is the quote itself when doubled.

    ``is_loose`` says that quotes inside cells are not escaped at all, as where apostrophes quote
    text: a quote then closes a cell only before a separator or a line end.
    """

    delimiter: str
    quote: str = '"'
    escape: str = '"'
    is_loose: bool = False


class Record(NamedTuple):
    """``line`` is where it begins, from 1; ``cells`` is empty for a blank line.

    ``fault`` says why the cells cannot be trusted; ``text`` is the record without its line end.
    """

    line: int
    cells: list[str]
    fault: str
    text: str


class Parser:
    """Splits one record's text; made once a dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        delimiter, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
        self._escape = "" if dialect.escape in ("", dialect.quote) else dialect.escape
        self._simple = len(dialect.delimiter) == 1 and not self._escape and not dialect.is_loose
        if not dialect.quote:
            return
        escape = re.escape(self._escape)
        pair = f"{quote}{quote}" + (f"|{escape}." if escape else "")
        inside = rf"(?:[^{quote}{escape}]++|{pair})*+"
        if dialect.is_loose:
            inside = rf"(?:[^{quote}]++|{quote}(?!{delimiter}|[\r\n]|\Z))*+"
        bare = rf"(?!{quote})(?:(?!{delimiter})[^\r\n])*+"
        if len(dialect.delimiter) == 1:
            bare = rf"(?!{quote})[^{delimiter}\r\n]*+"
        cell = rf"(?:{quote}{inside}{quote}|{bare})"
        self._whole = re.compile(rf"{cell}(?:{delimiter}{cell})*+", re.DOTALL)
        self._open = re.compile(rf"(?:{cell}{delimiter})*+{quote}{inside}", re.DOTALL)
        self._cell = re.compile(rf"({cell})({delimiter}|\Z)", re.DOTALL)
        self._inner = re.compile(rf"[^{delimiter}{quote}\r\n]{quote}[^\W\d_]")
        self._ending = re.compile(rf"[^{quote}\d]{quote}\Z")
        self._escapes = re.compile(f"{escape}([{escape}{quote}])") if escape else None

    def is_whole(self, text: str) -> bool:
        """Whether the text is one complete record."""
        return self._whole.fullmatch(text) is not None

    def is_open(self, text: str) -> bool:
        """Whether the text ends inside a quoted cell."""
        return self._open.fullmatch(text) is not None

    def split(self, text: str) -> list[str]:
        """The cells of a complete record."""
        dialect = self.dialect
        if not dialect.quote or dialect.quote not in text:
            cells = text.split(dialect.delimiter)
        elif self._simple:
            reader = csv.reader((text,), delimiter=dialect.delimiter, quotechar=dialect.quote)
            return next(reader)
        else:
            return [self._unquote(cell) for cell in self._pieces(text)]
        return (
            [self._unescaped(cell) for cell in cells]
            if self._escape and self._escape in text
            else cells
        )

    def _unescaped(self, cell: str) -> str:
        if not self.dialect.quote or self._escapes is None:
            return cell
        return self._escapes.sub(r"\1", cell)

    def is_suspect(self, text: str) -> bool:
        """Whether quotes in cells that are not quoted seem to enclose a separator.

        ``12,pipe"long, thin",7`` follows the rules, and was ``12,pipe,"long, thin",7`` once.
        """
        if not self._inner.search(text):
            return False
        quote, is_open = self.dialect.quote, False
        for cell in self._pieces(text):
            if cell.startswith(quote) or cell.count(quote) % 2 == 0:
                continue
            if is_open and self._ending.search(cell):
                return True
            is_open = is_open or self._inner.search(cell) is not None
        return False

    def _pieces(self, text: str) -> Iterator[str]:
        at = 0
        while found := self._cell.match(text, at):
            yield found[1]
            if not found[2]:
                return
            at = found.end()

    def _unquote(self, cell: str) -> str:
        quote = self.dialect.quote
        if cell[:1] == quote:
            cell = cell[1:-1].replace(quote + quote, quote)
        return self._unescaped(cell)


def records(lines: Iterable[str], dialect: Dialect) -> Iterator[Record]:
    """Every record of ``lines``, which keep their line ends; the first is line 1.

    Blank lines are yielded as records without cells: they separate a table from its footer.
    """
    parser = Parser(dialect)
    numbered = _Lines(lines)
    quote = dialect.quote
    for number, line in numbered:
        text = line.rstrip("\r\n")
        if not text:
            yield Record(number, [], "", "")
        elif not quote or quote not in text:
            yield Record(number, parser.split(text), "", text)
        elif parser.is_whole(text):
            fault = SUSPECT if parser.is_suspect(text) else ""
            yield Record(number, [] if fault else parser.split(text), fault, text)
        elif parser.is_open(text):
            yield _continued(parser, numbered, number, line)
        else:
            yield Record(number, [], BROKEN, text)


class _Lines:
    """Numbered lines that can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._fresh = enumerate(lines, start=1)
        self._returned: deque[tuple[int, str]] = deque()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> tuple[int, str]:
        return self._returned.popleft() if self._returned else next(self._fresh)

    def give_back(self, lines: list[tuple[int, str]]) -> None:
        self._returned.extendleft(reversed(lines))


def _continued(parser: Parser, lines: _Lines, number: int, first: str) -> Record:
    """The record that begins in line ``number`` and goes on in the following lines."""
    taken: list[tuple[int, str]] = []
    parts, size, fault = [first], len(first), UNCLOSED
    for following in lines:
        taken.append(following)
        parts.append(following[1])
        size += len(following[1])
        if parser.dialect.quote in following[1]:
            text = "".join(parts).rstrip("\r\n")
            if parser.is_whole(text):
                return Record(number, parser.split(text), "", text)
            if not parser.is_open("".join(parts)):
                fault = BROKEN
                break
        if len(taken) >= OPEN_LINES or size > limits.RECORD_BYTES:
            break
    lines.give_back(taken)
    return Record(number, [], fault, first.rstrip("\r\n"))
