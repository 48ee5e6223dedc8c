"""What an .xls workbook hides, and what else the container it shares with other formats may be."""

from __future__ import annotations

from pathlib import Path

import olefile

from core.capture.read.books.aside import LOCKED, SAVE_AGAIN, Aside
from core.capture.read.outcome import Refused

BOOK_STREAMS = ("Workbook", "Book")
_OTHERS = (
    ("EncryptedPackage", ""),
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("__properties_version1.0", "an Outlook message"),
    ("VisioDocument", "a Visio drawing"),
)
FORMULA, BOOL_OR_ERROR, LOCK = 0x0006, 0x0205, 0x002F


def look(path: Path) -> Aside:
    """Cells with an error, which the library gives as empty text.

    Raises :class:`Refused` for a file behind a password and for what is no workbook.
    """
    try:
        with olefile.OleFileIO(str(path)) as container:
            return _look(container)
    # A damaged container fails in its library in whatever way.
    except (OSError, ValueError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise Refused(
            f"This is a workbook of the old Excel format or another old Office file, damaged ({error}).",
            SAVE_AGAIN,
        ) from error


def _look(container: olefile.OleFileIO[str]) -> Aside:
    for name in BOOK_STREAMS:
        if container.exists(name):
            return Aside(".xls", errors=_errors(container.openstream(name).read()))
    for name, kind in _OTHERS:
        if container.exists(name):
            if not kind:
                raise LOCKED
            raise Refused(f"This is {kind}, no workbook.", "Export the table as CSV or .xlsx.")
    raise Refused(
        "This is a file of an old Office format that holds no workbook.",
        "Export the table as CSV or .xlsx.",
    )


def _errors(data: bytes) -> int:
    """Cells of the records of all sheets that hold an error; a record is type, length and bytes."""
    found, at, size = 0, 0, len(data)
    while at + 4 <= size:
        kind = data[at] | data[at + 1] << 8
        body, at = at + 4, at + 4 + (data[at + 2] | data[at + 3] << 8)
        if kind == LOCK:
            raise LOCKED
        if kind == BOOL_OR_ERROR:
            found += data[body + 7 : body + 8] == b"\x01"
        elif kind == FORMULA:
            # A result that is no number ends in FF FF and begins with its kind, 2 for an error.
            found += (
                data[body + 12 : body + 14] == b"\xff\xff" and data[body + 6 : body + 7] == b"\x02"
            )
    return found
