"""What the sheets of an .xlsx workbook hide."""

from __future__ import annotations

import re
import zipfile

from core.capture.read import limits
from core.capture.read.books.aside import Aside

_ERROR = re.compile(rb'<c\b[^>]*\bt="e"')
_UNCALCULATED = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>|</c>)'
)


def look(archive: zipfile.ZipFile) -> Aside:
    """Cells with an error and formulas without a value: the library gives both as empty text."""
    told = Aside(".xlsx")
    for info in archive.infolist():
        if info.filename.startswith("xl/worksheets/sheet"):
            errors, uncalculated = _of_sheet(archive, info)
            told.errors += errors
            told.uncalculated += uncalculated
    return told


def _of_sheet(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[int, int]:
    errors = uncalculated = 0
    rest = b""
    with archive.open(info) as sheet:
        while chunk := sheet.read(limits.MIB):
            data = rest + chunk
            cut = data.rfind(b"</c>") + 4
            if cut < 4:
                cut = max(0, len(data) - limits.MIB)
            errors += len(_ERROR.findall(data, 0, cut))
            uncalculated += len(_UNCALCULATED.findall(data, 0, cut))
            rest = data[cut:]
    return errors, uncalculated
