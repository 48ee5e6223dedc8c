"""Whether a UTF-8 file is well-formed as it stands, checked on every byte with vectorised passes.

A quote that opens a cell stands at the beginning of the file or after a separator, a line end or a
quote; one that closes it stands before one of these. When all quotes do, the parity of the quotes
before a byte says whether the byte lies inside a cell, and separators and line ends outside cells
give every record's width without a parser.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np
import numpy.typing as npt

from core.capture.read import limits

CHUNK = limits.MIB
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
    line = first_line
    with path.open("rb") as file:
        for data in _whole_records(file, start, end):
            line = _check(found, data, line, width, delimiter)
            if header and header in data and _begins_a_line(data, header):
                raise NotPlain("the header line stands among the records again")
    return found


def _begins_a_line(data: bytes, header: bytes) -> bool:
    return data.startswith(header) or b"\n" + header in data


def _whole_records(file: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    """Pieces that end where a record ends, as far as the parity of quotes tells."""
    file.seek(start)
    left, rest = end - start, b""
    while left > 0:
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            break
        left -= len(chunk)
        data = rest + chunk if rest else chunk
        cut = _last_record_end(data)
        if cut == 0 and len(data) > limits.RECORD_BYTES:
            raise NotPlain("a record is longer than the limit or a quote is never closed")
        if cut:
            yield data[:cut]
        rest = data[cut:]
    if rest:
        yield rest


def _last_record_end(data: bytes) -> int:
    """The offset after the last line end outside quotes, given that ``data`` begins outside."""
    if b'"' not in data:
        return data.rfind(b"\n") + 1
    inside = data.count(b'"') % 2 == 1
    at = len(data)
    while True:
        newline = data.rfind(b"\n", 0, at)
        if newline < 0:
            return 0
        if data.count(b'"', newline, at) % 2 == 1:
            inside = not inside
        if not inside:
            return newline + 1
        at = newline


def _check(found: Scan, data: bytes, line: int, width: int, delimiter: int) -> int:
    """Check whole records; returns the line number after them."""
    values = np.frombuffer(data, np.uint8)
    special = values == LF
    special |= values == delimiter
    has_quotes = QUOTE in data
    if has_quotes:
        special |= values == QUOTE
    places: Places = np.flatnonzero(special)
    kinds: Bytes = values[places]
    all_ends: Places = places[kinds == LF]
    if has_quotes:
        quotes = kinds == QUOTE
        before = np.cumsum(quotes, dtype=np.int32)
        _check_quotes(values, places[quotes], before[-1], delimiter)
        outside = (before & 1 == 0) & ~quotes
        places, kinds = places[outside], kinds[outside]
    if not data.endswith(b"\n"):
        places = np.append(places, len(data))
        kinds = np.append(kinds, np.uint8(LF))
    ends = np.flatnonzero(kinds == LF)
    widths = np.diff(ends, prepend=-1)
    _count(found, _Piece(values, places[ends], widths, all_ends, line), width)
    return line + len(all_ends)


def _check_quotes(values: Bytes, quotes: Places, count: int, delimiter: int) -> None:
    if count % 2:
        raise NotPlain("a quote is never closed")
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


class _Piece(NamedTuple):
    """Whole records: their bytes, ends and widths, every line end, and the first line's number."""

    values: Bytes
    ends: Places
    widths: Places
    all_ends: Places
    line: int


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
