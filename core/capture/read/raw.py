"""Lines of a text file as they stand in it, so that a person can compare them with the reading."""

from __future__ import annotations

import io
from pathlib import Path

from core.capture.read import limits

FIRST = 60
"""Lines shown from the beginning of a file."""

BEFORE, AFTER = 5, 15
"""Lines shown around a header that stands further down."""

LAST = 12
"""Lines shown from the end of a file."""

CHARS = 240
"""A longer line is cut, and ends with an ellipsis."""

COUNTED_BYTES = 16 * limits.MIB
"""The last lines of a larger file carry no number: its lines are not counted for that."""

_TAIL_BYTES = 32 * 1024


def lines_of(path: Path, *, encoding: str, header_line: int) -> list[tuple[int, str]]:
    """The first lines of ``path``, those around its header and the last ones, each with its number."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(limits.HEAD_BYTES)
        found = _split(head.decode(encoding, "replace"))
        if size > len(head):
            found = found[:-1] or found
        near = range(header_line - BEFORE, header_line + AFTER)
        shown = {
            number: _cut(text)
            for number, text in enumerate(found, start=1)
            if number <= FIRST or number in near
        }
        if size <= len(head):
            last = range(max(1, len(found) - LAST + 1), len(found) + 1)
            shown.update((number, _cut(found[number - 1])) for number in last)
            return sorted(shown.items())
        if encoding.startswith(("utf-16", "utf-32")):
            return sorted(shown.items())
        file.seek(max(len(head), size - _TAIL_BYTES))
        tail = _split(file.read().decode(encoding, "replace"))[1:][-LAST:]
    end = _count(path) if size <= COUNTED_BYTES else 0
    first = end - len(tail) + 1 if end else 0
    ending = [(first + at if end else 0, _cut(text)) for at, text in enumerate(tail)]
    return [*sorted(shown.items()), *(one for one in ending if one[0] not in shown)]


def glance(path: Path, encoding: str | None) -> list[tuple[int, str]]:
    """The first lines of a file that was refused; none of one that is no text."""
    with path.open("rb") as file:
        head = file.read(_TAIL_BYTES)
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if encoding is None and b"\0" in head and not is_wide:
        return []
    if encoding is None:
        encoding = "utf-16" if is_wide else "utf-8"
        if not is_wide and not _is_utf8(head):
            encoding = "cp1252"
    lines = _split(head.decode(encoding, "replace"))[:FIRST]
    return [(number, _cut(text)) for number, text in enumerate(lines, start=1)]


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # the last character may be cut
    return True


def _split(text: str) -> list[str]:
    """Lines without their ends, which may be LF, CR LF or CR."""
    return [line.rstrip("\r\n") for line in io.StringIO(text.removeprefix("\ufeff"), newline="")]


def _cut(text: str) -> str:
    return text if len(text) <= CHARS else text[: CHARS - 1] + "…"


def _count(path: Path) -> int:
    """Lines of the file: LFs, CRs that stand alone, and a last line without an end."""
    data = path.read_bytes()
    ends = data.count(b"\n")
    if b"\r" in data:
        ends += data.count(b"\r") - data.count(b"\r\n")
    return ends + (not data.endswith((b"\n", b"\r")))
