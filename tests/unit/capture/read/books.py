"""Small workbooks in every format, made on the spot: xlwt for .xls, odfpy for .ods, records for .xlsb."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

ERROR = object()
"""A cell that shows #N/A."""

Merged = tuple[int, int, int, int]
"""First and last row, first and last column, from 0."""


@dataclass(frozen=True)
class Sheet:
    """A sheet to write."""

    rows: Sequence[Sequence[Any]]
    merged: Sequence[Merged] = field(default=())
    is_hidden: bool = False


def xlsx(sheets: dict[str, Sheet]) -> bytes:
    """A workbook of today."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, sheet in sheets.items():
        page = book.create_sheet(name)
        for row in sheet.rows:
            page.append(["#N/A" if cell is ERROR else cell for cell in row])
        for top, bottom, left, right in sheet.merged:
            page.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        if sheet.is_hidden:
            page.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_FORMS = {dt.datetime: "YYYY-MM-DD HH:MM:SS", dt.date: "DD.MM.YYYY", dt.time: "HH:MM:SS"}


def xls(sheets: dict[str, Sheet]) -> bytes:
    """A workbook of Excel 97."""
    book = xlwt.Workbook()
    for name, sheet in sheets.items():
        page = book.add_sheet(name)
        page.visibility = int(sheet.is_hidden)
        styles = {kind: xlwt.easyxf(num_format_str=form) for kind, form in _FORMS.items()}
        merged = {(top, left): (bottom, right) for top, bottom, left, right in sheet.merged}
        for at, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                if cell is ERROR:
                    page.row(at).set_cell_error(column, 0x2A)
                elif (at, column) in merged:
                    bottom, right = merged[at, column]
                    page.write_merge(at, bottom, column, right, cell)
                elif cell is not None:
                    page.write(at, column, cell, styles.get(type(cell), xlwt.Style.default_style))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(sheets: dict[str, Sheet]) -> bytes:
    """An OpenDocument spreadsheet."""
    book = OpenDocumentSpreadsheet()
    hidden = Style(name="hidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    hidden.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(hidden)
    for name, sheet in sheets.items():
        page = Table(name=name, **({"stylename": "hidden"} if sheet.is_hidden else {}))
        book.spreadsheet.addElement(page)
        for at, row in enumerate(sheet.rows):
            line = TableRow()
            page.addElement(line)
            for column, cell in enumerate(row):
                line.addElement(_ods_cell(cell, at, column, sheet.merged))
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def _ods_cell(cell: Any, at: int, column: int, merged: Sequence[Merged]) -> Any:
    spans = {}
    for top, bottom, left, right in merged:
        if (at, column) == (top, left):
            rows, columns = str(bottom - top + 1), str(right - left + 1)
            spans = {"numberrowsspanned": rows, "numbercolumnsspanned": columns}
        elif top <= at <= bottom and left <= column <= right:
            return CoveredTableCell()
    if cell is None:
        return TableCell(**spans)
    shown, kind = str(cell), {"valuetype": "string"}
    if cell is ERROR:
        shown = "#N/A"
        kind = {"valuetype": "string", "stringvalue": "", "formula": "of:=NA()"}
    elif isinstance(cell, bool):
        kind = {"valuetype": "boolean", "booleanvalue": str(cell).lower()}
    elif isinstance(cell, int | float):
        kind = {"valuetype": "float", "value": str(cell)}
    elif isinstance(cell, dt.date):
        kind = {"valuetype": "date", "datevalue": cell.isoformat()}
    elif isinstance(cell, dt.time):
        kind = {"valuetype": "time", "timevalue": cell.strftime("PT%HH%MM%SS")}
    made = TableCell(**kind, **spans)
    made.addElement(P(text=shown))
    return made


def xlsb(sheets: dict[str, Sheet]) -> bytes:
    """A binary workbook: the records of [MS-XLSB] that a reader of values needs."""
    book = [_record(131), _record(143)]
    links = []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, (name, sheet) in enumerate(sheets.items(), start=1):
            start = struct.pack("<II", int(sheet.is_hidden), n)
            book.append(_record(156, start + _wide(f"rId{n}") + _wide(name)))
            links.append(
                f'<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/'
                f'2006/relationships/worksheet" Target="worksheets/sheet{n}.bin"/>'
            )
            archive.writestr(f"xl/worksheets/sheet{n}.bin", _xlsb_sheet(sheet))
        archive.writestr("xl/workbook.bin", b"".join([*book, _record(144), _record(132)]))
        archive.writestr("xl/_rels/workbook.bin.rels", _XML + _links(links))
        archive.writestr("xl/styles.bin", _styles())
        archive.writestr("[Content_Types].xml", _XML + "<Types/>")
    return out.getvalue()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DATE, _MOMENT, _TIME = 1, 2, 3
"""Places in the styles: Excel's formats 14, 22 and 21."""


def _links(links: Sequence[str]) -> str:
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{name}">{"".join(links)}</Relationships>'


def _styles() -> bytes:
    forms = [_record(47, struct.pack("<HH", 0, form) + b"\0" * 12) for form in (0, 14, 22, 21)]
    return b"".join(
        [_record(278), _record(617, struct.pack("<I", 4)), *forms, _record(618), _record(279)]
    )


def _xlsb_sheet(sheet: Sheet) -> bytes:
    width = max(map(len, sheet.rows), default=1)
    size = struct.pack("<4I", 0, max(0, len(sheet.rows) - 1), 0, width - 1)
    told = [_record(129), _record(148, size), _record(145)]
    for at, row in enumerate(sheet.rows):
        told.append(_record(0, struct.pack("<IIH", at, 0, 300) + b"\0" * 7))
        told += [_xlsb_cell(column, cell) for column, cell in enumerate(row) if cell is not None]
    told.append(_record(146))
    told += [_record(176, struct.pack("<4I", *merged)) for merged in sheet.merged]
    return b"".join([*told, _record(130)])


def _xlsb_cell(column: int, cell: Any) -> bytes:
    day = dt.datetime(1899, 12, 30)
    style, kind, value = 0, 6, b""
    if cell is ERROR:
        kind, value = 3, b"\x2a"
    elif isinstance(cell, bool):
        kind, value = 4, bytes([cell])
    elif isinstance(cell, str):
        value = _wide(cell)
    else:
        kind = 5
        if isinstance(cell, dt.datetime):
            style, cell = _MOMENT, (cell - day) / dt.timedelta(days=1)
        elif isinstance(cell, dt.date):
            style, cell = _DATE, (dt.datetime.combine(cell, dt.time()) - day).days
        elif isinstance(cell, dt.time):
            style, cell = _TIME, (cell.hour * 60 + cell.minute) / 1440
        value = struct.pack("<d", cell)
    return _record(kind, struct.pack("<II", column, style) + value)


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = bytearray(), len(data)
    while size > 127:
        length.append(size & 0x7F | 0x80)
        size >>= 7
    return head + bytes([*length, size]) + data


WRITERS = {"xlsx": xlsx, "xlsb": xlsb, "xls": xls, "ods": ods}
