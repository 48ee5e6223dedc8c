"""Writing files to read, and reading what came out of them as DuckDB does."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from core.capture.read import SourceTable, Unreadable, child, process, read

Rows = list[tuple[str, ...]]


READ = """
SELECT * FROM read_csv($path, columns=$columns, skip=$skip, delim=$delim, quote=$quote,
    escape=$escape, new_line=$newline, auto_detect=false, header=false, max_line_size=20000000)
"""


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def duck_rows(
    path: Path, *, width: int, skip: int, delimiter: str, quote: str, escape: str, newline: str
) -> Rows:
    """Every record of a CSV as DuckDB reads it with an explicit dialect; NULL as empty text."""
    columns = {f"c{n}": "VARCHAR" for n in range(width)}
    options = {
        "path": str(path),
        "columns": columns,
        "skip": skip,
        "delim": delimiter,
        "quote": quote,
        "escape": escape,
        "newline": newline,
    }
    found = _connection().execute(READ, options).fetchall()
    return [tuple(cell or "" for cell in row) for row in found]


def rows_of(table: SourceTable) -> Rows:
    """The records of a source table as the staging step will see them."""
    return duck_rows(
        table.csv_path,
        width=len(table.header),
        skip=table.skip_lines,
        delimiter=table.delimiter,
        quote=table.quote,
        escape=table.escape,
        newline=table.csv_newline,
    )


def lines_of(table: SourceTable) -> list[int]:
    """The original line of each record."""
    if table.line_map is None:
        return list(range(table.first_line, table.first_line + table.records))
    numbers = array("Q")
    numbers.frombytes(table.line_map.read_bytes())
    if sys.byteorder == "big":
        numbers.byteswap()
    return list(numbers)


@pytest.fixture
def files_dir(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer in this process what the child would: faster, and seen by coverage."""

    def ask(items: Sequence[dict[str, Any]], _size: int, _work: Path) -> list[dict[str, Any]]:
        return [json.loads(json.dumps(child._answer(item))) for item in items]

    monkeypatch.setattr(process, "ask", ask)


@pytest.fixture
def received(tmp_path: Path, files_dir: Path) -> Callable[..., list[SourceTable | Unreadable]]:
    """Write bytes to a file and read it as an import would."""

    def write_and_read(
        data: bytes, name: str = "export.csv", **options: object
    ) -> list[SourceTable | Unreadable]:
        path = tmp_path / name
        path.write_bytes(data)
        return read(path, files_dir, **options)  # type: ignore[arg-type]

    return write_and_read


@pytest.fixture
def table(received: Callable[..., list[SourceTable | Unreadable]]) -> Callable[..., SourceTable]:
    """As ``received``, for a file that holds exactly one table."""

    def only(data: bytes, name: str = "export.csv", **options: object) -> SourceTable:
        (found,) = received(data, name, **options)
        assert isinstance(found, SourceTable), found
        return found

    return only


@pytest.fixture
def refusal(received: Callable[..., list[SourceTable | Unreadable]]) -> Callable[..., Unreadable]:
    """As ``received``, for a file that must be refused as a whole."""

    def only(data: bytes, name: str = "export.csv", **options: object) -> Unreadable:
        (found,) = received(data, name, **options)
        assert isinstance(found, Unreadable), found
        return found

    return only
