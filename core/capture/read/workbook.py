"""A workbook (.xlsx, .xlsb, .xls, .ods) to one table a sheet, as a normalised CSV copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from core.capture.read import grid, heading, layout, limits, rewrite
from core.capture.read.books.aside import AS_CSV, LOCKED, TOO_BIG, Aside, damaged, no_panic
from core.capture.read.books.look import look
from core.capture.read.grid import Range
from core.capture.read.marks import number_marks, part
from core.capture.read.outcome import Finding, Options, Refused, counted, repeated, sample_of
from core.capture.read.records import Record

HEAD_ROWS = 200
SHOWN_ROWS = 60
LINE_CHARS = 240
GRID_CELLS = 2_000_000
"""A sheet of more cells is read as one table: looking for others needs all of it in memory."""

EXACT = 2**53
"""Whole numbers up to here are kept to the last digit in a workbook."""


def read_workbook(path: Path, work: Path, options: Options) -> list[dict[str, Any]]:
    """A finding or a refusal for every sheet that is not empty. Raises :class:`Refused`."""
    beside = look(path)
    with no_panic():
        book = _opened(path, work / f"book{beside.suffix}")
        sheets = [sheet.name for sheet in book.sheets_metadata if _is_shown(sheet)]
        hidden = [sheet.name for sheet in book.sheets_metadata if not _is_shown(sheet)]
        answers = [
            _answers(book, name, work / f"table{n}", options, beside)
            for n, name in enumerate(sheets)
        ]
    told = [answer for one in answers for answer in one]
    if not told:
        raise Refused("The workbook's sheets hold no cells.", "Export it again.")
    empty = [name for name, answer in zip(sheets, answers, strict=True) if not answer]
    for answer in told:
        notes = answer.get("reading", {}).get("notes", [])
        notes += beside.notes()
        if empty:
            notes.append(f"Sheets without cells: {', '.join(empty)}.")
        if hidden:
            notes.append(f"Hidden sheets are not read: {', '.join(hidden)}.")
    return told


def _opened(path: Path, named: Path) -> CalamineWorkbook:
    """The workbook, under a name by which the library knows its format and says what is wrong with it."""
    named.symlink_to(path.absolute())
    try:
        return CalamineWorkbook.from_path(str(named))
    except PasswordError as error:
        raise LOCKED from error
    except CalamineError as error:
        if "limit exceeded" in str(error):
            raise Refused(f"{TOO_BIG} ({error}).", AS_CSV) from error
        raise damaged(error) from error


def _is_shown(sheet: Any) -> bool:
    return bool(sheet.visible == SheetVisibleEnum.Visible)


def _answers(
    book: CalamineWorkbook, name: str, target: Path, options: Options, beside: Aside
) -> list[dict[str, Any]]:
    """A finding or a refusal for each table of a sheet; none when it is empty."""
    try:
        sheet = book.get_sheet_by_name(name)
        if not sheet.total_height:
            return []
        if sheet.total_height * sheet.total_width > limits.SHEET_CELLS:
            reason = f"{TOO_BIG}: the sheet spans {sheet.total_height:,} rows."
            return [{"sheet": name, "refused": [reason, AS_CSV]}]
        areas = list(_areas(sheet, beside))
    except CalamineError as error:
        return [{"sheet": name, "refused": [f"The sheet is damaged ({error}).", AS_CSV]}]
    if options.table is not None and options.table > len(areas):
        reason = f"The sheet holds {len(areas)} tables, no table {options.table}."
        return [{"sheet": name, "refused": [reason, "Give a smaller number."]}]
    told = []
    for n, area in enumerate(areas, start=1):
        if options.table in (None, n):
            area.number, area.of = n, len(areas)
            area.name = name if len(areas) == 1 else f"{name}/table {n}"
            told.append(_told(area, target.with_name(f"{target.name}-{n}"), options))
    return told


@dataclass
class _Area:
    """One table's part of a sheet: its rows, numbered as in the sheet, and merged cells among them."""

    rows: Iterator[Record]
    merged: list[Range]
    why: str = ""
    filled: int = 0
    name: str = ""
    number: int = 1
    of: int = 1


def _areas(sheet: CalamineSheet, beside: Aside) -> Iterator[_Area]:
    """The tables of a sheet; a very large sheet is taken as one."""
    merged = list(_merged(sheet, beside))
    if sheet.total_height * sheet.total_width > GRID_CELLS:
        yield _Area(_rows(sheet), merged)
        return
    cells = [[_text(value) for value in row] for row in sheet.iter_rows()]
    filled = grid.fill_merged(cells, merged)
    for block in grid.blocks(cells):
        inside = [
            ((top - block.top, left - block.left), (bottom - block.top, right - block.left))
            for (top, left), (bottom, right) in merged
            if block.top <= top < block.bottom and block.left <= left < block.right
        ]
        yield _Area(_rows_of(cells, block), inside, block.why, filled)


def _merged(sheet: CalamineSheet, beside: Aside) -> Iterator[Range]:
    """Merged cells, cut to the cells there are."""
    told = sheet.merged_cell_ranges if beside.merged is None else beside.merged.get(sheet.name)
    for (top, left), (bottom, right) in told or ():
        yield (top, left), (min(bottom, sheet.total_height), min(right, sheet.total_width))


def _rows_of(cells: grid.Cells, block: grid.Block) -> Iterator[Record]:
    for number, row in enumerate(cells[block.top : block.bottom], start=block.top + 1):
        yield _record(number, row[block.left : block.right])


def _rows(sheet: CalamineSheet) -> Iterator[Record]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield _record(number, [_text(value) for value in row])


def _record(number: int, cells: list[str]) -> Record:
    """A row of a sheet; an empty one has no cells."""
    text = "\t".join(cells).strip("\t")
    return Record(number, cells if text else [], "", text)


def _told(area: _Area, target: Path, options: Options) -> dict[str, Any]:
    try:
        return _table(area, target, options).to_json()
    except Refused as refusal:
        return {"sheet": area.name, "refused": [refusal.reason, refusal.remedy]}


def _table(area: _Area, target: Path, options: Options) -> Finding:
    start = list(islice(area.rows, HEAD_ROWS))
    where, header = heading.find(start, area.merged, options)
    if len(header) > limits.COLUMNS:
        raise Refused(f"The header has {len(header):,} columns.", AS_CSV)
    body = chain(start[where.header + where.rows :], area.rows)
    csv_path = target.with_name(f"{target.name}.csv")
    copy = rewrite.rewrite(
        (_fit(record, len(header)) for record in body),
        header,
        csv_path,
        knows_header=where.is_certain and where.rows == 1,
        is_grid=True,
        footer_lines=options.footer_lines,
    )
    first = where.header + where.rows
    finding = Finding(
        header=header,
        header_line=start[where.header].line,
        first_line=copy.lines[0] if copy.lines else start[first - 1].line + 1,
        records=copy.records,
        sheet=area.name,
        csv=csv_path.name,
        newline="none",
        footer_lines=len(copy.footer),
        longest_record_bytes=copy.longest_record,
        ragged=copy.ragged,
        sample=sample_of(copy.sample),
        lines=[(record.line, record.text[:LINE_CHARS]) for record in start[:SHOWN_ROWS]],
    )
    if not copy.is_one_line_each:
        finding.line_map = f"{target.name}.lines"
        with target.with_name(finding.line_map).open("wb") as file:
            copy.lines.tofile(file)
    _tell(finding, start[: where.header], where, copy, area)
    return finding


def _text(value: Any) -> str:
    """A cell as ISO text: dates without a time of midnight, whole numbers without ``.0``."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) <= EXACT else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, dt.timedelta):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _fit(record: Record, width: int) -> Record:
    """A sheet is a grid: cells missing at the right are empty, surplus ones stay to be refused."""
    if not record.cells:
        return record
    cells = heading.trimmed(record.cells)
    return record._replace(cells=cells + [""] * (width - len(cells)))


def _tell(
    finding: Finding, above: list[Record], where: layout.Layout, copy: rewrite.Copy, area: _Area
) -> None:
    titles = [record.text for record in above if record.text]
    below = [record.text for record in copy.footer if record.text]
    notes = [f"Sheet '{finding.sheet}'.", f"Header: {where.evidence}."]
    if area.of > 1:
        notes.append(f"Table {area.number} of {area.of} on its sheet: {area.why or 'the first'}.")
    if area.filled:
        notes.append(f"Text merged over several rows of the sheet counts in {area.filled:,} more.")
    if titles:
        notes.append(f"{counted(len(titles), 'row')} above the header, no part of the table.")
    if below:
        notes.append(f"{counted(len(below), 'row')} below the last record, a report's footer.")
    names = repeated(finding.header)
    if names:
        notes.append(
            f"{counted(len(names), 'column name')} more than once: {', '.join(names[:5])}."
        )
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
        "dialect": _dialect(finding, where, area, len(titles), len(below)),
        "notes": notes,
    }


def _dialect(
    finding: Finding, where: layout.Layout, area: _Area, above: int, below: int
) -> dict[str, Any]:
    """What ``reading["dialect"]`` of a text file says, as far as a sheet has it."""
    confidence = where.confidence if where.is_certain else min(where.confidence, 0.6)
    header = part(where.rows, where.evidence, confidence, where.alternatives)
    return {
        "delimiter": part("sheet", "a sheet holds its cells apart", 1.0),
        "preamble": part(above, f"rows with text above row {finding.header_line}", confidence),
        "header": {**header, "line": finding.header_line},
        "footer": part(below, "rows below the last record", 0.9 if below else 1.0),
        "tables": {
            **part(area.of, area.why or "no second table is seen", 0.9 if area.of > 1 else 1.0),
            "table": area.number,
        },
        **number_marks(finding.sample),
    }
