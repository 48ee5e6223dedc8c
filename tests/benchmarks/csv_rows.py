"""The records of a table that was read, as the import's staging step sees them."""

from __future__ import annotations

import sys
from array import array
from functools import cache
from typing import Any

import duckdb

from core.capture.read import SourceTable

READ = """
SELECT * FROM read_csv($path, columns=$columns, skip=$skip, delim=$delim, quote=$quote,
    escape=$escape, new_line=$newline, auto_detect=false, header=false, max_line_size=20000000)
"""


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def reading_sql() -> str:
    """The statement that reads a table in its dialect, with the parameters of :func:`options_of`."""
    return READ


def options_of(table: SourceTable) -> dict[str, Any]:
    """The parameters of :data:`READ` for a table."""
    return {
        "path": str(table.csv_path),
        "columns": {f"c{n}": "VARCHAR" for n in range(len(table.header))},
        "skip": table.skip_lines,
        "delim": table.delimiter,
        "quote": table.quote,
        "escape": table.escape,
        "newline": table.csv_newline,
    }


def rows_of(table: SourceTable) -> list[tuple[str, ...]]:
    """Every record, read by DuckDB in the dialect that the reading states; NULL as empty text."""
    found = _connection().execute(READ, options_of(table)).fetchall()
    return [tuple(cell or "" for cell in row) for row in found]


def lines_of(table: SourceTable) -> list[int]:
    """The original line of each record."""
    if table.line_map is None:
        return list(range(table.first_line, table.first_line + table.records))
    numbers = array("Q")
    numbers.frombytes(table.line_map.read_bytes())
    if sys.byteorder == "big":
        numbers.byteswap()
    return list(numbers)
