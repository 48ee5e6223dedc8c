"""Whether a file's bytes hold a person, in any encoding an export comes in, packed or not."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

from core.capture.erased import Mentions

_CHUNK = 4 * 1024 * 1024
_OVERLAP = 4096
_UNREADABLE = b"\0unreadable"
_ENCODINGS = {
    "utf-8": (rb"(?<![\w.+\-])", rb"(?![\w\-])"),
    "cp1252": (rb"(?<![\w.+\-])", rb"(?![\w\-])"),
    "utf-16-le": (rb"(?<![\w.+\-]\x00)", rb"(?![\w\-]\x00)"),
    "utf-16-be": (rb"(?<!\x00[\w.+\-])", rb"(?!\x00[\w\-])"),
}
"""With what must not stand before and after, for ``mary.jane@`` is not ``jane@``."""
_PACKED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


def holds(path: Path, mentions: Mentions) -> bool:
    """Whether an address or name stands in the file, or in a member of the archive it is.

    An archive that cannot be unpacked any more is taken to hold the person.
    """
    pattern = _pattern(mentions, bounded=True)
    return any(_found(stream, pattern) for stream in _streams(path))


def holds_bytes(path: Path, mentions: Mentions) -> bool:
    """Whether the file's own bytes hold one, as part of a longer text too.

    A database puts texts side by side with nothing between them.
    """
    with path.open("rb") as file:
        return _found(_chunks(file), _pattern(mentions, bounded=False))


def _streams(path: Path) -> Iterator[Iterator[bytes]]:
    with path.open("rb") as file:
        yield _chunks(file)
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for info in archive.infolist():
                    with archive.open(info) as member:
                        yield _chunks(member)
        elif path.read_bytes()[:2] == b"\x1f\x8b":
            with gzip.open(path) as unpacked:
                yield _chunks(unpacked)
    except _PACKED:
        yield iter((_UNREADABLE,))


def _chunks(file: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    """The bytes in pieces that overlap, so that nothing is cut in two."""
    tail = b""
    while chunk := file.read(_CHUNK):
        yield tail + chunk
        tail = chunk[-_OVERLAP:]


def _found(chunks: Iterator[bytes], pattern: re.Pattern[bytes]) -> bool:
    return any(pattern.search(chunk) for chunk in chunks)


def _pattern(mentions: Mentions, *, bounded: bool) -> re.Pattern[bytes]:
    encodings = _ENCODINGS if bounded else {"utf-8": (b"", b"")}
    parts = {
        before + re.escape(written.encode(encoding)) + after
        for text in mentions.plain
        for form in (text, text.lower(), text.title(), text.upper())
        for written in (form, escape(form))
        for encoding, (before, after) in encodings.items()
        if _fits(written, encoding)
    }
    # The last stands for an archive that cannot be looked into.
    return re.compile(b"|".join([*sorted(parts), re.escape(_UNREADABLE)]), re.IGNORECASE)


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeError:
        return False
    return True
