"""What the sheets of an .xlsb workbook hold beside values, read from their records.

A record is its type (one or two bytes of seven bits), its length (up to four such bytes) and as many
bytes; see [MS-XLSB], 2.1.4.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator

from core.capture.read.books.aside import Aside
from core.capture.read.grid import Range

CELL_ERROR, FORMULA_ERROR, MERGED, SHEET = 3, 11, 176, 156
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_ID, _TARGET = re.compile(rb'\bId="([^"]*)"'), re.compile(rb'\bTarget="([^"]*)"')


def look(archive: zipfile.ZipFile) -> Aside:
    """Cells with an error, which the library gives as empty text, and merged cells, which it leaves out."""
    of_sheet: dict[str, list[Range]] = {}
    told = Aside(".xlsb", merged=of_sheet)
    parts = set(archive.namelist())
    for name, part in _sheets(archive).items():
        merged = of_sheet.setdefault(name, [])
        if part not in parts:
            continue
        for kind, data in _records(archive.read(part)):
            if kind in (CELL_ERROR, FORMULA_ERROR):
                told.errors += 1
            elif kind == MERGED and len(data) >= 16:
                merged.append(_range(data))
    return told


def _range(data: bytes) -> Range:
    top, bottom, left, right = struct.unpack_from("<4I", data)
    return (top, left), (bottom, right)


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Each sheet's name and the part that holds it."""
    relations = {}
    for one in _RELATION.findall(archive.read("xl/_rels/workbook.bin.rels")):
        key, target = _ID.search(one), _TARGET.search(one)
        if key and target:
            part = target[1].decode("utf-8", "replace")
            relations[key[1]] = part.lstrip("/") if part.startswith("/") else f"xl/{part}"
    found = {}
    for kind, data in _records(archive.read("xl/workbook.bin")):
        if kind == SHEET:
            relation, at = _text(data, 8)
            name, _ = _text(data, at)
            found[name] = relations.get(relation.encode(), "")
    return found


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A text of counted UTF-16 units, and where it ends."""
    if at + 4 > len(data):
        return "", at
    (units,) = struct.unpack_from("<I", data, at)
    end = at + 4 + 2 * units
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every record; a damaged end is left to the library to refuse."""
    at, size = 0, len(data)
    while at < size:
        kind, at = data[at], at + 1
        if kind & 0x80 and at < size:
            kind, at = (kind & 0x7F) | (data[at] & 0x7F) << 7, at + 1
        length = 0
        for place in range(4):
            if at >= size:
                return
            byte, at = data[at], at + 1
            length |= (byte & 0x7F) << 7 * place
            if not byte & 0x80:
                break
        yield kind, data[at : at + length]
        at += length
