"""Which rows name the columns: one, several, or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.capture.read import SourceTable, Unreadable
from core.capture.read.header import find_table, names
from core.capture.read.records import Dialect, Record, records
from tests.unit.capture.read.conftest import lines_of, rows_of

Table = Callable[..., SourceTable]
Refusal = Callable[..., Unreadable]

pytestmark = pytest.mark.usefixtures("in_process")


def parsed(*lines: str) -> list[Record]:
    return list(records([line + "\n" for line in lines], Dialect(",")))


PEOPLE = ["1,a@b.com,2026-01-01", "2,c@d.com,2026-01-02", "3,e@f.com,2026-01-03"]
SALES = ["North,1.5,2.5,3.5,4.5", "South,2.0,3.0,4.0,5.0", "West,7.0,8.0,9.0,1.0"]

LAYOUTS = {
    "one row of names": (["id,email,since", *PEOPLE], 1, ["id", "email", "since"]),
    "values in every line": (PEOPLE, 0, ["column 1", "column 2", "column 3"]),
    "one line of values": (["1,2,3"], 0, ["column 1", "column 2", "column 3"]),
    "one line of years": (["2024,2025"], 1, ["2024", "2025"]),
    "two lines of values": (["1,2,3", "4,5,6"], 0, ["column 1", "column 2", "column 3"]),
    "two lines of which one names": (["a,b,c", "4,5,6"], 1, ["a", "b", "c"]),
    "shares over numbers": (["id,50%,75%", "a,1,2", "b,3,4", "c,4,5"], 1, ["id", "50%", "75%"]),
    "a date over dates": (["2026-01-01,open", "2026-01-02,done", "2026-01-03,new"], 0, None),
    "addresses alone": (["a@b.com", "c@d.com", "e@f.com"], 0, ["column 1"]),
    "dates over numbers": (["of,2026-01,2026-02", "A,5,6", "B,7,8", "C,9,1"], 1, None),
    "the same names twice": (["id,email,since", "ID,Email,Since", *PEOPLE], 2, None),
    "units below the names": (
        ["id,weight,price", "pcs,kg,EUR", "1,2.5,10.00", "2,3.5,11.00", "3,4.5,12.00"],
        2,
        ["id / pcs", "weight / kg", "price / EUR"],
    ),
    "years over several columns": (
        [",2025,,2026,", "Region,Q1,Q2,Q1,Q2", *SALES],
        2,
        ["Region", "2025 / Q1", "2025 / Q2", "2026 / Q1", "2026 / Q2"],
    ),
    "years that name columns": (["region,2024,2025", "N,10,20", "S,30,40", "W,5,6"], 1, None),
    "a first record without values": (
        ["id,weight,price", "1,n/a,unknown", "2,3.5,11.00", "3,4.5,12.00"],
        1,
        ["id", "weight", "price"],
    ),
    "a first record of words where values follow": (
        [
            "name,arr,renewal",
            "Acme,pending,open",
            "Beta,2,2026-01-01",
            "Ceta,3,2026-02-01",
            "D,4,2026-03-01",
        ],
        1,
        ["name", "arr", "renewal"],
    ),
    "a code and words where values follow": (
        [
            "id,arr,renewal",
            "A1,pending,open",
            "A2,2,2026-01-01",
            "A3,3,2026-02-01",
            "A4,4,2026-03-01",
        ],
        1,
        ["id", "arr", "renewal"],
    ),
    "units beside text": (
        ["name,weight,price", ",kg,EUR", "Acme,2.5,10.00", "Beta,3.5,11.00", "Ceta,4.5,12.00"],
        2,
        ["name", "weight / kg", "price / EUR"],
    ),
    "a title is no group": (["Report,,", "id,email,since", *PEOPLE], 1, None),
    "text everywhere": (["name,city", "Ada,Paris", "Bob,Rome", "Cy,Oslo"], 1, ["name", "city"]),
    "text that comes again": (
        ["open,high", "open,low", "closed,high", "open,high", "closed,low"],
        1,
        ["open", "high"],
    ),
}


@pytest.mark.parametrize(("lines", "rows", "columns"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_rows_that_name_columns_are_counted(
    lines: list[str], rows: int, columns: list[str] | None
) -> None:
    found = parsed(*lines)
    where = find_table(found)
    assert where.rows == rows
    assert len(names(found, where)) == where.width
    if columns:
        assert names(found, where) == columns
    assert 0 < where.confidence <= 1


def test_a_table_without_names_keeps_its_first_record(table: Table) -> None:
    found = table(("\n".join(PEOPLE) + "\n").encode())
    assert found.header == ("column 1", "column 2", "column 3")
    assert (found.records, lines_of(found)) == (3, [1, 2, 3])
    assert rows_of(found)[0] == ("1", "a@b.com", "2026-01-01")
    told = found.reading["dialect"]["header"]
    assert (told["value"], told["line"], told["alternatives"][0]["value"]) == (0, 1, 1)
    assert "no line names the columns" in told["because"]


def test_a_sparse_first_record_without_names_is_not_lost(table: Table) -> None:
    rows = ["1,,,", *[f"{n},a{n}@b.com,2026-01-0{n},{n}.5" for n in range(2, 9)]]
    found = table(("\n".join(rows) + "\n").encode())
    assert found.records == 8
    assert rows_of(found)[0] == ("1", "", "", "")


def test_names_in_two_rows_are_joined_and_no_record_is_refused(table: Table) -> None:
    text = "\n".join([",2025,,2026,", "Region,Q1,Q2,Q1,Q2", *SALES]) + "\n"
    found = table(text.encode())
    assert found.header[1] == "2025 / Q1"
    assert (found.header_line, found.records, found.ragged) == (1, 3, ())
    assert lines_of(found) == [3, 4, 5]


@pytest.mark.parametrize(
    ("options", "header", "first"),
    [
        ({"header_rows": 0}, ("column 1", "column 2"), ("name", "city")),
        ({"header_rows": 1}, ("name", "city"), ("Ada", "Paris")),
        ({"header_rows": 2}, ("name / Ada", "city / Paris"), ("Bob", "Rome")),
        ({"header_line": 2, "header_rows": 0}, ("column 1", "column 2"), ("Ada", "Paris")),
        ({"header_line": 2}, ("Ada", "Paris"), ("Bob", "Rome")),
    ],
)
def test_what_a_person_says_about_the_header_is_taken(
    table: Table, options: dict[str, int], header: tuple[str, ...], first: tuple[str, ...]
) -> None:
    found = table(b"name,city\nAda,Paris\nBob,Rome\nCy,Oslo\n", **options)
    assert found.header == header
    assert rows_of(found)[0] == first


def test_rows_of_different_width_cannot_name_columns_together(refusal: Refusal) -> None:
    assert "differ in width" in refusal(b"a,b\nc\n1,2\n3,4\n", header_rows=2).reason


def test_records_at_the_end_are_left_out_when_told(table: Table) -> None:
    data = b"id,name\n1,a\n2,b\n3,c\n"
    assert table(data, footer_lines=1).records == 2
    told = table(data + b"\n(3 rows selected)\n", footer_lines=0)
    assert [one.line for one in told.ragged] == [6]


def test_the_marks_of_numbers_are_told(table: Table) -> None:
    found = table(b"id;amount\n1;1.250,50\n2;3.000,25\n3;12,5\n")
    told = found.reading["dialect"]
    assert (told["decimal"]["value"], told["thousands"]["value"]) == ("comma", "point")
    assert "1.250,50" in told["decimal"]["because"]
    undecided = table(b"id,amount\n1,1.250\n2,3.000\n").reading["dialect"]["decimal"]
    assert (undecided["value"], len(undecided["alternatives"])) == (None, 2)


FEW = b"id;owner;on;amount\nA1;x@acme.com;2026-01-01;5\nA2;y@acme.com;2026-01-02;7\n"
TITLES = b"Accounts by owner\nExported on request\nReport of the third quarter\n"
FOOTER = b'\n"Grand Totals (2 records)"\nCopyright (c) 2026 Acme\nEnd of report\n'


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_table_of_fewer_records_than_titles_and_footer_lines_is_the_table(
    table: Callable[..., SourceTable], end: bytes
) -> None:
    found = table((TITLES + FEW + FOOTER).replace(b"\n", end))
    assert (found.header, found.header_line) == (("id", "owner", "on", "amount"), 4)
    assert (found.records, found.ragged, lines_of(found)) == (2, (), [5, 6])
    assert found.reading["preamble"] == TITLES.decode().splitlines()
    assert found.reading["promised_records"] == 2


def test_one_column_with_a_stray_separator_stays_one_column(
    table: Callable[..., SourceTable],
) -> None:
    data = b"note\n" + b"called\nwrote\n" * 5 + b"met; later 5\nasked\n"
    assert table(data, delimiter=";").header == ("note",)
