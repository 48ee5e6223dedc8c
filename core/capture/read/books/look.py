"""Which format of workbook a file is, and what its library would not tell about it."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from xml.parsers.expat import ExpatError

from core.capture.read.books import aside, ods, xls, xlsb, xlsx
from core.capture.read.outcome import Refused

_PACKED = b"PK"
_SEALED = (NotImplementedError, RuntimeError)
"""What zipfile raises for a member packed in a way that it does not know, or behind a password."""
_DOCUMENTS = (("word/", "a Word document"), ("ppt/", "a PowerPoint presentation"))


def look(path: Path) -> aside.Aside:
    """What is beside the values of the workbook. Raises :class:`Refused` for what must not be opened."""
    with path.open("rb") as file:
        is_packed = file.read(2) == _PACKED
    if not is_packed:
        return xls.look(path)
    try:
        with zipfile.ZipFile(path) as archive:
            aside.check_size(archive, path)
            return _look(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ExpatError, KeyError, *_SEALED) as error:
        raise aside.damaged(error) from error


def _look(archive: zipfile.ZipFile) -> aside.Aside:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        return xlsb.look(archive)
    if "content.xml" in names:
        return ods.look(archive)
    for folder, kind in _DOCUMENTS:
        if any(name.startswith(folder) for name in names):
            raise Refused(f"This is {kind}, no workbook.", "Export the table as CSV or .xlsx.")
    return xlsx.look(archive)
