"""Backups: a consistent copy of the database, its audit head and the imported files.

A backup is a folder named by its time (``20260630T020000Z``) holding the database file, the audit
head and ``manifest.json``. Imported files never change and are named by their hash, so all backups
share one folder of them (``files``), as hard links where the file system allows.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Corrupt, InvalidInput, NotFound
from core.store import audit, copy_file
from core.store.check import check
from core.store.connect import RESTORE
from core.store.database import Store
from core.store.space import require_free_space

if TYPE_CHECKING:
    from core.actor import Actor

STAMP = "%Y%m%dT%H%M%SZ"
_MANIFEST = "manifest.json"
_DATABASE = "rapport.duckdb"


@dataclass(frozen=True)
class Backup:
    """One finished backup. ``files`` are names and bytes of the imported files it belongs with."""

    folder: Path
    made_at: datetime
    sha256: str
    size_bytes: int
    last_event: int
    data_version: int
    files: tuple[tuple[str, int], ...]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def database(self) -> Path:
        return self.folder / _DATABASE


def backup(store: Store, actor: Actor, folder: Path, files_dir: Path, *, keep: int) -> Backup:
    """Copy the open database below ``folder``, verify the copy, and keep the newest ``keep``.

    Reads go on; writers wait while the file is copied. Raises :class:`~core.errors.DiskFull`
    before anything is written, and :class:`~core.errors.Corrupt` when the copy does not verify:
    earlier backups are then left alone.
    """
    if not store.is_file:
        raise InvalidInput(
            "The tables are on a lake, which this backup does not hold.",
            "Back up the lake's catalog and Parquet files with their own tools (docs/runbook.md).",
        )
    require_free_space(folder, store.path.stat().st_size, "A backup")
    made_at = store.clock.now().replace(microsecond=0)
    target = _free_name(folder, made_at)
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        made = _copy(store, made_at, partial, files_dir)
        verify_backup(made)
        keep_files(made.files, files_dir, folder / "files")
        audit.sync_folder(partial)
        partial.rename(target)
        audit.sync_folder(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    prune(folder, keep)
    made = read_backup(target)
    if store.refusal is None:
        with store.transaction(actor, "database.backup", made.name) as work:
            work.note(sha256=made.sha256, size_bytes=made.size_bytes, last_event=made.last_event)
    return made


def backups(folder: Path) -> list[Backup]:
    """The finished backups below ``folder``, newest first; one without a manifest is none."""
    found: list[Backup] = []
    for path in sorted(folder.glob(f"[0-9]*/{_MANIFEST}"), reverse=True):
        with suppress(Corrupt):
            found.append(read_backup(path.parent))
    return found


def find_backup(folder: Path, name: str) -> Backup:
    """The backup called ``name``; an unknown one is refused with those there are."""
    known = backups(folder)
    for made in known:
        if made.name == name:
            return made
    names = ", ".join(made.name for made in known) or "none"
    raise NotFound(f"There is no backup {name} in {folder}.", f"There are: {names}.")


def verify_backup(made: Backup) -> None:
    """Open the copy, read all of it and check its audit log.

    Raises :class:`~core.errors.Corrupt` when it is not the database that was backed up.
    """
    if made.database.stat().st_size != made.size_bytes:
        raise _unsound(made, "its size is not the one recorded")
    if digest(made.database) != made.sha256:
        raise _unsound(made, "its bytes are not those recorded")
    with Store.open_copy(made.database) as copy:
        report = check(copy)
    if not report.ok:
        raise _unsound(made, report.audit.problem)


def digest(path: Path) -> str:
    """SHA-256 of a file that no store of this process has open."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def prune(folder: Path, keep: int) -> None:
    """Delete all but the newest ``keep`` backups, and the shared files none of them names."""
    for unfinished in folder.glob(".*.partial"):
        shutil.rmtree(unfinished)
    known = backups(folder)
    for old in known[keep:]:
        shutil.rmtree(old.folder)
    wanted = {name for made in known[:keep] for name, _ in made.files}
    for file in (folder / "files").glob("*"):
        if file.name not in wanted:
            file.unlink()


def keep_files(files: tuple[tuple[str, int], ...], source: Path, target: Path) -> None:
    """Have each of ``files`` in ``target``: linked where possible, else copied."""
    target.mkdir(parents=True, exist_ok=True)
    for name, size in files:
        kept = target / name
        if kept.exists() and kept.stat().st_size == size:
            continue
        kept.unlink(missing_ok=True)
        try:
            os.link(source / name, kept)
        except OSError:
            # Another file system, or one without hard links.
            shutil.copyfile(source / name, kept)


def read_backup(folder: Path) -> Backup:
    """The backup in ``folder`` as its manifest describes it."""
    try:
        found: dict[str, Any] = json.loads((folder / _MANIFEST).read_text())
        return Backup(
            folder,
            datetime.fromisoformat(found["made_at"]),
            found["database"]["sha256"],
            found["database"]["bytes"],
            found["last_event"],
            found["data_version"],
            tuple((name, size) for name, size in sorted(found["files"].items())),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Corrupt(
            f"The backup {folder} has no readable manifest.", "Use another backup."
        ) from error


def _copy(store: Store, made_at: datetime, partial: Path, files_dir: Path) -> Backup:
    copy = partial / _DATABASE
    with store.exclusive():
        store.checkpoint()
        sha256 = _copy_in_child(store.path, copy)
        log = store.path.with_name(f"{store.path.name}.wal")
        if log.exists():
            _copy_in_child(log, copy.with_name(f"{copy.name}.wal"))
        with suppress(FileNotFoundError):
            shutil.copyfile(audit.head_path(store.path), audit.head_path(copy))
        last_event = store.patient.value("SELECT coalesce(max(sequence), 0) FROM ops.audit_event")
        data_version = store.data_version
        files = {path.name: path.stat().st_size for path in files_dir.glob("*") if path.is_file()}
    manifest = {
        "format": 1,
        "made_at": made_at.isoformat(),
        "database": {"sha256": sha256, "bytes": copy.stat().st_size},
        "last_event": last_event,
        "data_version": data_version,
        "files": files,
    }
    (partial / _MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
    return read_backup(partial)


def _copy_in_child(source: Path, target: Path) -> str:
    done = subprocess.run(  # noqa: S603 - this interpreter, a script of ours, two paths
        [sys.executable, "-I", copy_file.__file__, str(source), str(target)],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise OSError(f"{source} could not be copied: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout


def _free_name(folder: Path, made_at: datetime) -> Path:
    stamp, number = made_at.strftime(STAMP), 1
    target = folder / stamp
    while target.exists():
        number += 1
        target = folder / f"{stamp}-{number}"
    return target


def _unsound(made: Backup, why: str) -> Corrupt:
    return Corrupt(f"The backup {made.name} is not sound: {why}.", RESTORE)
