"""Opening the database file with hardened settings."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from core.errors import DatabaseBusy


def open_root(
    path: Path, *, memory_limit: str, spill_limit: str, threads: int
) -> duckdb.DuckDBPyConnection:
    """The process's root connection: no network, no extension downloads, UTC, settings locked.

    Only the database's own folder can be read or written by SQL. A file held by another process
    is refused with that process's number.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    spill = path.parent / f"{path.name}.spill"
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit,
        "max_temp_directory_size": spill_limit,
        "temp_directory": str(spill),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
    }
    if threads:
        config["threads"] = threads
    try:
        root = duckdb.connect(str(path), config=config)
    except duckdb.IOException as error:
        raise _busy(path, error) from error
    root.execute("SET TimeZone = 'UTC'")
    root.execute(f"SET allowed_directories = ['{_quoted(path.parent)}']")
    root.execute("SET enable_external_access = false")
    root.execute("SET lock_configuration = true")
    return root


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")


def _busy(path: Path, error: duckdb.IOException) -> Exception:
    text = str(error)
    if "lock" not in text.lower():
        return error
    holder = re.search(r"PID (\d+)", text)
    who = f"process {holder.group(1)}" if holder else "another process"
    return DatabaseBusy(
        f"The database {path} is in use by {who}.",
        "Stop that process, or use its pages and API; one process at a time can hold the file.",
    )
