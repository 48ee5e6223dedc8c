"""What the sheets of an .ods workbook hold beside values: errors, merged cells."""

from __future__ import annotations

import re
import zipfile
from xml.parsers import expat

from core.capture.read import limits
from core.capture.read.books.aside import LOCKED, Aside
from core.capture.read.grid import Range

_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_SHOWN_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|NAME\?|VALUE!|NUM!|NULL!)|Err:\d{3}")
_MORE = re.compile(rb"-spanned=|:value-type=.error|>(?:#[A-Z]|Err:)")
OVERLAP = 64
LONGEST_ERROR = 10
ONCE = 1_048_576
"""No sheet has more rows; a greater number of repeats counts as so many."""


def look(archive: zipfile.ZipFile) -> Aside:
    """Merged cells, which the library leaves out, and errors, which it gives as empty text or 0.

    Raises :class:`Refused` for a file behind a password.
    """
    manifest = _read(archive, "META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise LOCKED
    if not _has_more_than_values(archive):
        return Aside(".ods", merged={})
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    with archive.open("content.xml") as content:
        while chunk := content.read(limits.MIB):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return reader.aside


def _has_more_than_values(archive: zipfile.ZipFile) -> bool:
    """A quick look: most files hold neither, and taking every element apart costs seconds."""
    rest = b""
    with archive.open("content.xml") as content:
        while chunk := content.read(limits.MIB):
            data = rest + chunk
            if _MORE.search(data):
                return True
            rest = data[-OVERLAP:]
    return False


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""


class _Reader:
    """Counts rows and columns of the sheets as their elements pass by."""

    def __init__(self) -> None:
        self._of_sheet: dict[str, list[Range]] = {}
        self.aside = Aside(".ods", merged=self._of_sheet)
        self._merged: list[Range] = []
        self._row = self._column = self._again = 0
        self._of_cell: dict[str, str] | None = None
        self._shown = ""

    def start(self, tag: str, has: dict[str, str]) -> None:
        """An element begins."""
        if tag == "table:table":
            self._row = 0
            self._merged = self._of_sheet.setdefault(has.get("table:name", ""), [])
        elif tag == "table:table-row":
            self._column = 0
            self._again = _count(has, "table:number-rows-repeated")
        elif tag in _CELLS:
            self._of_cell, self._shown = has, ""
            rows = _count(has, "table:number-rows-spanned")
            columns = _count(has, "table:number-columns-spanned")
            if rows > 1 or columns > 1:
                first = (self._row, self._column)
                self._merged.append((first, (self._row + rows - 1, self._column + columns - 1)))
            self._column += _count(has, "table:number-columns-repeated")

    def text(self, text: str) -> None:
        """Text of a cell, of which only the beginning matters."""
        if self._of_cell is not None and len(self._shown) <= LONGEST_ERROR:
            self._shown += text

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "table:table-row":
            self._row += self._again
        elif tag in _CELLS and self._of_cell is not None:
            self._judge(self._of_cell)
            self._of_cell = None

    def _judge(self, has: dict[str, str]) -> None:
        """Count the cell if it shows an error that is not its text."""
        is_error = has.get("calcext:value-type") == "error" or (
            "table:formula" in has and _SHOWN_ERROR.fullmatch(self._shown.strip())
        )
        if not is_error:
            return
        cells = self._again * _count(has, "table:number-columns-repeated")
        if has.get("office:value-type") == "float":
            self.aside.zeros += cells
        else:
            self.aside.errors += cells


def _count(has: dict[str, str], name: str) -> int:
    told = has.get(name, "1")
    return min(int(told), ONCE) if told.isascii() and told.isdigit() else 1
