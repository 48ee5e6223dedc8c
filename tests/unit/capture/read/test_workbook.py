"""Workbooks: one table a sheet, cells as ISO text, lines as sheet rows."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from core.capture.read import SourceTable, Unreadable
from tests.unit.capture.read.conftest import lines_of, rows_of

Received = Callable[..., list[SourceTable | Unreadable]]

pytestmark = pytest.mark.usefixtures("in_process")


def saved(sheets: dict[str, list[list[Any]]], **changes: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title in changes:
            changes[title](sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_become_iso_text(received: Received) -> None:
    rows = [
        ["id", "when", "amount", "ok", "at"],
        ["007", dt.datetime(2026, 1, 2), 12.0, True, dt.time(9, 30)],
        ["x,y", dt.datetime(2026, 1, 2, 3, 4, 5), 0.5, False, None],
        ['say "hi"\nthere', None, 12345678901, None, None],
    ]
    (found,) = received(saved({"Data": rows}), "b.xlsx")
    assert isinstance(found, SourceTable)
    assert (found.member_name, found.line_map) == ("Data", None)
    assert rows_of(found) == [
        ("007", "2026-01-02", "12", "true", "09:30:00"),
        ("x,y", "2026-01-02 03:04:05", "0.5", "false", ""),
        ('say "hi"\nthere', "", "12345678901", "", ""),
    ]


def test_a_merged_title_above_the_header_is_skipped_with_a_note(received: Received) -> None:
    rows = [["Accounts by owner"], [], ["id", "name", "city"], ["1", "a", "x"], [], ["2", "b", "y"]]
    (found,) = received(
        saved({"Data": rows}, Data=lambda sheet: sheet.merge_cells("A1:C1")), "b.xlsx"
    )
    assert isinstance(found, SourceTable)
    assert (found.header, found.header_line) == (("id", "name", "city"), 3)
    assert found.reading["preamble"] == ["Accounts by owner"]
    assert lines_of(found) == [4, 6]


def test_a_table_that_begins_in_another_cell_keeps_its_rows(received: Received) -> None:
    rows = [[], [], [None, None, "id", "name"], [None, None, 1, "a"], [None, None, 2, "b"]]
    (found,) = received(saved({"Data": rows}), "b.xlsx")
    assert isinstance(found, SourceTable)
    assert [name for name in found.header if name] == ["id", "name"]
    assert lines_of(found) == [4, 5]


def test_empty_and_hidden_sheets_are_noted(received: Received) -> None:
    def hide(sheet: Any) -> None:
        sheet.sheet_state = "hidden"

    data = saved({"A": [["id", "b"], [1, 2]], "Empty": [], "Old": [["x", "y"], [1, 2]]}, Old=hide)
    (found,) = received(data, "b.xlsx")
    assert isinstance(found, SourceTable)
    notes = " ".join(found.reading["notes"])
    assert "Sheets without cells: Empty." in notes
    assert "Hidden sheets are not read: Old." in notes


def test_cells_right_of_the_header_refuse_their_row(received: Received) -> None:
    (found,) = received(saved({"A": [["id", "b"], [1, 2], [3, 4, 5], [6]]}), "b.xlsx")
    assert isinstance(found, SourceTable)
    assert [(one.record_no, one.line, one.cell_count) for one in found.ragged] == [(1, 3, 3)]
    assert rows_of(found)[2] == ("6", "")


def test_a_report_footer_below_a_sheet_is_no_record(received: Received) -> None:
    rows: list[list[Any]] = [["id", "name", "city"]] + [[n, "a", "b"] for n in range(5)]
    rows += [[], ["Grand Totals (5 records)"], ["Confidential Information - Do Not Distribute"]]
    (found,) = received(saved({"Report": rows}), "b.xlsx")
    assert isinstance(found, SourceTable)
    assert (found.records, found.reading["promised_records"]) == (5, 5)


def test_each_sheet_is_a_table(received: Received) -> None:
    found = received(saved({"A": [["a", "b"], [1, 2]], "B": [["c", "d"], [3, 4]]}), "b.xlsx")
    assert [one.member_name for one in found] == ["A", "B"]


def test_a_workbook_without_cells_is_refused(received: Received) -> None:
    (found,) = received(saved({"A": [], "B": []}), "b.xlsx")
    assert isinstance(found, Unreadable)
    assert "no cells" in found.reason


def test_a_damaged_workbook_is_refused(received: Received) -> None:
    data = saved({"A": [["a", "b"], [1, 2]]})
    (found,) = received(data[: len(data) // 2], "b.xlsx")
    assert isinstance(found, Unreadable)
    assert "damaged" in found.reason


def test_errors_and_formulas_without_a_value_are_noted(received: Received) -> None:
    rows = [["id", "name", "sum"], [1, "#N/A", "=1+1"], [2, "b", "=A2"], [3, "c", 4]]
    (found,) = received(saved({"A": rows}), "b.xlsx")
    assert isinstance(found, SourceTable)
    notes = " ".join(found.reading["notes"])
    assert "1 cell of the workbook with an error" in notes
    assert "2 formulas of the workbook never calculated" in notes


def test_options_that_point_nowhere_are_refused(received: Received) -> None:
    (found,) = received(saved({"A": [["a", "b"], [1, 2]]}), "b.xlsx", header_line=7)
    assert isinstance(found, Unreadable)
    assert (found.member_name, "row" in found.remedy) == ("A", True)


def test_a_workbook_that_is_no_archive_of_sheets_is_refused(received: Received) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    (found,) = received(out.getvalue(), "b.xlsx")
    assert isinstance(found, Unreadable)
    assert "damaged" in found.reason


def test_an_identifier_of_sixteen_digits_keeps_its_form(
    table: Callable[..., SourceTable],
) -> None:
    found = table(saved({"Data": [["id", "name"], [1234567890123456, "Acme"]]}), "b.xlsx")
    assert rows_of(found) == [("1234567890123456", "Acme")]
