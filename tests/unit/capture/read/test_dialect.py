"""Which separator and quote a file uses, from the consistency of the records they give."""

from __future__ import annotations

import pytest

from core.capture.read import dialect
from core.capture.read import records as reading
from core.capture.read.records import BROKEN, SUSPECT, UNCLOSED, Dialect, records

FILES = {
    "a decimal comma does not hide a semicolon": (
        ["id;name;amount\n", *[f"{n};Acme;{n},50\n" for n in range(9)]],
        Dialect(";"),
    ),
    "commas in prose do not hide a tab": (
        ["id\tnote\n", *[f"{n}\tyes, and, so on\n" for n in range(9)]],
        Dialect("\t"),
    ),
    "times do not make a colon": (
        ["id,at\n", *[f"{n},10:{n}0:00\n" for n in range(9)]],
        Dialect(","),
    ),
    "a bar": (["id|name\n", "1|a b\n", "2|c d\n"], Dialect("|")),
    "a unit separator": (["id\x1fname\n", "1\x1fa,b\n", "2\x1fc\n"], Dialect("\x1f")),
    "two bars": (["id||name||c\n", "1||a||x\n", "2||b||y\n"], Dialect("||")),
    "comma and space around quotes": (
        ["id, name\n", '1, "a, b"\n', '2, "c, d"\n', '3, "e, f"\n'],
        Dialect(", "),
    ),
    "apostrophes around cells": (
        ["id,name,c\n", *[f"{n},'a, b','it''s'\n" for n in range(5)]],
        Dialect(",", "'", "'"),
    ),
    "apostrophes in names are letters": (
        ["id,name,c\n", *[f"{n},O'Neil,D'Arcy\n" for n in range(5)]],
        Dialect(","),
    ),
    "a backslash before quotes": (
        ["id,name\n", *[f'{n},"say \\"hi, there\\""\n' for n in range(5)]],
        Dialect(",", '"', "\\"),
    ),
    "two characters that are on no list": (
        ["id##name##at\n", *[f"{n}##a, b##10:{n}0\n" for n in range(5)]],
        Dialect("##"),
    ),
    "three characters that are on no list": (
        ["id<|>name\n", *[f"{n}<|>it's; so\n" for n in range(5)]],
        Dialect("<|>"),
    ),
    "apostrophes that are not escaped": (
        [
            "id;name;c\n",
            *[f"{n};'That isn't, no';'a'\n" for n in range(9)],
            "9;'Yes; but not so';'b'\n",
        ],
        Dialect(";", "'", "'", is_loose=True),
    ),
    "quotes that are letters": (
        ["size\tname\n", *[f'{n}\t"Big" {n}\n' for n in range(9)]],
        Dialect("\t", "", ""),
    ),
    "a single broken record changes nothing": (
        ["id,name\n", '1,"a" b\n', "2,c\n", "3,d\n"],
        Dialect(","),
    ),
    "one column of text with commas": (
        ["name\n", "Acme, Inc.\n", "Beta\n", "Ceta, Ltd\n", "Deta\n"],
        Dialect("\t"),
    ),
    "one column": (["name\n", "Acme\n", "Beta\n"], Dialect(",")),
}


@pytest.mark.parametrize(("lines", "expected"), FILES.values(), ids=FILES.keys())
def test_the_dialect_is_found(lines: list[str], expected: Dialect) -> None:
    found = dialect.find(lines)
    assert found.dialect == expected
    assert found.evidence


def test_commas_in_the_text_of_one_column_separate_nothing() -> None:
    found = dialect.find(["name\n", "Acme, Inc.\n", "Beta\n", "Ceta, Ltd\n"])
    assert found.evidence == "one column: no line can be split"


def test_the_evidence_is_in_words() -> None:
    lines = ["a;b;c\n", "1;2;3\n", "4;5;6\n", "odd\n"]
    assert dialect.find(lines).evidence == "semicolon: 3 of the first 4 records have 3 cells"


def test_a_delimiter_that_was_told_is_taken() -> None:
    assert dialect.find(["a;b,c\n", "1;2,3\n"], ",").dialect.delimiter == ","


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"quote": ""}, Dialect(";", "", "")),
        ({"quote": "'"}, Dialect(";", "'", "'")),
        ({"quote": "~", "escape": "^"}, Dialect(";", "~", "^")),
        ({"escape": "\\"}, Dialect(";", '"', "\\")),
        ({"escape": ""}, Dialect(";", '"', '"')),
    ],
)
def test_quote_and_escape_that_were_told_are_taken(told: dict[str, str], expected: Dialect) -> None:
    assert dialect.find(["a;b\n", "1;'2'\n"], ";", **told).dialect == expected


def test_any_escape_is_understood() -> None:
    assert cells("1,~a^~,^^b~,2\n", Dialect(",", "~", "^")) == [["1", "a~,^b", "2"]]


def test_confidence_says_how_far_ahead_the_best_is() -> None:
    clear = dialect.find(["a;b;c\n", "1;2;3\n", "4;5;6\n"])
    close = dialect.find(["a;b,c\n", "1;2,3\n", "4;5,6\n"])
    assert clear.confidence > 0.95
    assert close.confidence < 0.6
    assert close.alternatives[0][0] in (",", ";")


def cells(text: str, chosen: Dialect) -> list[list[str]]:
    return [record.cells for record in records(text.splitlines(keepends=True), chosen)]


def test_backslashes_are_taken_away_only_before_quotes_and_backslashes() -> None:
    text = '1,"C:\\\\new \\"x\\" \\n"\n2,a\\\\b\n'
    assert cells(text, Dialect(",", '"', "\\")) == [["1", 'C:\\new "x" \\n'], ["2", "a\\b"]]


def test_separators_of_several_characters_split_outside_quotes() -> None:
    assert cells('a||"b||c"||""\n', Dialect("||")) == [["a", "b||c", ""]]


def test_nothing_is_quoted_without_a_quote() -> None:
    assert cells('a,"b\n"c,d\n', Dialect(",", "", "")) == [["a", '"b'], ['"c', "d"]]


def test_a_broken_record_costs_no_other() -> None:
    text = 'a,"b"x,c\n1,"2\n3",4\n5,"6\n7,8\n'
    found = list(records(text.splitlines(keepends=True), Dialect(",")))
    assert [(r.line, r.cells, r.fault) for r in found] == [
        (1, [], BROKEN),
        (2, ["1", "2\n3", "4"], ""),
        (4, [], UNCLOSED),
        (5, ["7", "8"], ""),
    ]


def test_a_quote_is_not_looked_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "OPEN_LINES", 3)
    text = '1,"a\n' + "x,y\n" * 5
    found = list(records(text.splitlines(keepends=True), Dialect(",")))
    assert [(r.line, r.fault) for r in found] == [(1, UNCLOSED), *[(n, "") for n in range(2, 7)]]


SUSPECTS = {
    'A1,pipe"long, thin",7': SUSPECT,
    'A1,6" pipe,4" pipe': "",
    'A1,6"x4,8"': "",
    'A1,say "so,7': "",
    'A1,"say ""so, no""",7': "",
}


@pytest.mark.parametrize(("text", "fault"), SUSPECTS.items())
def test_quotes_that_enclose_a_separator_are_not_taken_for_letters(text: str, fault: str) -> None:
    (found,) = records([text + "\n"], Dialect(","))
    assert found.fault == fault


COMPANIES = ("Acme, Inc.", "Beta, LLC", "Gamma Co., Ltd.", "Delta, S.A.")


@pytest.mark.parametrize("above", [(), ("Account Name",), ("Account Name", "Epsilon")])
def test_names_of_companies_with_their_legal_form_are_one_column(above: tuple[str, ...]) -> None:
    companies = [*above, *(one for one in COMPANIES if one.count(",") == 1)]
    found = dialect.find([f"{line}\n" for line in companies])
    parsed = records([f"{line}\n" for line in companies], found.dialect)
    assert [one.cells for one in parsed] == [[line] for line in companies]
    assert "one column" in found.evidence


@pytest.mark.parametrize("head", ["Company, Form", "Company,Form"])
def test_a_column_of_legal_forms_with_a_name_is_a_column(head: str) -> None:
    lines = [f"{line}\n" for line in (head, *COMPANIES[:2], COMPANIES[3])]
    found = dialect.find(lines)
    assert [len(one.cells) for one in records(lines, found.dialect)] == [2, 2, 2, 2]


def test_a_legal_form_right_behind_the_separator_is_a_cell() -> None:
    lines = ["Acme,Inc.\n", "Beta,LLC\n", "Gamma,Ltd.\n"]
    found = dialect.find(lines)
    assert [len(one.cells) for one in records(lines, found.dialect)] == [2, 2, 2]


def test_people_named_last_name_first_are_two_columns_under_their_names() -> None:
    lines = ["last,first\n", "Lovelace, Ada\n", "Hopper, Grace\n"]
    found = dialect.find(lines)
    assert [len(one.cells) for one in records(lines, found.dialect)] == [2, 2, 2]
