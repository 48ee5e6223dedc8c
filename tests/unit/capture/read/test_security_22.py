"""Never silently wrong: each kind of damaged or hostile file is read right or refused by name."""

from __future__ import annotations

import gzip
import io
import random
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from core.capture.read import SourceTable, Unreadable, limits, read
from tests.unit.capture.read.books import Sheet, xls
from tests.unit.capture.read.conftest import lines_of, rows_of

Table = Callable[..., SourceTable]
Refusal = Callable[..., Unreadable]
Received = Callable[..., list[SourceTable | Unreadable]]

ROWS = b"".join(b"A%d,Acme %d,%d\n" % (n, n, n * 10) for n in range(1, 21))
HEADER = b"account_id,name,arr_amount\n"


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html>\n<html><head><title>Login | Salesforce</title></head></html>",
        b"\xef\xbb\xbf  <HTML><title>Login | Salesforce</title>a,b\n1,2\n",
        b"<!-- saved -->\n<html lang='en'><title>Login | Salesforce</title>",
    ],
)
def test_security_22_an_html_page_is_refused_by_its_title(refusal: Refusal, page: bytes) -> None:
    found = refusal(page)
    assert "web page" in found.reason
    assert "Login | Salesforce" in found.reason
    assert "Sign in" in found.remedy


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n\r\n", b"   \n", b"\0\0\0\0"])
def test_security_22_an_empty_file_is_refused(refusal: Refusal, data: bytes) -> None:
    assert "empty" in refusal(data).reason or "NUL" in refusal(data).reason


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b'{"records": [{"a": 1}]}', "JSON"),
        (b'[{"a": 1},\n{"a": 2}]', "JSON"),
        (b'<?xml version="1.0"?><rows/>', "XML"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel format"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"a,b\n" + b"\0\1\2\3,x\n" * 500, "binary"),
    ],
)
def test_security_22_what_is_no_table_is_refused_by_name(
    refusal: Refusal, data: bytes, kind: str
) -> None:
    found = refusal(data)
    assert kind in found.reason
    assert found.remedy


def test_security_22_ragged_rows_are_marked_and_never_realigned(table: Table) -> None:
    found = table(HEADER + ROWS + b"A21,Acme, Inc.,5\nA22,short\nA23,fine,7\n")
    assert found.header == ("account_id", "name", "arr_amount")
    assert found.records == 23
    assert [(one.record_no, one.line, one.cell_count) for one in found.ragged] == [
        (20, 22, 4),
        (21, 23, 2),
    ]
    assert found.ragged[0].text == "A21,Acme, Inc.,5"
    rows = rows_of(found)
    assert len(rows) == 23
    assert rows[22] == ("A23", "fine", "7")
    assert lines_of(found)[22] == 24


def test_security_22_a_ragged_file_is_not_read_as_one_column(received: Received) -> None:
    data = b"id,name,city\n" + b"1,Acme, Inc.,Paris\n2,Beta\n" * 10
    (found,) = received(data)
    assert isinstance(found, Unreadable)
    assert "20 of 20 records do not fit the header of 3 columns" in found.reason


def test_security_22_rows_of_another_width_than_the_header_do_not_become_the_header(
    received: Received,
) -> None:
    (found,) = received(b"id,name\n" + b"1,x,y\n" * 20)
    assert isinstance(found, Unreadable)
    assert "header of 2 columns" in found.reason


def test_security_22_a_quote_never_closed_costs_one_record(table: Table) -> None:
    found = table(HEADER + b'A0,"Acme,0\n' + ROWS)
    assert found.records == 21
    assert [(one.record_no, one.line) for one in found.ragged] == [(0, 2)]
    assert "never closed" in found.ragged[0].reason
    assert rows_of(found)[1:] == [tuple(line.split(",")) for line in ROWS.decode().splitlines()]


def test_security_22_text_after_a_closing_quote_is_refused_not_joined(table: Table) -> None:
    found = table(HEADER + b'A0,"Acme "the" firm",0\n' + ROWS)
    assert [one.line for one in found.ragged] == [2]


def test_security_22_doubled_column_names_are_kept_and_reported(table: Table) -> None:
    found = table(b"Issue key,Comment,Comment,Watchers,Comment\nA-1,x,y,z,w\n")
    assert found.header == ("Issue key", "Comment", "Comment", "Watchers", "Comment")
    assert found.reading["repeated_columns"] == ["Comment"]
    assert any("more than once" in note for note in found.reading["notes"])


def test_security_22_a_header_line_among_the_records_is_refused_as_a_record(table: Table) -> None:
    found = table(HEADER + ROWS + HEADER + ROWS)
    assert found.records == 41
    assert [(one.record_no, one.line) for one in found.ragged] == [(20, 22)]
    assert "header" in found.ragged[0].reason


def test_security_22_cp1252_is_read_when_only_it_gives_words(table: Table) -> None:
    names = ["Zoë Müller", "José", "café", "O\u2019Brien", "\u201cquoted\u201d \u2013 so"]
    data = "id,name\n" + "".join(f"{n},{name}\n" for n, name in enumerate(names))
    found = table(data.encode("cp1252"))
    assert found.encoding == "cp1252"
    assert found.reading["encoding_is_certain"]
    assert [row[1] for row in rows_of(found)] == names
    assert found.csv_path.name.startswith(found.file_sha256)


def test_security_22_letters_that_differ_between_code_pages_are_asked_about(table: Table) -> None:
    data = "id,name\n1,Crème\n2,très\n".encode("cp1252")
    found = table(data)
    assert not found.reading["encoding_is_certain"]
    assert {"cp1252", "cp1250"} <= set(found.reading["encoding_candidates"])
    assert {"cp1252": "Crème", "cp1250": "Crčme"}.items() <= (
        found.reading["encoding_examples"][0].items()
    )
    told = table(data, encoding="windows-1252")
    assert told.reading["encoding_is_certain"]
    assert [row[1] for row in rows_of(told)] == ["Crème", "très"]
    assert [row[1] for row in rows_of(table(data, encoding="cp1250"))] == ["Crčme", "trčs"]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-16-le", True),
        ("utf-16-be", True),
        ("utf-16-le", False),
        ("utf-16-be", False),
        ("utf-32-le", True),
    ],
)
def test_security_22_utf_16_is_read_with_and_without_a_mark(
    received: Received, encoding: str, mark: bool
) -> None:
    text = "id,name\r\n1,Žluťoučký\r\n2,plain text\r\n3,東京\r\n"
    (found,) = received((("\ufeff" if mark else "") + text).encode(encoding))
    assert isinstance(found, SourceTable)
    assert found.encoding == encoding
    assert rows_of(found) == [("1", "Žluťoučký"), ("2", "plain text"), ("3", "東京")]


def test_security_22_a_record_with_a_nul_is_refused_and_the_rest_read(table: Table) -> None:
    found = table(HEADER + ROWS + b"A21,Ac\0me,5\nA22,x,6\n")
    assert [(one.record_no, one.line) for one in found.ragged] == [(20, 22)]
    assert "NUL" in found.ragged[0].reason
    assert rows_of(found)[21] == ("A22", "x", "6")


def test_security_22_damaged_utf_8_refuses_the_damaged_record(table: Table) -> None:
    good = "".join(f"A{n},Müller{n},1\n" for n in range(20)).encode()
    found = table(HEADER + good + b"A20,M\xfcller,1\n" + good)
    assert found.encoding == "utf-8"
    assert [one.line for one in found.ragged] == [22]


@pytest.mark.parametrize(
    "data",
    [
        b"id,name\r\n1,a\n2,b\r3,c\r\n",
        b"id,name\n1,a\r\n2,b\n3,c\n",
        b"id,name\r1,a\r2,b\r3,c\r",
    ],
)
def test_security_22_mixed_line_ends_keep_records_and_lines(table: Table, data: bytes) -> None:
    found = table(data)
    assert rows_of(found) == [("1", "a"), ("2", "b"), ("3", "c")]
    assert lines_of(found) == [2, 3, 4]


FOOTER = (
    b'"Grand Totals (20 records)"\n\n\n"Sponsors by owner"\n'
    b'"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
    b'"Confidential Information - Do Not Distribute"\n'
    b'"Generated By:  Ada Lovelace  11/20/2026 3:04 PM"\n"Acme Corporation"\n'
)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("before", [b"", b"\n\n\n"])
def test_security_22_a_report_footer_is_no_record(table: Table, end: bytes, before: bytes) -> None:
    data = (HEADER + ROWS + before + FOOTER).replace(b"\n", end)
    found = table(data)
    assert found.records == 20
    assert found.ragged == ()
    assert len(rows_of(found)) == 20
    assert found.footer_lines >= 5
    assert found.reading["promised_records"] == 20
    assert any("Confidential" in line for line in found.reading["footer"])


def test_security_22_a_footer_that_promises_more_records_is_reported(table: Table) -> None:
    found = table(HEADER + b"".join(ROWS.splitlines(keepends=True)[:18]) + FOOTER)
    assert any("footer says 20 records; 18 were read" in note for note in found.reading["notes"])


def test_security_22_a_header_without_records_is_a_table_of_none(table: Table) -> None:
    found = table(HEADER)
    assert (found.records, found.sample, found.ragged) == (0, (), ())


def _zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_security_22_a_zip_bomb_is_refused(refusal: Refusal, files_dir: Path) -> None:
    found = refusal(_zipped({"a.csv": b"\n" * (200 * limits.MIB)}), "bomb.zip")
    assert "unpacks to more" in found.reason
    assert sum(path.stat().st_size for path in files_dir.iterdir()) < limits.MIB


def test_security_22_a_gzip_bomb_is_refused(refusal: Refusal) -> None:
    assert "unpacks to more" in refusal(gzip.compress(b"a" * (200 * limits.MIB), 1), "b.gz").reason


def test_security_22_a_wide_bomb_is_refused(refusal: Refusal) -> None:
    names = b",".join(b"column%d" % n for n in range(100_000))
    assert "100,000 columns" in refusal(names + b"\n" + b"," * 99_999 + b"\n").reason


@pytest.mark.parametrize("start", [b"", HEADER, HEADER + b'A1,"'])
def test_security_22_a_one_line_bomb_is_refused(refusal: Refusal, start: bytes) -> None:
    found = refusal(start + b"a" * (64 * limits.MIB))
    assert "longer than 16 MB" in found.reason


def test_security_22_a_workbook_that_spans_every_cell_is_refused(refusal: Refusal) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "id"
    sheet.cell(1_048_576, 16_384, "far away")
    out = io.BytesIO()
    book.save(out)
    found = refusal(out.getvalue(), "bomb.xlsx")
    assert "big" in found.reason or "memory" in found.reason


def test_security_22_a_workbook_bomb_is_refused(refusal: Refusal) -> None:
    data = _zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b" " * (200 * limits.MIB)})
    assert "too big" in refusal(data, "bomb.xlsx").reason


@pytest.mark.parametrize(("rows", "columns"), [(1_048_576, 16_384), (1_048_576, 60)])
def test_security_22_an_opendocument_bomb_is_refused(
    refusal: Refusal, rows: int, columns: int
) -> None:
    many = f'table:number-rows-repeated="{rows}"', f'table:number-columns-repeated="{columns}"'
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="A"><table:table-row {many[0]}>'
        f'<table:table-cell office:value-type="string" {many[1]}><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<a/>")
        archive.writestr("content.xml", content)
    found = refusal(out.getvalue(), "bomb.ods")
    assert "too big" in found.reason or "memory" in found.reason


def test_security_22_a_damaged_old_workbook_ends_no_more_than_its_child(received: Received) -> None:
    data = bytearray(xls({"A": Sheet([["id", "n"], ["a", 1], ["b", 2]])}))
    dice = random.Random(7)
    for _ in range(5):
        broken = bytearray(data)
        for _ in range(6):
            broken[dice.randrange(2000)] = dice.randrange(256)
        assert received(bytes(broken), "b.xls")


def test_security_22_memory_is_limited(refusal: Refusal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ADDRESS_SPACE_BYTES", 250 * limits.MIB)
    start = "a,b\n1,2\n3,".encode("utf-16")
    assert "memory" in refusal(start + b"x\0" * (60 * limits.MIB)).reason


def test_security_22_processor_time_is_limited_and_the_parent_stays_awake(
    tmp_path: Path, files_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CPU_SECONDS", 1)
    bomb = tmp_path / "slow.csv"
    # Each open quote makes the reader look 10,000 lines ahead, growing what it looks at.
    bomb.write_bytes(b"a,b\n" + (b'x,"y\n' + b'"""",""""\n' * 9_000) * 40)
    answers: list[SourceTable | Unreadable] = []
    worker = threading.Thread(target=lambda: answers.extend(read(bomb, files_dir)))
    longest, last = 0.0, time.monotonic()
    worker.start()
    while worker.is_alive():
        time.sleep(0.01)
        now = time.monotonic()
        longest, last = max(longest, now - last), now
    assert longest < 1
    assert isinstance(answers[0], Unreadable)
    assert "processor time" in answers[0].reason
