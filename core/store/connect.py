"""Opening the database file with hardened settings, and naming what keeps it from opening."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from core.errors import Corrupt, DatabaseBusy, InvalidInput
from core.store.space import disk_full, is_disk_full

RESTORE = "Restore the newest sound backup: `python -m core restore` (see docs/runbook.md)."
LOCKED_DOWN: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}
CHECKPOINT_AT = "64MB"
"""Size of the write-ahead log at which a commit packs it into the file.

At the engine's 16 MB every second refresh of a thousand accounts did so, which took as long as half of its models;
what is rewritten before it is packed is never packed. A log of 64 MB is read again in about a second.
"""


@dataclass(frozen=True)
class Limits:
    """What DuckDB may use: memory and spill as DuckDB writes sizes; 0 threads means one a core."""

    memory: str = "2GB"
    spill: str = "20GB"
    threads: int = 0


def open_root(
    path: Path, limits: Limits = Limits(), *, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """The process's root connection: no network, no extension downloads, UTC, settings locked.

    Only the database's own folder can be read or written by SQL. A file held by another process
    is refused with that process's number, a damaged one with the way to restore it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        root = duckdb.connect(str(path), read_only=read_only, config=config(path, limits))
    except duckdb.Error as error:
        raise explained(path, error) from error
    lock_down(root, path.parent)
    return root


def config(path: Path, limits: Limits) -> dict[str, str | bool | int | float | list[str]]:
    """Settings given at connection: limits, spill folder beside ``path``, no extension loading."""
    found = {
        **LOCKED_DOWN,
        "checkpoint_threshold": CHECKPOINT_AT,
        "memory_limit": limits.memory,
        "max_temp_directory_size": limits.spill,
        "temp_directory": str(path.with_name(f"{path.name}.spill")),
    }
    if limits.threads:
        found["threads"] = limits.threads
    return found


def lock_down(root: duckdb.DuckDBPyConnection, *folders: Path) -> None:
    """Leave SQL only ``folders``, set UTC for every cursor to come, and lock the settings."""
    allowed = ", ".join(f"'{quoted(folder)}'" for folder in folders)
    # A plain SET of the zone would hold for this connection only, not for its cursors.
    root.execute("SET GLOBAL TimeZone = 'UTC'")
    # Rows that a transaction has just written are estimated as none, and a small estimate makes an
    # ASOF join a loop over both sides: a minute instead of a second for a million activities.
    root.execute("SET GLOBAL asof_loop_join_threshold = 0")
    root.execute(f"SET allowed_directories = [{allowed}]")
    root.execute("SET enable_external_access = false")
    root.execute("SET lock_configuration = true")


def quoted(path: Path) -> str:
    """An absolute path as the inside of a SQL string literal."""
    return str(path.resolve()).replace("'", "''")


def explained(path: Path, error: duckdb.Error) -> Exception:
    """The error a person can act on for one that DuckDB raised about ``path``."""
    text = str(error)
    if isinstance(error, duckdb.ConnectionException) and "different configuration" in text:
        return _busy(path, "this process")
    if "Could not set lock" in text:
        holder = re.search(r"PID (\d+)", text)
        return _busy(path, f"process {holder.group(1)}" if holder else "another process")
    if is_disk_full(error):
        return disk_full(path.parent)
    if "Permission denied" in text:
        return InvalidInput(
            f"The database {path} may not be opened.", "Give this user the right to write it."
        )
    if is_damage(error) or isinstance(
        error, duckdb.InternalException | duckdb.SerializationException
    ):
        return Corrupt(f"The database {path} is damaged: {_first_line(text)}", RESTORE)
    return error


def is_damage(error: duckdb.Error) -> bool:
    """Whether the error says that bytes on disk are not what was written."""
    phrases = (
        r"corrupt|checksum|not a valid DuckDB database|replaying WAL|deserializ|read from file"
    )
    return bool(re.search(phrases, str(error), re.IGNORECASE))


def _busy(path: Path, who: str) -> DatabaseBusy:
    return DatabaseBusy(
        f"The database {path} is in use by {who}.",
        "Stop that process, or use its pages and API; one process at a time can hold the file.",
    )


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else ""
