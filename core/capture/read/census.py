"""One fast pass over the bytes of a file: what must be known of all of it before reading it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from core.capture.read import limits

CHUNK = 256 * 1024
WORDS = 5_000
"""Words that are not ASCII, enough to tell encodings apart."""

_WORD = re.compile(rb"[A-Za-z'\x80-\xff]*[\x80-\xff][A-Za-z'\x80-\xff]*")


@dataclass
class Census:
    """Counts over the whole file: ``crlf`` pairs, ``cr`` alone, and whether any LF stands alone.

    LFs are not counted: that alone would take longer than all the rest.
    """

    size: int = 0
    is_ascii: bool = True
    is_utf8: bool = True
    bad_utf8_at: int = -1
    nul: int = 0
    cr: int = 0
    crlf: int = 0
    has_lf: bool = False
    longest_line: int = 0

    @property
    def newline(self) -> str:
        """``lf``, ``crlf``, ``cr``, ``mixed`` or ``none``; line ends inside cells count too."""
        kinds = [k for k, n in (("lf", self.has_lf), ("crlf", self.crlf), ("cr", self.cr)) if n]
        return kinds[0] if len(kinds) == 1 else "mixed" if kinds else "none"


def take(path: Path) -> Census:
    """The census of the file at ``path``; stops early at a line beyond the limit."""
    census = Census()
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    previous_cr = False
    open_line = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            census.is_ascii = census.is_ascii and chunk.isascii()
            if census.is_utf8 and not census.is_ascii:
                _letters(census, decoder, chunk)
            previous_cr = _line_ends(census, chunk, previous_cr)
            open_line = _lengths(census, chunk, open_line)
            if b"\0" in chunk:
                census.nul += chunk.count(0)
            census.size += len(chunk)
            if census.longest_line > limits.RECORD_BYTES:
                return census
    if previous_cr:
        census.cr += 1
    if census.is_utf8:
        _finish(census, decoder)
    return census


def _letters(census: Census, decoder: codecs.IncrementalDecoder, chunk: bytes) -> None:
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError as error:
        census.is_utf8 = False
        census.bad_utf8_at = census.size + error.start


def _finish(census: Census, decoder: codecs.IncrementalDecoder) -> None:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        census.is_utf8 = False
        census.bad_utf8_at = census.size


def _line_ends(census: Census, chunk: bytes, previous_cr: bool) -> bool:
    """Count line ends; a CR that ends a chunk waits for the next. Returns whether one waits."""
    if previous_cr:
        if chunk[:1] == b"\n":
            census.crlf += 1
            chunk = chunk[1:]
        else:
            census.cr += 1
    if b"\r" not in chunk:
        census.has_lf = census.has_lf or b"\n" in chunk
        return False
    waits = chunk.endswith(b"\r")
    pairs = chunk.count(b"\r\n")
    census.crlf += pairs
    census.has_lf = census.has_lf or chunk.count(b"\n") > pairs
    census.cr += chunk.count(b"\r") - pairs - waits
    return waits


def _lengths(census: Census, chunk: bytes, open_line: int) -> int:
    """Follow the length of the line that spans chunks; lines within a chunk are short enough."""
    last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
    if last < 0:
        open_line += len(chunk)
        census.longest_line = max(census.longest_line, open_line)
        return open_line
    first = min(at for at in (chunk.find(b"\n"), chunk.find(b"\r")) if at >= 0)
    census.longest_line = max(census.longest_line, open_line + first)
    return len(chunk) - last - 1


def words(path: Path) -> list[bytes]:
    """The first distinct words of the file that are not ASCII."""
    found: dict[bytes, None] = {}
    with path.open("rb") as file:
        while len(found) < WORDS and (chunk := file.read(CHUNK)):
            if not chunk.isascii():
                found.update(dict.fromkeys(_WORD.findall(chunk)))
    return list(found)[:WORDS]
