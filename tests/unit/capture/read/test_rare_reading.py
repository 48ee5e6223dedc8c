"""Readings that exports seldom need, and refusals of what goes too far."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.capture.read import SourceTable, Unreadable, limits, text
from tests.unit.capture.read.conftest import lines_of, rows_of

Table = Callable[..., SourceTable]
Refusal = Callable[..., Unreadable]

pytestmark = pytest.mark.usefixtures("in_process")


def test_a_backslash_that_appears_late_is_still_understood(table: Table) -> None:
    early = b"".join(b'%d,"some text"\n' % n for n in range(400))
    found = table(b"id,note\n" + early + b'400,"say \\"hi, you\\""\n401,"x"\n')
    assert found.ragged == ()
    assert rows_of(found)[400:] == [("400", 'say "hi, you"'), ("401", "x")]


def test_a_backslash_that_heals_nothing_changes_nothing(table: Table) -> None:
    rows = b"".join(b'%d,"a\\\\b"\n' % n for n in range(400))
    found = table(b"id,note\n" + rows + b'400,"say \\"hi"x"\n401,"x"\n')
    assert [one.line for one in found.ragged] == [402]
    assert rows_of(found)[0] == ("0", "a\\\\b")


def test_surplus_separators_at_the_right_are_dropped_with_a_note(table: Table) -> None:
    found = table(b"id,name\n1,a,\n2,b,,\n3,c\n")
    assert rows_of(found) == [("1", "a"), ("2", "b"), ("3", "c")]
    assert any("surplus separators" in note for note in found.reading["notes"])


def test_a_header_with_a_line_end_inside_is_read(table: Table) -> None:
    found = table(b'id,"full\nname"\n1,a\n2,"b\nc"\n3,d\n')
    assert found.header == ("id", "full\nname")
    assert lines_of(found) == [3, 4, 6]
    assert rows_of(found)[1] == ("2", "b\nc")


def test_titles_apart_by_blank_lines_are_skipped(table: Table) -> None:
    found = table(b"Report\n\nid,name,city\n1,a,x\n2,b,y\n")
    assert (found.header_line, lines_of(found)) == (3, [4, 5])
    assert found.reading["rewritten_because"] == "there are blank lines above the table"


def test_a_broken_line_above_the_table_is_refused_unless_the_header_is_told(
    refusal: Refusal, table: Table
) -> None:
    data = b'"id,name,city\n1,a,x\n2,b,y\n3,c,z\n'
    assert "header cannot be told" in refusal(data).reason
    assert table(data, header_line=2).header == ("1", "a", "x")


def test_a_header_line_that_does_not_exist_is_refused(refusal: Refusal) -> None:
    assert "no record begins in line 9" in refusal(b"a,b\n1,2\n", header_line=9).reason


def test_a_long_file_is_not_described_by_its_head_alone(table: Table) -> None:
    rows = b"".join(b'%d,"note %d\nsecond line"\n' % (n, n) for n in range(30_000))
    found = table(b"id,note\n" + rows)
    assert found.records == 30_000
    assert found.reading["rewritten_because"] is None
    assert lines_of(found)[-1] == 2 + 2 * 29_999


def test_a_footer_below_a_long_file_is_found(table: Table) -> None:
    rows = b"".join(b"%d,Acme %d,x\n" % (n, n) for n in range(20_000))
    found = table(b"id,name,c\n" + rows + b"\n\nCopyright (c) 2000-2026 salesforce.com, inc.\n")
    assert found.records == 20_000
    assert found.line_map is None
    assert found.reading["rewritten_because"] == "it ends with a report footer"
    assert len(rows_of(found)) == 20_000


def test_a_header_of_a_megabyte_is_refused(refusal: Refusal) -> None:
    assert "longer than 1 MB" in refusal(b"a,b" + b"x" * 2_000_000 + b"\n1,2\n").reason


def test_too_many_ragged_records_refuse_the_file(
    refusal: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "RAGGED_RECORDS", 3)
    assert "more than 3 records" in refusal(b"a,b\n" + b"1,2\n" * 9 + b"1\n" * 4).reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), "1.5 GB of memory"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left"),
    ],
)
def test_what_the_system_refuses_is_said(
    refusal: Refusal, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(text, "read_tables", fail)
    assert reason in refusal(b"a,b\n1,2\n").reason


def test_the_sample_stays_small(table: Table, tmp_path: Path) -> None:
    header = ",".join(f"c{n}" for n in range(3000)) + "\n"
    row = ",".join("x" * 10 for _ in range(3000)) + "\n"
    found = table((header + row * 150).encode())
    assert len(found.header) == 3000
    assert sum(len(cell) for cells in found.sample for cell in cells) <= limits.SAMPLE_CHARS


@pytest.mark.parametrize("told", ["utf-16", "UTF-16LE", "utf_16_le"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_utf_16_can_be_told(table: Table, told: str, mark: str) -> None:
    data = (mark + "id,name\r\n1,Zoë\r\n").encode("utf-16-le")
    found = table(data, encoding=told)
    assert (found.header, rows_of(found)) == (("id", "name"), [("1", "Zoë")])


@pytest.mark.parametrize("told", ["utf-8", "utf-8-sig"])
def test_utf_8_with_a_mark_can_be_told(table: Table, told: str) -> None:
    found = table(b"\xef\xbb\xbfid,name\n1,a\n", encoding=told)
    assert (found.header, rows_of(found)) == (("id", "name"), [("1", "a")])


def test_an_encoding_told_wrongly_refuses_the_records_it_cannot_read(table: Table) -> None:
    found = table(b"id,name\n1,Zo\xeb\n2,b\n", encoding="utf-8")
    assert [(one.line, "no text" in one.reason) for one in found.ragged] == [(2, True)]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_file_put_behind_another_brings_its_mark_and_its_header_along(
    table: Table, quote: str
) -> None:
    header = f"\ufeff{quote}id{quote},{quote}name{quote}\n"
    found = table(f"{header}1,a\n{header}2,b\n".encode())
    assert [(one.line, "header" in one.reason) for one in found.ragged] == [(3, True)]
    assert rows_of(found)[0] == ("1", "a")
    assert rows_of(found)[2] == ("2", "b")


@pytest.mark.parametrize("rule", ["--,----", "==,===="])
def test_a_line_of_dashes_below_the_names_is_no_record(table: Table, rule: str) -> None:
    found = table(f"id,name\n{rule}\n1,a\n2,b\n".encode())
    assert [(one.line, "rules off" in one.reason) for one in found.ragged] == [(2, True)]
    assert rows_of(found)[1:] == [("1", "a"), ("2", "b")]
    kept = table(b"id,name\n-,-\n1,a\n")
    assert kept.ragged == ()


@pytest.mark.parametrize(
    "line", ['="001",="01234",x', '"=""001""","=""01234""",x', '="001",="01234",=1+1']
)
def test_cells_written_as_text_for_a_spreadsheet_hold_that_text(table: Table, line: str) -> None:
    found = table(f"id,zip,note\n{line}\n".encode())
    assert rows_of(found) == [("001", "01234", line.rpartition(",")[2])]
    assert any("2 cells" in note for note in found.reading["notes"])
