"""Archives: every member is a table or a refusal with its name."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from core.capture.read import SourceTable, Unreadable, limits
from tests.unit.capture.read.conftest import rows_of

Received = Callable[..., list[SourceTable | Unreadable]]

pytestmark = pytest.mark.usefixtures("in_process")


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Contacts"
    for row in (["id", "name"], ["C1", "Ada"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_member_of_a_zip_is_told_apart(received: Received, files_dir: Path) -> None:
    found = received(
        zipped(
            {
                "WE_00D/Account.csv": b"Id,Name\n001,Acme\n",
                "WE_00D/deep/Contact.tsv": "Id\tName\n003\tZoë\n".encode("utf-16"),
                "book.xlsx": workbook(),
                "page.csv": b"<html><title>Sign in</title></html>",
                "more.zip": zipped({"x.csv": b"a,b\n1,2\n"}),
                "readme.pdf": b"%PDF",
                "__MACOSX/._Account.csv": b"\0\5\x16",
                "WE_00D/.DS_Store": b"junk",
            }
        ),
        "export.zip",
    )
    tables = {one.member_name: one for one in found if isinstance(one, SourceTable)}
    assert set(tables) == {"WE_00D/Account.csv", "WE_00D/deep/Contact.tsv", "book.xlsx/Contacts"}
    assert rows_of(tables["WE_00D/Account.csv"]) == [("001", "Acme")]
    assert rows_of(tables["WE_00D/deep/Contact.tsv"]) == [("003", "Zoë")]
    assert rows_of(tables["book.xlsx/Contacts"]) == [("C1", "Ada")]
    refused = {one.member_name: one.reason for one in found if isinstance(one, Unreadable)}
    assert set(refused) == {"page.csv", "more.zip", "readme.pdf"}
    assert "archive inside an archive" in refused["more.zip"]
    sha = next(iter(tables.values())).file_sha256
    assert all(path.name.startswith(sha) for path in files_dir.iterdir())


def test_members_that_only_look_like_csv_archives_are_not_opened(received: Received) -> None:
    (found,) = received(zipped({"a.csv": zipped({"b.csv": b"x,y\n1,2\n"})}), "e.zip")
    assert isinstance(found, Unreadable)
    assert "archive inside an archive" in found.reason


def test_a_member_may_not_leave_the_folder(received: Received, files_dir: Path) -> None:
    (found,) = received(zipped({"../../../evil.csv": b"a,b\n1,2\n"}), "e.zip")
    assert isinstance(found, SourceTable)
    assert found.csv_path.parent == files_dir


def test_pages_and_pictures_are_refused_together(received: Received) -> None:
    members = {f"page{n}.md": b"# x" for n in range(30)}
    found = received(zipped({"db.csv": b"Name,Tags\na,b\n", **members}), "notion.zip")
    assert len(found) == 2
    assert isinstance(found[1], Unreadable)
    assert "30 files in the archive are no tables (30 .md)" in found[1].reason


def test_a_protected_member_is_refused(received: Received) -> None:
    data = bytearray(zipped({"a.csv": b"a,b\n1,2\n"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    (found,) = received(bytes(data), "e.zip")
    assert isinstance(found, Unreadable)
    assert "password" in found.reason


def test_a_damaged_archive_is_refused(received: Received) -> None:
    data = zipped({"a.csv": b"a,b\n" + b"1,2\n" * 1000})
    for broken in (data[:-30], data[:45] + b"\xff\xff\xff" + data[48:]):
        (found,) = received(broken, "e.zip")
        assert isinstance(found, Unreadable)
        assert "damaged" in found.reason


def test_an_archive_without_tables_says_so(received: Received) -> None:
    for members in ({}, {"__MACOSX/._a.csv": b"x"}):
        (found,) = received(zipped(members), "e.zip")
        assert isinstance(found, Unreadable)


def test_too_many_members_are_refused(received: Received, monkeypatch: pytest.MonkeyPatch) -> None:
    members = {f"{n}.csv": b"" for n in range(limits.ARCHIVE_MEMBERS + 1)}
    (found,) = received(zipped(members), "e.zip")
    assert isinstance(found, Unreadable)
    assert "2,001 files" in found.reason


def test_a_gzipped_csv_is_one_table(received: Received) -> None:
    (found,) = received(gzip.compress(b"id,name\n1,a\n"), "export.csv.gz")
    assert isinstance(found, SourceTable)
    assert (found.member_name, rows_of(found)) == ("", [("1", "a")])


def test_a_gzip_cut_short_is_refused(received: Received) -> None:
    (found,) = received(gzip.compress(b"id,name\n" + b"1,a\n" * 99)[:-12], "export.csv.gz")
    assert isinstance(found, Unreadable)
    assert "damaged" in found.reason
