"""A file's records as read: a temporary table of text columns ``c0`` to ``cn``, shown as ``staged``.

The row number of the table is the number of the record; from it follows the line in the file.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from core.capture.read import SourceTable
from core.capture.statement import statement
from core.errors import Corrupt
from core.store import Transaction


@dataclass(frozen=True)
class Staged:
    """The staged table: ``line`` is the SQL of a record's line in the file."""

    source: SourceTable
    line: str


def read_cells(work: Transaction, source: SourceTable, number: int) -> None:
    """Read the file into a table of its own, all text; ``number`` is the file's in its import."""
    columns = {f"c{index}": "VARCHAR" for index in range(len(source.header))}
    if source.records == 0:
        names = ", ".join(f"{name} VARCHAR" for name in columns)
        work.execute(f"CREATE TEMP TABLE {_cells(number)} ({names})")
        return
    lines = ""
    if source.line_map:
        import pyarrow as pa  # noqa: PLC0415  (deferred: slow to load, seldom needed)

        numbers = array("Q", source.line_map.read_bytes())
        work.register("staged_lines", pa.table({"line": pa.array(numbers, pa.int64())}))
        lines = "POSITIONAL JOIN staged_lines"
    sql = statement("stage", cells=_cells(number), lines=lines)
    work.execute(sql, {**dialect(source), "columns": columns})


def stage(work: Transaction, source: SourceTable, number: int) -> Staged:
    """Let ``staged`` be the file that was read with this number."""
    work.execute("DROP TABLE IF EXISTS temp.staged_ragged")
    _number_records(work, source, _cells(number))
    work.execute("CREATE TEMP TABLE staged_ragged (record BIGINT, value VARCHAR, reason VARCHAR)")
    if source.ragged:
        import pyarrow as pa  # noqa: PLC0415  (deferred: slow to load, seldom needed)

        rows = [
            {"record": entry.record_no, "value": entry.text, "reason": entry.reason}
            for entry in source.ragged
        ]
        work.register("ragged_rows", pa.Table.from_pylist(rows))
        work.execute("INSERT INTO staged_ragged BY NAME SELECT * FROM ragged_rows")
    return Staged(source, "line" if source.line_map else f"(record + {int(source.first_line)})")


def drop_cells(work: Transaction, number: int) -> None:
    """Let go of the file with this number: a transaction holds no more of an import than it needs."""
    work.execute("DROP VIEW IF EXISTS temp.staged")
    work.execute(f"DROP TABLE IF EXISTS temp.{_cells(number)}")


def _cells(number: int) -> str:
    return f"staged_cell_{int(number)}"


def _number_records(work: Transaction, source: SourceTable, cells: str) -> None:
    """``staged``: the cells with ``record``, which counts from 0 whatever the engine counts from."""
    row = work.one(
        f"SELECT count(*) AS n, min(rowid) AS lowest, max(rowid) AS highest FROM {cells}"  # noqa: S608
    )
    first, staged = (int(row["lowest"] or 0), int(row["n"])) if row else (0, 0)
    if staged != source.records or (staged and row and row["highest"] - first + 1 != staged):
        raise Corrupt(
            f"{source.file_name}: {source.records} records were counted and {staged} read.",
            "Save the file again from its source as plain CSV and import that.",
        )
    work.execute(
        f"CREATE TEMP VIEW staged AS SELECT rowid - {first} AS record, * FROM {cells}"  # noqa: S608
    )


def dialect(source: SourceTable) -> dict[str, object]:
    """The parameters of ``read_csv`` for this file."""
    return {
        "path": str(source.csv_path),
        "delimiter": source.delimiter,
        "quote": source.quote,
        "escape": source.escape,
        "newline": source.csv_newline,
        "skip": source.skip_lines,
        "longest": max(source.longest_record_bytes + 1024, 2_097_152),
    }
