"""A well-formed UTF-8 CSV is not rewritten: what DuckDB reads is the file as received."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.capture.read import SourceTable, scan
from tests.unit.capture.read.conftest import lines_of, rows_of

Table = Callable[..., SourceTable]

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("delimiter", [b",", b";", b"\t", b"|"])
def test_a_well_formed_file_is_kept_and_read_as_it_is(
    table: Table, files_dir: Path, mark: bytes, end: bytes, delimiter: bytes
) -> None:
    lines = [b"id,name,city", "1,Zoë,Paris".encode(), b'2,"O""Neil",Rome', b'3,"x\ny",""']
    data = mark + end.join(line.replace(b",", delimiter) for line in lines) + end
    found = table(data)
    assert found.csv_path == files_dir / found.file_sha256
    assert found.csv_path.read_bytes() == data
    assert found.reading["rewritten_because"] is None
    assert rows_of(found) == [
        ("1", "Zoë", "Paris"),
        ("2", 'O"Neil', "Rome"),
        ("3", "x\ny", ""),
    ]
    assert [path.name for path in files_dir.iterdir() if not path.suffix] == [found.file_sha256]


def test_records_of_one_line_each_need_no_line_map(table: Table) -> None:
    found = table(b"id,name\n1,a\n2,b\n")
    assert found.line_map is None
    assert lines_of(found) == [2, 3]


def test_line_ends_inside_cells_are_counted(table: Table) -> None:
    found = table(b'id,note\n1,"a\nb\nc"\n2,x\n3,"\n"\n4,y')
    assert lines_of(found) == [2, 5, 6, 8]
    assert found.first_line == 2


def test_blank_lines_between_records_are_no_records(table: Table) -> None:
    found = table(b"id,note\r\n\r\n1,a\r\n\r\n\r\n2,b\r\n\r\n")
    assert found.records == 2
    assert found.reading["blank_lines"] == 3 + 1
    assert lines_of(found) == [3, 6]
    assert rows_of(found) == [("1", "a"), ("2", "b")]


def test_title_lines_above_the_header_are_skipped(table: Table) -> None:
    found = table(b"Accounts by owner\nAs of 2026-01-01\nid,name,city\n1,a,x\n2,b,y\n")
    assert (found.header_line, found.first_line, found.skip_lines) == (3, 4, 3)
    assert found.reading["preamble"] == ["Accounts by owner", "As of 2026-01-01"]
    assert rows_of(found) == [("1", "a", "x"), ("2", "b", "y")]


def test_the_same_bytes_are_kept_once(table: Table, files_dir: Path) -> None:
    first = table(b"id,name\n1,a\n", "one.csv")
    second = table(b"id,name\n1,a\n", "two.csv")
    assert first.csv_path == second.csv_path
    assert (first.file_name, second.file_name) == ("one.csv", "two.csv")
    assert len(list(files_dir.iterdir())) == 1


def test_nothing_is_left_behind_by_a_refused_file(
    received: Callable[..., object], files_dir: Path
) -> None:
    received(b"%PDF-1.4")
    assert [len(path.name) for path in files_dir.iterdir()] == [64]


def test_a_sample_of_the_records_comes_along(table: Table) -> None:
    found = table(b"id,note\n" + b"".join(b"%d,%s\n" % (n, b"x" * 3000) for n in range(500)))
    assert len(found.sample) <= 200
    assert found.sample[1][0] == "1"
    assert len(found.sample[0][1]) == 1000


@pytest.mark.parametrize("size", [7, 64, 1000])
def test_records_across_chunks_are_seen_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(scan, "CHUNK", size)
    rows = [f'{n},"cell ""{n}""\r\nmore",z\r\n' for n in range(200)]
    path = tmp_path / "chunked.csv"
    path.write_bytes("".join(rows).encode())
    found = scan.scan(
        path, start=0, end=path.stat().st_size, first_line=1, width=3, delimiter=ord(",")
    )
    assert found.records == 200
    assert found.lines is not None
    assert list(found.lines) == list(range(1, 401, 2))
    assert found.line_ends == {"crlf"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'1,"a" b,2\n', "text follows"),
        (b'1,a"b"c,2\n', "inside a cell"),
        (b'1,"a,2\n', "never closed"),
        (b"1,2\n", "more or fewer"),
        (b"1,2,3\r\n4,5,6\n", "mixed"),
    ],
)
def test_what_is_not_plain_is_said(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(data)
    with pytest.raises(scan.NotPlain, match=why):
        scan.scan(path, start=0, end=len(data), first_line=1, width=3, delimiter=ord(","))
