"""Sheets as people lay them out: groups over columns, merged cells, several tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.capture.explained import explain, sentence
from core.capture.read import SourceTable, Unreadable
from tests.unit.capture.read.conftest import lines_of, rows_of
from tests.unit.capture.read.test_workbook import saved

Received = Callable[..., list[SourceTable | Unreadable]]
Only = Callable[..., SourceTable]

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.fixture
def sheet(received: Received) -> Callable[..., list[SourceTable]]:
    """The tables of one sheet with these rows and merged cells."""

    def read(rows: list[list[Any]], *merged: str, **options: object) -> list[SourceTable]:
        def merge(page: Any) -> None:
            for cells in merged:
                page.merge_cells(cells)

        found = received(saved({"Data": rows}, Data=merge), "b.xlsx", **options)
        assert all(isinstance(one, SourceTable) for one in found), found
        return [one for one in found if isinstance(one, SourceTable)]

    return read


Sheet = Callable[..., list[SourceTable]]


def test_groups_merged_over_columns_are_part_of_the_names(sheet: Sheet) -> None:
    rows = [
        ["Account", None, "Contact", None],
        ["id", "name", "id", "email"],
        ["A1", "Acme", "C1", "x@acme.com"],
        ["A2", "Beta", "C2", "y@beta.com"],
    ]
    (found,) = sheet(rows, "A1:B1", "C1:D1")
    assert found.header == ("Account / id", "Account / name", "Contact / id", "Contact / email")
    assert (found.header_line, lines_of(found)) == (1, [3, 4])
    assert found.reading["dialect"]["header"]["value"] == 2
    assert "merged cells above group them" in " ".join(found.reading["notes"])


def test_a_name_merged_over_both_header_rows_is_not_doubled(sheet: Sheet) -> None:
    rows = [
        ["Accounts by quarter"],
        ["Account", "2026 Q1", None, "2026 Q2", None],
        [None, "Amount", "Count", "Amount", "Count"],
        ["Acme", 10, 1, 20, 2],
        ["Beta", 30, 3, 40, 4],
    ]
    (found,) = sheet(rows, "A1:E1", "A2:A3", "B2:C2", "D2:E2")
    assert found.header == (
        "Account",
        "2026 Q1 / Amount",
        "2026 Q1 / Count",
        "2026 Q2 / Amount",
        "2026 Q2 / Count",
    )
    assert found.reading["preamble"] == ["Accounts by quarter"]
    assert rows_of(found) == [("Acme", "10", "1", "20", "2"), ("Beta", "30", "3", "40", "4")]


def test_groups_that_only_begin_in_their_first_column_tell_repeated_names_apart(
    sheet: Sheet,
) -> None:
    rows = [
        ["Account", None, "Owner", None],
        ["id", "name", "id", "name"],
        ["A1", "Acme", "U1", "Ada"],
    ]
    (found,) = sheet(rows)
    assert found.header == ("Account / id", "Account / name", "Owner / id", "Owner / name")


@pytest.mark.parametrize("merged", ["A1:C1", "A1:B1"])
def test_a_merged_title_is_no_part_of_the_names(sheet: Sheet, merged: str) -> None:
    rows = [["Accounts by owner"], ["id", "name", "city"], ["1", "a", "x"], ["2", "b", "y"]]
    (found,) = sheet(rows, merged)
    assert found.header == ("id", "name", "city")
    assert found.reading["preamble"] == ["Accounts by owner"]


def test_a_preamble_of_names_and_values_is_no_group(sheet: Sheet) -> None:
    rows = [["Exported by", "Ada"], ["id", "name", "city"], ["1", "a", "x"], ["2", "b", "y"]]
    (found,) = sheet(rows)
    assert found.header == ("id", "name", "city")


def test_text_merged_over_rows_counts_in_each_and_a_number_only_once(sheet: Sheet) -> None:
    rows = [["account", "arr", "contact"], ["Acme", 100, "x"], [None, None, "y"], ["Beta", 5, "z"]]
    (found,) = sheet(rows, "A2:A3", "B2:B3")
    assert rows_of(found) == [("Acme", "100", "x"), ("Acme", "", "y"), ("Beta", "5", "z")]
    assert "merged over several rows" in " ".join(found.reading["notes"])


STACKED: list[list[Any]] = [
    ["id", "name", "arr"],
    ["A1", "Acme", 10],
    ["A2", "Beta", 20],
    [],
    ["Contacts"],
    ["email", "account", "opened", "score"],
    ["x@acme.com", "A1", 7, 1],
    ["y@beta.com", "A2", 8, 2],
]


def test_tables_below_each_other_are_read_apart(sheet: Sheet) -> None:
    first, second = sheet(STACKED)
    assert (first.member_name, second.member_name) == ("Data/table 1", "Data/table 2")
    assert rows_of(first) == [("A1", "Acme", "10"), ("A2", "Beta", "20")]
    assert second.header == ("email", "account", "opened", "score")
    assert (second.header_line, lines_of(second)) == (6, [7, 8])
    assert second.reading["preamble"] == ["Contacts"]
    assert second.reading["dialect"]["tables"]["value"] == 2
    assert second.reading["dialect"]["tables"]["table"] == 2


def test_a_table_below_one_with_groups_over_its_names_is_read_apart(sheet: Sheet) -> None:
    rows: list[list[Any]] = [
        ["Quarterly report"],
        [],
        [None, 2025, None, 2026, None],
        ["Account", "ARR", "Seats", "ARR", "Seats"],
        ["Acme", 10.5, 1, 20.5, 2],
        ["Beta", 30.5, 3, 40.5, 4],
        [],
        [],
        ["Contact", "Email"],
        ["Ada", "ada@acme.com"],
        ["Bob", "bob@beta.com"],
    ]
    first, second = sheet(rows, "A1:E1", "B3:C3", "D3:E3")
    assert first.header[1:3] == ("2025 / ARR", "2025 / Seats")
    assert [row[0] for row in rows_of(first)] == ["Acme", "Beta"]
    assert second.header == ("Contact", "Email")
    assert rows_of(second) == [("Ada", "ada@acme.com"), ("Bob", "bob@beta.com")]


def test_one_of_several_tables_can_be_picked(sheet: Sheet, received: Received) -> None:
    (found,) = sheet(STACKED, table=2)
    assert found.header[0] == "email"
    (refused,) = received(saved({"Data": STACKED}), "b.xlsx", table=3)
    assert isinstance(refused, Unreadable)
    assert "holds 2 tables" in refused.reason


def test_a_narrower_table_below_is_not_taken_for_records(sheet: Sheet) -> None:
    rows = [["id", "name", "city"], ["1", "a", "x"], ["2", "b", "y"], []]
    rows += [["owner", "accounts"], ["Ada", 3], ["Bob", 4]]
    first, second = sheet(rows)
    assert (first.records, second.header) == (2, ("owner", "accounts"))


def test_tables_beside_each_other_are_read_apart(sheet: Sheet) -> None:
    rows = [
        ["id", "name", None, "owner", "accounts"],
        ["1", "a", None, "Ada", 3],
        ["2", "b", None, "Bob", 4],
        ["3", "c"],
    ]
    first, second = sheet(rows)
    assert rows_of(first) == [("1", "a"), ("2", "b"), ("3", "c")]
    assert rows_of(second) == [("Ada", "3"), ("Bob", "4")]


def test_an_empty_column_within_one_table_does_not_split_it(sheet: Sheet) -> None:
    rows = [["id", "name", None, "city", "arr"], ["1", "a", None, "x", 3], ["2", "b", None, "y", 4]]
    (found,) = sheet(rows)
    assert found.header == ("id", "name", "", "city", "arr")


def test_an_empty_row_within_one_table_does_not_split_it(sheet: Sheet) -> None:
    rows = [["id", "name", "arr"], ["1", "a", 3], [], ["x", "b", 4], ["y", "c", None]]
    (found,) = sheet(rows)
    assert found.records == 3


def test_a_header_repeated_below_an_empty_row_stays_a_refused_record(sheet: Sheet) -> None:
    rows = [["id", "name", "arr"], ["1", "a", 3], [], ["id", "name", "arr"], ["2", "b", 4]]
    (found,) = sheet(rows)
    assert [one.line for one in found.ragged] == [4]


def test_the_header_can_be_told(sheet: Sheet) -> None:
    rows = [["Account", None, "Owner"], ["id", "name", "mail"], ["1", "a", "x"], ["2", "b", "y"]]
    (two,) = sheet(rows, header_line=1, header_rows=2)
    assert two.header == ("Account / id", "Account / name", "Owner / mail")
    (one,) = sheet(rows, header_line=2, header_rows=1)
    assert (one.header, one.records) == (("id", "name", "mail"), 2)
    (none,) = sheet(rows, header_rows=0, header_line=3)
    assert (none.header, none.records) == (("column 1", "column 2", "column 3"), 2)
    assert lines_of(none) == [3, 4]


def test_lines_at_the_end_can_be_left_out(sheet: Sheet) -> None:
    rows = [["id", "name"], ["1", "a"], ["2", "b"], ["sum", "of all"]]
    (found,) = sheet(rows, footer_lines=1)
    assert rows_of(found) == [("1", "a"), ("2", "b")]


def test_a_sheet_is_explained_without_what_only_text_has(sheet: Sheet) -> None:
    (found,) = sheet([["id", "name"], ["1", "a"], ["2", "b"]])
    assert sentence(found.reading) == "a sheet's cells, names in line 1"
    assert {part.name for part in explain(found.reading)}.isdisjoint({"quote", "line_ends"})
    told = {part.name: part for part in explain(found.reading, {"delimiter": ";"})}
    assert "said so" not in told["delimiter"].because


def test_a_footer_can_be_denied(sheet: Sheet) -> None:
    rows = [["id", "name", "city"], ["1", "a", "x"], ["2", "b", "y"], ["Total records: 2"]]
    (left_out,) = sheet(rows)
    (kept,) = sheet(rows, footer_lines=0)
    assert (left_out.records, kept.records) == (2, 3)
