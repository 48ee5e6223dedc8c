"""Rows as they stand, before any is refused, and records that are mended where one way is best."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.capture.read.mend import mended
from core.capture.read.outcome import Options
from core.capture.read.records import Dialect, records
from core.capture.read.rows import Rows, rows_of


def read(tmp_path: Path, text: str, **options: object) -> list[Rows]:
    path = tmp_path / "received"
    path.write_bytes(text.encode())
    return rows_of(path, Options(**options))  # type: ignore[arg-type]


def test_ragged_records_keep_the_cells_they_have(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "id,name,city\n1,a,x\n2,b\n3,c,y,z\n4,d,w\n")
    assert found.header == [["id", "name", "city"]]
    assert found.records == [["1", "a", "x"], ["2", "b"], ["3", "c", "y", "z"], ["4", "d", "w"]]


def test_preamble_footer_and_blank_lines_are_no_rows(tmp_path: Path) -> None:
    text = "Report\n\nid,name,city\n1,a,x\n\n2,b,y\n\nGrand Totals (2 records)\n"
    (found,) = read(tmp_path, text)
    assert found.records == [["1", "a", "x"], ["2", "b", "y"]]


def test_a_header_that_stands_again_begins_another_table(tmp_path: Path) -> None:
    first, second = read(tmp_path, "id,n\nA,1\nB,2\nid,n\nC,3\nD,4\n")
    assert (first.records, second.records) == ([["A", "1"], ["B", "2"]], [["C", "3"], ["D", "4"]])
    assert second.header == [["id", "n"]]


def test_a_table_without_names_has_no_header_rows(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "1,2026-01-01\n2,2026-01-02\n3,2026-01-03\n")
    assert (found.header, len(found.records)) == ([], 3)


@pytest.mark.parametrize("text", ["", "\n\n", "  \n"])
def test_nothing_gives_no_table(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == []


MENDED = {
    "a stray quote before a cell": (
        'A1,"5,"Some text, more",x',
        ["A1", '"5', "Some text, more", "x"],
    ),
    "a quote too many before a quoted cell": (
        'A1,5,""Some text, more",x',
        ["A1", "5", '"Some text, more', "x"],
    ),
    "a quote inside that is not written twice": (
        'A1,5,"Boots, 10" high, brown",x',
        ["A1", "5", 'Boots, 10" high, brown', "x"],
    ),
    "a separator lost before a quote": (
        'A1,5"Some text, more","x"',
        ["A1", "5", "Some text, more", "x"],
    ),
    "a separator lost between quoted cells": (
        'A1,5,"Some text, more""x, y"',
        ["A1", "5", "Some text, more", "x, y"],
    ),
    "a separator lost behind a quote": ('A1,5,"more"x', ["A1", "5", "more", "x"]),
    "another separator": ('A1;5;"Some text, more";x', ["A1", "5", "Some text, more", "x"]),
    "words run together": ("A15,text,x", None),
    "an empty cell too many": ("A1,5,,text,x", None),
    "two ways that are as good": ('A1,"a","b""c""d"', None),
}


@pytest.mark.parametrize(("text", "cells"), MENDED.values(), ids=MENDED.keys())
def test_a_broken_record_is_mended_where_one_way_is_best(
    text: str, cells: list[str] | None
) -> None:
    dialect = Dialect(",")
    (record,) = records([text + "\n"], dialect)
    assert mended(record, dialect, 4) == cells


def test_a_long_record_is_left_alone() -> None:
    dialect = Dialect(",")
    (record,) = records(['1,"a' + '"b,' * 10_000 + "\n"], dialect)
    assert mended(record, dialect, 4) is None
