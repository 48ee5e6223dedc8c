"""An .xlsx workbook to one table a sheet, as a normalised CSV copy."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from core.capture.read import layout, limits, rewrite
from core.capture.read.outcome import Finding, Options, Refused, repeated, sample_of
from core.capture.read.records import Record

HEAD_ROWS = 200
UNPACKED_BYTES = 1024 * limits.MIB
TOO_BIG = "The workbook is too big to be read safely"
AS_CSV = "Export it as CSV."


_ERROR = re.compile(rb'<c\b[^>]*\bt="e"')
_UNCALCULATED = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>|</c>)'
)


def read_workbook(path: Path, work: Path, options: Options) -> list[dict[str, Any]]:
    """A finding or a refusal for every sheet that is not empty. Raises :class:`Refused`."""
    warnings = _check(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [sheet.name for sheet in book.sheets_metadata if _is_shown(sheet)]
        hidden = [sheet.name for sheet in book.sheets_metadata if not _is_shown(sheet)]
    except CalamineError as error:
        raise Refused(f"The workbook is damaged ({error}).", "Save it again as .xlsx.") from error
    answers = [_answer(book, name, n, work, options) for n, name in enumerate(sheets)]
    told = [answer for answer in answers if answer]
    if not told:
        raise Refused("The workbook's sheets hold no cells.", "Export it again.")
    empty = [name for name, answer in zip(sheets, answers, strict=True) if not answer]
    for answer in told:
        notes = answer.get("reading", {}).get("notes", [])
        notes += warnings
        if empty:
            notes.append(f"Sheets without cells: {', '.join(empty)}.")
        if hidden:
            notes.append(f"Hidden sheets are not read: {', '.join(hidden)}.")
    return told


def _is_shown(sheet: Any) -> bool:
    return bool(sheet.visible == SheetVisibleEnum.Visible)


def _check(path: Path) -> list[str]:
    """Refuse a workbook too big to open; otherwise what its cells hide, as notes."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            unpacked = sum(info.file_size for info in infos)
            ratio = unpacked / max(1, path.stat().st_size)
            if unpacked > UNPACKED_BYTES or (
                unpacked > limits.UNPACKED_FREE_BYTES and ratio > limits.UNPACKED_RATIO
            ):
                raise Refused(f"{TOO_BIG}: it unpacks to {unpacked // limits.MIB:,} MB.", AS_CSV)
            sheets = [i for i in infos if i.filename.startswith("xl/worksheets/sheet")]
            counts = [_hidden_values(archive, info) for info in sheets]
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Refused(f"The workbook is damaged ({error}).", "Save it again as .xlsx.") from error
    errors, uncalculated = (sum(kind) for kind in zip(*counts, strict=True)) if counts else (0, 0)
    told = []
    if errors:
        told.append(
            f"{errors:,} cells of the workbook hold an error (such as #N/A) and read as empty."
        )
    if uncalculated:
        told.append(
            f"{uncalculated:,} formulas of the workbook were never calculated and read as empty;"
            " open and save it in a spreadsheet program."
        )
    return told


def _hidden_values(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[int, int]:
    """Cells with an error and formulas without a value: the reader gives both as empty text."""
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


def _answer(
    book: CalamineWorkbook, name: str, number: int, work: Path, options: Options
) -> dict[str, Any]:
    try:
        sheet = book.get_sheet_by_name(name)
        return _table(sheet, number, work, options).to_json() if sheet.total_height else {}
    except CalamineError as error:
        return {"sheet": name, "refused": [f"The sheet is damaged ({error}).", AS_CSV]}
    except Refused as refusal:
        return {"sheet": name, "refused": [refusal.reason, refusal.remedy]}


def _table(sheet: CalamineSheet, number: int, work: Path, options: Options) -> Finding:
    if sheet.total_height * sheet.total_width > limits.SHEET_CELLS:
        raise Refused(f"{TOO_BIG}: the sheet spans {sheet.total_height:,} rows.", AS_CSV)
    rows = _rows(sheet)
    start = list(islice(rows, HEAD_ROWS))
    where = layout.find_header(_widths_told_apart(start), options.header_line)
    if where.header < 0:
        raise Refused(
            f"There is no header: {where.evidence}.", "Say in which row the header stands."
        )
    header = _trimmed(start[where.header].cells)
    if len(header) > limits.COLUMNS:
        raise Refused(f"The header has {len(header):,} columns.", AS_CSV)
    body = chain(start[where.header + 1 :], rows)
    csv_name, lines_name = f"table{number}.csv", f"table{number}.lines"
    copy = rewrite.rewrite(
        (_fit(record, len(header)) for record in body),
        header,
        work / csv_name,
        knows_header=where.is_certain,
        is_grid=True,
    )
    finding = Finding(
        header=header,
        header_line=start[where.header].line,
        first_line=copy.lines[0] if copy.lines else start[where.header].line + 1,
        records=copy.records,
        sheet=sheet.name,
        csv=csv_name,
        newline="none",
        footer_lines=len(copy.footer),
        longest_record_bytes=copy.longest_record,
        ragged=copy.ragged,
        sample=sample_of(copy.sample),
    )
    if not copy.is_one_line_each:
        finding.line_map = lines_name
        with (work / lines_name).open("wb") as file:
            copy.lines.tofile(file)
    _tell(finding, start[: where.header], where, copy)
    return finding


def _rows(sheet: CalamineSheet) -> Iterator[Record]:
    """Rows as records with their sheet row number; an empty row has no cells."""
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_text(value) for value in row]
        text = "\t".join(cells).strip("\t")
        yield Record(number, cells if text else [], "", text)


def _text(value: Any) -> str:
    """A cell as ISO text: dates without a time of midnight, whole numbers without ``.0``."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, dt.timedelta):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _trimmed(cells: list[str]) -> list[str]:
    """The cells up to the last that is filled."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _widths_told_apart(found: list[Record]) -> list[Record]:
    """Records without their empty right end: a title row over a table is then narrow."""
    return [record._replace(cells=_trimmed(record.cells)) for record in found]


def _fit(record: Record, width: int) -> Record:
    """A sheet is a grid: cells missing at the right are empty, surplus ones stay to be refused."""
    if not record.cells:
        return record
    cells = _trimmed(record.cells)
    return record._replace(cells=cells + [""] * (width - len(cells)))


def _tell(finding: Finding, above: list[Record], where: layout.Layout, copy: rewrite.Copy) -> None:
    titles = [record.text for record in above if record.text]
    below = [record.text for record in copy.footer if record.text]
    notes = [f"Sheet '{finding.sheet}'.", f"Header: {where.evidence}.".replace("line", "row", 1)]
    if titles:
        notes.append(f"{len(titles)} rows above the header are no part of the table.")
    if below:
        notes.append(f"{len(below)} rows below the last record are a report's footer.")
    names = repeated(finding.header)
    if names:
        notes.append(f"{len(names)} column names occur more than once: {', '.join(names[:5])}.")
    finding.reading = {
        "encoding": "utf-8",
        "encoding_is_certain": True,
        "encoding_candidates": [],
        "encoding_examples": [],
        "delimiter": "sheet",
        "header_is_certain": where.is_certain,
        "repeated_columns": names,
        "preamble": titles,
        "footer": below,
        "promised_records": layout.promised_records(copy.footer),
        "blank_lines": copy.blank_lines,
        "rewritten_because": "it is a workbook",
        "notes": notes,
    }
