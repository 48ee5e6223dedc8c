"""A database of one job's own, in memory, hardened like the file: for work on copies of rows.

Nothing in it outlives the block, and nothing outside it can be reached from it. What does not fit in
memory spills to a folder beside the database, which goes with it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from core.store.connect import LOCKED_DOWN, lock_down
from core.store.reader import Params, Row

if TYPE_CHECKING:
    import pyarrow as pa


class Workspace:
    """One connection. ``connection`` is for libraries that take DuckDB's own; use the calls otherwise."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def execute(self, sql: str, params: Params | None = None) -> None:
        """Run a statement for its effect."""
        self.connection.execute(sql, params)

    def put(self, name: str, tables: Iterable[pa.Table]) -> int:
        """Copy Arrow tables of one shape into a new table called ``name``; returns how many rows it has."""
        self.connection.execute(f'DROP TABLE IF EXISTS "{name}"')
        rows = 0
        for table in tables:
            self.connection.register("incoming_rows", table)
            how = f'INSERT INTO "{name}"' if rows else f'CREATE OR REPLACE TABLE "{name}" AS'
            self.connection.execute(f"{how} FROM incoming_rows")
            self.connection.unregister("incoming_rows")
            rows += table.num_rows
        return rows

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """All rows as dictionaries by column name."""
        found = self.connection.execute(sql, params)
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def value(self, sql: str, params: Params | None = None) -> object:
        """The first column of the first row, or ``None`` without rows."""
        row = self.connection.execute(sql, params).fetchone()
        return row[0] if row else None

    def arrow(self, sql: str, params: Params | None = None) -> pa.Table:
        """The result as an Arrow table."""
        return self.connection.execute(sql, params).to_arrow_table()

    def parts(self, sql: str, rows: int) -> Iterator[pa.Table]:
        """The result as Arrow tables of about ``rows`` rows: for what is too much to hold at once."""
        import pyarrow  # noqa: PLC0415  (deferred: slow to load)

        for batch in self.connection.execute(sql).to_arrow_reader(rows):
            yield pyarrow.Table.from_batches([batch])


@contextmanager
def workspace(spill: Path, *, memory: str = "1GB", threads: int = 0) -> Iterator[Workspace]:
    """A private database; ``spill`` is a folder of its own, emptied at the end. 0 threads: one a core."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        **LOCKED_DOWN,
        "memory_limit": memory,
        "temp_directory": str(spill),
        # The order of rows is given where it matters; keeping it everywhere costs memory.
        "preserve_insertion_order": "false",
    }
    if threads:
        settings["threads"] = threads
    connection = duckdb.connect(":memory:", config=settings)
    try:
        lock_down(connection, spill)
        yield Workspace(connection)
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)
