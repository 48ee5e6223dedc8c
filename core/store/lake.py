"""The same schema on DuckLake: a catalog (a file, or PostgreSQL) and Parquet files.

All three schemas move together, because a transaction writes to one database only and a use case
writes its rows with its audit event. Keys and unique constraints stay behind, which a lake table
lacks; every rule they hold is held by the use case too. The audit log's head file stays local.
"""

from __future__ import annotations

import fcntl
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb

from core.clock import Clock
from core.errors import Corrupt, DatabaseBusy, InvalidInput
from core.store.audit_verify import tip_of
from core.store.check import stored_tables
from core.store.connect import Limits, config, explained, lock_down, quoted
from core.store.database import Store, is_open_here
from core.store.extensions import load_extension
from core.store.place import Place

NAME = "rapport"
DEFAULTS = Limits()
_POSTGRES = "postgres:"
_VIEWS = re.compile(r"CREATE (?:OR REPLACE )?VIEW (\S+)")
_KEYS = re.compile(r",\s*(?:PRIMARY KEY|UNIQUE) \([^)]*\)|\s(?:PRIMARY KEY|UNIQUE)(?=[\s,])")


@dataclass(frozen=True)
class Lake:
    """Where a lake is: ``catalog`` a file's path, or ``postgres:`` and libpq's connection words.

    ``data`` is the folder of the Parquet files.
    """

    catalog: str
    data: Path

    @property
    def on_postgres(self) -> bool:
        return self.catalog.startswith(_POSTGRES)


def open_lake(
    lake: Lake,
    beside: Path,
    *,
    clock: Clock | None = None,
    limits: Limits = DEFAULTS,
    query_timeout_seconds: float | None = None,
) -> Store:
    """A store whose tables are on ``lake``.

    ``beside`` names the files kept locally, as the database file does for an embedded store: the
    audit head, imported files and backups. One process at a time, as on the embedded file.
    """
    hold = _hold(beside)
    place = Place(
        lambda read_only: _open_root(lake, beside, limits, read_only=read_only),
        prepare=f"USE {NAME}",
        adapt=without_keys,
        release=hold.close,
        is_file=False,
    )
    try:
        return Store(beside, place, clock=clock, query_timeout_seconds=query_timeout_seconds)
    except BaseException:
        # An interrupted start must not keep the hold: nobody else could open the lake.
        hold.close()
        raise


def without_keys(migration: str) -> str:
    """A migration's text without what a lake lacks: constraints, and comments on columns of views."""
    text = _KEYS.sub("", migration)
    for view in _VIEWS.findall(text):
        text = re.sub(rf"COMMENT ON COLUMN {re.escape(view)}\.\w+ IS '(?:[^']|'')*';", "", text)
    return text


def move_to_lake(database: Path, lake: Lake, *, limits: Limits = DEFAULTS) -> int:
    """Copy a closed embedded database's ``crm`` and ``ops`` to an empty lake; returns rows copied.

    ``mart`` is filled by the next refresh. The database file stays as it is and its audit head now
    speaks for the lake, whose log goes on where the file's ends.
    """
    if is_open_here(database):
        raise DatabaseBusy(f"The database {database} is open.", "Stop Rapport first.")
    with Store.open(database) as source:
        tip = tip_of(source)
        # Without the ledger of model runs: the mart is filled anew.
        tables = [
            found
            for found in stored_tables(source)
            if found[0] in ("crm", "ops") and found != ("ops", "model_run")
        ]
    scratch = database.with_name(f"{database.name}.moving")
    with open_lake(lake, scratch, limits=limits) as target:
        if target.value("SELECT count(*) FROM ops.audit_event"):
            raise InvalidInput(f"The lake {lake.data} is not empty.", "Name an empty one.")
    _lock_file(scratch).unlink()
    rows = _copy_tables(database, lake, limits, tables)
    with open_lake(lake, database, limits=limits) as target:
        if tip_of(target) != tip or target.refusal is not None:
            raise Corrupt("The lake does not end where the database ends.", "Move again.")
    return rows


def _copy_tables(database: Path, lake: Lake, limits: Limits, tables: list[tuple[str, str]]) -> int:
    root = _connect(lake, database, limits)
    try:
        root.execute(f"ATTACH '{quoted(database)}' AS source (READ_ONLY)")
        root.execute("BEGIN TRANSACTION")
        rows = 0
        for schema, table in tables:
            # Names come from the catalog, never from input.
            name = f'"{schema}"."{table}"'
            root.execute(f"DELETE FROM {NAME}.{name}")  # noqa: S608
            copied = root.execute(
                f"INSERT INTO {NAME}.{name} BY NAME FROM source.{name}"
            ).fetchone()
            rows += int(copied[0]) if copied else 0
        root.execute("COMMIT")
        return rows
    finally:
        root.close()


def _open_root(
    lake: Lake, beside: Path, limits: Limits, *, read_only: bool
) -> duckdb.DuckDBPyConnection:
    root = _connect(lake, beside, limits, read_only=read_only)
    folders = [beside.parent, lake.data]
    lock_down(root, *folders if lake.on_postgres else [*folders, Path(lake.catalog).parent])
    return root


def _connect(
    lake: Lake, beside: Path, limits: Limits, *, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    beside.parent.mkdir(parents=True, exist_ok=True)
    lake.data.mkdir(parents=True, exist_ok=True)
    root = duckdb.connect(":memory:", config=config(beside, limits))
    try:
        load_extension(root, "ducklake")
        if lake.on_postgres:
            load_extension(root, "postgres_scanner")
        catalog = lake.catalog.replace("'", "''")
        options = f"DATA_PATH '{quoted(lake.data)}'" + (", READ_ONLY" if read_only else "")
        root.execute(f"ATTACH 'ducklake:{catalog}' AS {NAME} ({options})")
    except duckdb.Error as error:
        root.close()
        raise explained(beside, error) from error
    return root


def _hold(beside: Path) -> IO[str]:
    beside.parent.mkdir(parents=True, exist_ok=True)
    file = _lock_file(beside).open("a+")
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        holder = file.read().strip()
        file.close()
        raise DatabaseBusy(
            f"The lake of {beside} is in use by process {holder}.",
            "Stop that process, or use its pages and API.",
        ) from error
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def _lock_file(beside: Path) -> Path:
    return beside.with_name(f"{beside.name}.lake-lock")
