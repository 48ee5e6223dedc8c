"""Numbered migrations: ``migrations/NNNN_name.sql``, each applied once, in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from core.errors import Corrupt

MIGRATIONS = Path(__file__).parent / "migrations"


def apply_all(
    cursor: duckdb.DuckDBPyConnection,
    folder: Path = MIGRATIONS,
    *,
    adapt: Callable[[str], str] = str,
) -> list[int]:
    """Apply what is missing, one transaction each; returns the numbers applied.

    A database made by a newer version is refused: its tables may mean something else. ``adapt``
    rewrites a migration's text for a place that lacks something, e.g. keys on a lakehouse.
    """
    cursor.execute(
        "CREATE TABLE IF NOT EXISTS main.schema_migration "
        "(number INTEGER NOT NULL, name VARCHAR NOT NULL)"
    )
    done = {row[0] for row in cursor.execute("SELECT number FROM schema_migration").fetchall()}
    files = {int(path.name[:4]): path for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))}
    if unknown := done - set(files):
        raise Corrupt(
            f"The database has migration {max(unknown)}, which this version does not know.",
            "Upgrade Rapport, or restore a backup made by this version.",
        )
    missing = sorted(set(files) - done)
    for number in missing:
        cursor.execute("BEGIN TRANSACTION")
        cursor.execute(adapt(files[number].read_text()))
        cursor.execute("INSERT INTO schema_migration VALUES (?, ?)", [number, files[number].stem])
        cursor.execute("COMMIT")
    return missing
