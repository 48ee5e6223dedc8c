"""Looking after the database: backup, restore, verification and the doctor's findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from core import store
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.clock import Clock
from core.cockpit.query import Running
from core.counts import count_of
from core.errors import Corrupt, InvalidInput
from core.settings import Settings
from core.store import (
    Backup,
    Lake,
    Restored,
    Verification,
    accept_audit,
    backup,
    backups,
    check,
    restore,
    verify_audit,
)
from core.store.space import MIN_FREE_BYTES, free_bytes

_BACKUP_AGE = timedelta(days=2)


class Installed(Running, Protocol):
    """A running cockpit with the settings of its installation."""

    @property
    def settings(self) -> Settings: ...


@dataclass(frozen=True)
class Finding:
    """One of the doctor's findings; ``remedy`` is empty when ``ok``."""

    name: str
    ok: bool
    message: str
    remedy: str = ""


def back_up(cockpit: Installed, actor: Actor) -> Backup:
    """Make and verify a backup, keep the newest ``backup_keep``."""
    require(actor, Permission.DATABASE_MAINTAIN)
    settings = cockpit.settings
    return backup(
        cockpit.store, actor, settings.backup_dir, settings.files_dir, keep=settings.backup_keep
    )


def restore_backup(
    settings: Settings,
    actor: Actor,
    name: str = "",
    clock: Clock | None = None,
    *,
    folder: Path | None = None,
) -> Restored:
    """Put the backup ``name``, or the newest sound one, in place of the closed database.

    ``folder`` holds the backups when they are not where this installation keeps its own.
    """
    require(actor, Permission.DATABASE_MAINTAIN)
    if settings.lake_catalog:
        raise InvalidInput(
            "The tables are on a lake, which these backups do not hold.",
            "Restore the lake's catalog and Parquet files with their own tools (docs/runbook.md).",
        )
    return restore(
        settings.database,
        actor,
        folder or settings.backup_dir,
        settings.files_dir,
        name=name,
        clock=clock,
    )


def move_to_lake(settings: Settings, actor: Actor) -> int:
    """Copy the closed database file to the empty lake that the settings name; returns rows."""
    require(actor, Permission.DATABASE_MAINTAIN)
    if not settings.lake_catalog:
        raise InvalidInput("No lake is named.", "Set RAPPORT_LAKE_CATALOG, see docs/runbook.md.")
    lake = Lake(settings.lake_catalog, settings.lake_data or settings.home / "lake")
    return store.move_to_lake(settings.database, lake)


def verify_log(cockpit: Installed, actor: Actor) -> Verification:
    """Recompute the audit log's hash chain and compare its end with the head file."""
    require(actor, Permission.AUDIT_READ)
    return verify_audit(cockpit.store)


def accept_log(cockpit: Installed, actor: Actor, reason: str) -> Verification:
    """Let a log that differs from its head file stand, on record and with a reason."""
    require(actor, Permission.DATABASE_MAINTAIN)
    return accept_audit(cockpit.store, actor, reason)


def doctor(cockpit: Installed, actor: Actor) -> list[Finding]:
    """Everything that can be checked about an installation, the full reading included."""
    require(actor, Permission.DATABASE_MAINTAIN)
    return [
        _stored_data(cockpit),
        _writing(cockpit),
        _audit_log(cockpit),
        _disk(cockpit),
        _last_backup(cockpit),
    ]


def _stored_data(cockpit: Installed) -> Finding:
    try:
        report = check(cockpit.store)
    except Corrupt as error:
        return Finding("stored data", False, error.message, error.remedy)
    return Finding(
        "stored data",
        True,
        f"{count_of(report.tables, 'table')}, {count_of(report.rows, 'row')} read",
    )


def _writing(cockpit: Installed) -> Finding:
    refusal = cockpit.store.refusal
    if refusal is None:
        return Finding("writing", True, "the database takes writes")
    return Finding("writing", False, refusal.message, refusal.remedy)


def _audit_log(cockpit: Installed) -> Finding:
    try:
        found = verify_audit(cockpit.store)
    except Corrupt as error:
        return Finding("audit log", False, error.message, error.remedy)
    if found.ok:
        return Finding("audit log", True, f"{found.events:,} events, chain whole")
    return Finding("audit log", False, found.problem, "See docs/runbook.md, section audit log.")


def _disk(cockpit: Installed) -> Finding:
    file = cockpit.settings.database
    free, size = free_bytes(file.parent), file.stat().st_size if file.exists() else 0
    message = f"{free // 1_000_000:,} MB free beside a database of {size // 1_000_000:,} MB"
    if free >= size + MIN_FREE_BYTES:
        return Finding("disk", True, message)
    return Finding("disk", False, message, "Free space: a backup needs room for one more copy.")


def _last_backup(cockpit: Installed) -> Finding:
    if not cockpit.store.is_file:
        return Finding("backup", True, "the tables are on a lake, backed up by its own tools")
    known = backups(cockpit.settings.backup_dir)
    if known and cockpit.clock.now() - known[0].made_at <= _BACKUP_AGE:
        return Finding("backup", True, f"newest {known[0].name}, {len(known)} kept")
    message = f"newest {known[0].name}" if known else "there is none"
    return Finding("backup", False, message, "Run `python -m core backup`.")
