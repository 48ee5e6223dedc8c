"""Workbooks of other formats than .xlsx: the same tables, notes and refusals."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from core.capture.read import SourceTable, Unreadable
from tests.unit.capture.read.books import ERROR, WRITERS, Sheet, ods, xls, xlsb
from tests.unit.capture.read.conftest import lines_of, rows_of

Received = Callable[..., list[SourceTable | Unreadable]]
Refusal = Callable[..., Unreadable]
Only = Callable[..., SourceTable]

pytestmark = pytest.mark.usefixtures("in_process")
every_format = pytest.mark.parametrize("form", WRITERS)
other_formats = pytest.mark.parametrize("form", ["xlsb", "xls", "ods"])


@every_format
def test_cells_are_the_same_text_in_every_format(table: Only, form: str) -> None:
    rows = [
        ["id", "when", "amount", "ok", "at", "seen"],
        ["007", dt.date(2026, 1, 2), 12.0, True, dt.time(9, 30), dt.datetime(2026, 1, 2, 3, 4, 5)],
        ["x,y", dt.date(1999, 12, 31), 0.5, False, None, None],
        ["Größe €", None, 12345678901, None, None, None],
    ]
    found = table(WRITERS[form]({"Data": Sheet(rows)}), f"b.{form}")
    assert (found.member_name, found.header_line) == ("Data", 1)
    assert rows_of(found) == [
        ("007", "2026-01-02", "12", "true", "09:30:00", "2026-01-02 03:04:05"),
        ("x,y", "1999-12-31", "0.5", "false", "", ""),
        ("Größe €", "", "12345678901", "", "", ""),
    ]


@every_format
def test_titles_and_several_sheets_are_told_apart_in_every_format(
    received: Received, form: str
) -> None:
    people = Sheet([["Contacts"], [], ["id", "email", "n"], ["C1", "x@acme.com", 1], ["C2", "", 2]])
    owners = Sheet([["owner", "accounts"], ["Ada", 3], ["Bob", 4]])
    hidden = Sheet([["old", "n"], ["x", 1]], is_hidden=True)
    data = WRITERS[form]({"People": people, "Owners": owners, "Old": hidden})
    first, second = received(data, f"b.{form}")
    assert isinstance(first, SourceTable)
    assert isinstance(second, SourceTable)
    assert (first.member_name, second.member_name) == ("People", "Owners")
    assert (first.header, lines_of(first)) == (("id", "email", "n"), [4, 5])
    assert first.reading["preamble"] == ["Contacts"]
    assert rows_of(second) == [("Ada", "3"), ("Bob", "4")]
    assert "Hidden sheets are not read: Old." in first.reading["notes"]


@every_format
def test_merged_cells_group_names_and_repeat_text_in_every_format(table: Only, form: str) -> None:
    rows = [
        ["Account", None, "Contact", None],
        ["id", "name", "id", "email"],
        ["A1", "Acme", "C1", "x@acme.com"],
        [None, None, "C2", "y@acme.com"],
    ]
    merged = ((0, 0, 0, 1), (0, 0, 2, 3), (2, 3, 1, 1))
    found = table(WRITERS[form]({"Data": Sheet(rows, merged)}), f"b.{form}")
    assert found.header == ("Account / id", "Account / name", "Contact / id", "Contact / email")
    assert [row[1] for row in rows_of(found)] == ["Acme", "Acme"]


@every_format
def test_cells_with_an_error_are_empty_and_counted_in_every_format(table: Only, form: str) -> None:
    rows = [["id", "name", "n"], [1, ERROR, 2], [2, "b", ERROR], [3, "c", 4]]
    found = table(WRITERS[form]({"Data": Sheet(rows)}), f"b.{form}")
    assert rows_of(found) == [("1", "", "2"), ("2", "b", ""), ("3", "c", "4")]
    assert "2 cells of the workbook with an error" in " ".join(found.reading["notes"])


@other_formats
def test_the_header_can_be_told_in_every_format(table: Only, form: str) -> None:
    rows = [["Account", None, "Owner"], ["id", "name", "mail"], ["1", "a", "x"], ["2", "b", "y"]]
    found = table(WRITERS[form]({"Data": Sheet(rows)}), f"b.{form}", header_line=2, header_rows=1)
    assert (found.header, found.records) == (("id", "name", "mail"), 2)


@other_formats
def test_the_form_is_known_by_the_bytes_whatever_the_name(table: Only, form: str) -> None:
    data = WRITERS[form]({"Data": Sheet([["id", "name"], ["1", "a"], ["2", "b"]])})
    assert table(data, "export.csv").header == ("id", "name")


@other_formats
def test_an_old_workbook_inside_an_archive_is_read(table: Only, form: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"in.{form}", WRITERS[form]({"Data": Sheet([["id", "n"], ["1", 2]])}))
    assert table(out.getvalue(), "b.zip").member_name == f"in.{form}/Data"


def _locked_xls() -> bytes:
    """A second record that says that what follows is encrypted."""
    data = bytearray(xls({"A": Sheet([["a", "b"], [1, 2]])}))
    second = 512 + 4 + struct.unpack_from("<H", data, 514)[0]
    data[second : second + 2] = struct.pack("<H", 0x002F)
    return bytes(data)


def _container(stream: str) -> bytes:
    """A file of the old container whose only stream has another name."""
    data = bytearray(xls({"A": Sheet([["a", "b"], [1, 2]])}))
    at, name = data.find("Workbook".encode("utf-16-le")), stream.encode("utf-16-le")
    data[at : at + 66] = name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2)
    return bytes(data)


def _locked_ods() -> bytes:
    data = io.BytesIO(ods({"A": Sheet([["a", "b"], [1, 2]])}))
    out = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "META-INF/manifest.xml":
                content = content.replace(b"</", b"<manifest:encryption-data/></", 1)
            new.writestr(info.filename, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_locked_xls, id="xls"),
        pytest.param(lambda: _container("EncryptedPackage"), id="encrypted package"),
        pytest.param(_locked_ods, id="ods"),
    ],
)
def test_a_workbook_behind_a_password_is_refused_with_the_way_out(
    refusal: Refusal, data: Callable[[], bytes]
) -> None:
    found = refusal(data(), "b.xls")
    assert "protected by a password" in found.reason
    assert "take the password off" in found.remedy


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_container("WordDocument"), "a Word document"),
        (_container("__properties_version1.0"), "an Outlook message"),
        (_container("Contents"), "holds no workbook"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00" + b"\0" * 400, "Excel 2, 3 or 4"),
    ],
)
def test_what_only_looks_like_an_old_workbook_is_refused_by_name(
    refusal: Refusal, data: bytes, kind: str
) -> None:
    found = refusal(data, "b.xls")
    assert kind in found.reason
    assert found.remedy


def test_documents_that_are_no_workbook_are_refused_by_name(refusal: Refusal) -> None:
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<a/>")
    assert "a Word document" in refusal(word.getvalue(), "b.docx").reason
    text = io.BytesIO()
    with zipfile.ZipFile(text, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    assert "no spreadsheet" in refusal(text.getvalue(), "b.odt").reason


def test_a_workbook_whose_members_stand_in_another_order_is_read(table: Only) -> None:
    data = xlsb({"A": Sheet([["id", "n"], ["a", 1], ["b", 2]])})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        new.writestr("custom.xml", "<a/>")
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert table(out.getvalue(), "b.xlsb").records == 2


@other_formats
@pytest.mark.parametrize("part", [2, 3, 8])
def test_a_workbook_cut_off_is_refused(received: Received, form: str, part: int) -> None:
    rows = [["id", "name"], *([str(n), f"Acme {n}"] for n in range(50))]
    data = WRITERS[form]({"A": Sheet(rows)})
    (found,) = received(data[: len(data) * (part - 1) // part], f"b.{form}")
    assert isinstance(found, Unreadable)
    assert "damaged" in found.reason


def test_errors_an_old_program_stored_as_nought_are_told(table: Only) -> None:
    data = ods({"A": Sheet([["id", "n"], ["a", ERROR], ["b", 2]])})
    old, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info).replace(
                b'office:value-type="string" office:string-value=""',
                b'office:value-type="float" office:value="0"',
            )
            new.writestr(info, content)
    found = table(out.getvalue(), "b.ods")
    assert rows_of(found)[0] == ("a", "0")
    assert "an error that the file stores as 0" in " ".join(found.reading["notes"])


def test_merged_cells_beyond_the_sheet_cost_nothing(table: Only) -> None:
    far = (0, 1_048_575, 0, 16_383)
    found = table(xlsb({"A": Sheet([["id", "n"], ["a", 1], ["b", 2]], (far,))}), "b.xlsb")
    assert found.records == 2
