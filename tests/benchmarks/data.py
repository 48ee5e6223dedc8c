"""Benchmark data: vendor CSVs written by DuckDB itself, the same bytes every time."""

from __future__ import annotations

from pathlib import Path

import duckdb

SQL = Path(__file__).resolve().parent / "sql"
TABLES = ("accounts", "contacts", "goals", "heartbeats", "tickets", "activities")
NAMES = {"accounts": "Account.csv", "contacts": "Contact.csv"}
ROLL = "CREATE MACRO roll(thing, salt, sides) AS (hash(thing, salt) % sides)::BIGINT"
SALESFORCE = frozenset({"accounts", "contacts"})


def write(
    folder: Path, accounts: int, *, tables: tuple[str, ...] = TABLES, changed_pct: float = 0
) -> Path:
    """Write ``tables`` for ``accounts`` accounts below ``folder`` unless they are there already.

    ``changed_pct`` of the activities carry an edited body, for the second import.
    """
    home = folder / f"{accounts}{f'-changed-{changed_pct}' if changed_pct else ''}"
    home.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(ROLL)
        connection.execute("SET VARIABLE account_count = ?::BIGINT", [accounts])
        connection.execute("SET VARIABLE changed_pct = ?::DOUBLE", [changed_pct])
        for table in tables:
            path = home / NAMES.get(table, f"{table}.csv")
            if not path.exists():
                part = path.with_suffix(".part")
                quoting = ", FORCE_QUOTE *" if table in SALESFORCE else ""
                query = (SQL / f"{table}.sql").read_text()
                connection.execute(f"COPY ({query}) TO '{part}' (FORMAT csv, HEADER{quoting})")
                part.rename(path)
    return home
