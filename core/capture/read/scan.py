"""Whether a UTF-8 file is well-formed as it stands, checked on every byte with vectorised passes.

A quote that opens a cell stands at the beginning of the file or after a separator, a line end or a
quote; one that closes it stands before one of these. When all quotes do, the parity of the quotes
before a byte says whether the byte lies inside a cell, and separators and line ends outside cells
give every record's width without a parser.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.capture.read import limits

CHUNK = 256 * 1024
"""Small enough that a pass finds the previous one's bytes in the processor's cache."""

LF, CR, QUOTE = 10, 13, 34

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]


class NotPlain(Exception):
    """The file needs rewriting; the message says why, for ``reading``."""


@dataclass
class Scan:
    """What a well-formed region holds. ``lines`` are original line numbers when they are needed."""

    records: int = 0
    blank_lines: int = 0
    longest_record: int = 0
    lines: array[int] | None = None
    line_ends: set[str] = field(default_factory=set)


def scan(
    path: Path,
    *,
    start: int,
    end: int,
    first_line: int,
    width: int,
    delimiter: int,
    header: bytes = b"",
) -> Scan:
    """Check the records between byte ``start`` and ``end``; ``first_line`` is the line at start.

    ``header``, the header line's text unless empty, must not occur among the records again.

    Raises :class:`NotPlain` at the first record that is not ``width`` cells of RFC 4180.
    """
    found = Scan()
    again = (b"\n" + header, b"\xef\xbb\xbf" + header)
    line, left, rest = first_line, end - start, b""
    with path.open("rb") as file:
        file.seek(start)
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            data = rest + chunk if rest else chunk
            piece, used = _piece(data, line, delimiter, is_last=left <= 0)
            if used:
                _count(found, piece, width)
                line += len(piece.all_ends)
                if b'"=""' in data:
                    raise NotPlain('cells are written as ="text"')
                if header and header in data and _begins_line(data, again):
                    raise NotPlain("the header line stands among the records again")
            rest = data[used:]
            if len(rest) > limits.RECORD_BYTES:
                raise NotPlain("a record is longer than the limit or a quote is never closed")
    if rest:
        raise NotPlain("a quote is never closed")
    return found


def _begins_line(data: bytes, again: tuple[bytes, ...]) -> bool:
    """Whether the header, which ``data`` holds, stands in it as a line of its own."""
    return data.startswith(again[0][1:]) or any(one in data for one in again)


class _Piece(NamedTuple):
    """Whole records: their bytes, ends and widths, every line end, and the first line's number."""

    values: Bytes
    ends: Places
    widths: Places
    all_ends: Places
    line: int


def _piece(data: bytes, line: int, delimiter: int, *, is_last: bool) -> tuple[_Piece, int]:
    """The whole records that ``data`` begins with, and their bytes; it begins outside quotes."""
    values = np.frombuffer(data, np.uint8)
    special = values == LF
    special |= values == delimiter
    has_quotes = b'"' in data
    if has_quotes:
        special |= values == QUOTE
    places: Places = np.flatnonzero(special)
    kinds: Bytes = values[places]
    all_ends: Places = places[kinds == LF]
    if has_quotes:
        quotes = kinds == QUOTE
        parity = np.cumsum(quotes, dtype=np.int32) & 1
        outside = (parity == 0) & ~quotes
        quotes_at = places[quotes]
        places, kinds = places[outside], kinds[outside]
    ends = np.flatnonzero(kinds == LF)
    used = int(places[ends[-1]]) + 1 if len(ends) else 0
    if is_last and used < len(data) and not (has_quotes and parity[-1]):
        used = len(data)
        places = np.append(places, used)
        ends = np.append(ends, len(places) - 1)
    if has_quotes and used:
        _check_quotes(values, quotes_at[: np.searchsorted(quotes_at, used)], delimiter)
    all_ends = all_ends[: np.searchsorted(all_ends, used)]
    widths = np.diff(ends, prepend=-1)
    return _Piece(values, places[ends], widths, all_ends, line), used


def _check_quotes(values: Bytes, quotes: Places, delimiter: int) -> None:
    """An even number of quotes, none of which may stand inside a cell alone."""
    opening, closing = quotes[0::2], quotes[1::2]
    before = values[np.maximum(opening - 1, 0)]
    fine = (before == delimiter) | (before == LF) | (before == QUOTE) | (opening == 0)
    if not fine.all():
        raise NotPlain("a quote stands inside a cell that is not quoted")
    last = len(values) - 1
    after = values[np.minimum(closing + 1, last)]
    following = values[np.minimum(closing + 2, last)]
    fine = (after == delimiter) | (after == LF) | (after == QUOTE) | (closing == last)
    fine |= (after == CR) & ((following == LF) | (closing + 1 == last))
    if not fine.all():
        raise NotPlain("text follows a closing quote")


def _count(found: Scan, piece: _Piece, width: int) -> None:
    """Add one piece's records: widths, line ends, blank lines, original lines."""
    values, ends = piece.values, piece.ends
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))
    lengths = ends - starts
    has_cr = (lengths > 0) & (values[np.maximum(ends - 1, 0)] == CR)
    blank = lengths - has_cr == 0
    if width == 1 and blank.any():
        raise NotPlain("blank lines in a table of one column")
    if not ((piece.widths == width) | blank).all():
        raise NotPlain("a record has more or fewer cells than the header")
    terminated = ends < len(values)
    if has_cr[terminated].any():
        found.line_ends.add("crlf")
    if not has_cr[terminated].all():
        found.line_ends.add("lf")
    if len(found.line_ends) > 1:
        raise NotPlain("line ends are mixed")
    found.longest_record = max(found.longest_record, int(lengths.max()))
    if found.lines is None and (blank.any() or len(piece.all_ends) > np.count_nonzero(terminated)):
        found.lines = array("Q", range(piece.line - found.records, piece.line))
    if found.lines is not None:
        numbers = piece.line + np.searchsorted(piece.all_ends, starts[~blank])
        found.lines.frombytes(numbers.astype("<u8").tobytes())
    found.blank_lines += int(np.count_nonzero(blank))
    found.records += int(len(ends) - np.count_nonzero(blank))
