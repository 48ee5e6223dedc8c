"""Restoring a backup in place of the database, which is kept aside."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import Clock
from core.errors import Corrupt, DatabaseBusy, NotFound
from core.store import audit
from core.store.audit_verify import Verification, verify
from core.store.backup import STAMP, Backup, backups, find_backup, keep_files, verify_backup
from core.store.connect import open_root
from core.store.copy_file import copy_durably
from core.store.database import Store, is_open_here
from core.store.space import require_free_space

if TYPE_CHECKING:
    from core.actor import Actor


@dataclass(frozen=True)
class Restored:
    """What was restored; ``kept_aside`` is the replaced database, ``None`` when there was none.

    ``skipped`` are newer backups that did not verify, each with its reason.
    """

    backup: Backup
    kept_aside: Path | None
    audit: Verification
    skipped: tuple[str, ...]


def restore(
    database: Path,
    actor: Actor,
    folder: Path,
    files_dir: Path,
    *,
    name: str = "",
    clock: Clock | None = None,
) -> Restored:
    """Replace the database by the backup ``name``, or by the newest sound one.

    Raises :class:`~core.errors.DatabaseBusy` while any process, this one included, has the
    database open. Until the last step the old database stays where it is; an interrupted restore
    is simply run again.
    """
    clock = clock or Clock()
    with _held(database):
        chosen, skipped = _choose(folder, name)
        require_free_space(database.parent, chosen.size_bytes, "Restoring")
        aside = _put_in_place(chosen, database, clock.now().strftime(STAMP))
        keep_files(chosen.files, folder / "files", files_dir)
    with Store.open(database, clock=clock) as store:
        with store.transaction(actor, "database.restore", chosen.name) as work:
            work.note(last_event=chosen.last_event, kept_aside=aside.name if aside else None)
        return Restored(chosen, aside, verify(store), skipped)


def _choose(folder: Path, name: str) -> tuple[Backup, tuple[str, ...]]:
    if name:
        chosen = find_backup(folder, name)
        verify_backup(chosen)
        return chosen, ()
    skipped: list[str] = []
    for candidate in backups(folder):
        try:
            verify_backup(candidate)
        except (Corrupt, OSError) as error:
            skipped.append(str(error))
        else:
            return candidate, tuple(skipped)
    raise NotFound(
        f"There is no sound backup in {folder}.",
        "Copy one there from where backups are kept off this machine.",
    )


def _put_in_place(chosen: Backup, database: Path, stamp: str) -> Path | None:
    fresh = database.with_name(f"{database.name}.restoring")
    copy_durably(chosen.database, fresh)
    aside = _keep_aside(database, stamp) if database.exists() else None
    fresh.replace(database)
    for suffix in (".wal", ".audit-head"):
        source = chosen.database.with_name(f"{chosen.database.name}{suffix}")
        with suppress(FileNotFoundError):
            shutil.copyfile(source, database.with_name(f"{database.name}{suffix}"))
    audit.sync_folder(database.parent)
    return aside


def _keep_aside(database: Path, stamp: str) -> Path:
    aside = _unused(database.with_name(f"{database.name}.replaced-{stamp}"))
    # A link first: the database has a file under its own name at every moment.
    os.link(database, aside)
    for suffix in (".wal", ".audit-head"):
        with suppress(FileNotFoundError):
            database.with_name(f"{database.name}{suffix}").rename(
                aside.with_name(f"{aside.name}{suffix}")
            )
    return aside


def _unused(path: Path) -> Path:
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}-{number}")
    return found


@contextmanager
def _held(database: Path) -> Iterator[None]:
    """Keep every other process from opening the database while it is being replaced."""
    database.parent.mkdir(parents=True, exist_ok=True)
    if is_open_here(database):
        raise DatabaseBusy(
            f"The database {database} is open in this process.", "Close it before restoring."
        )
    if not database.exists():
        yield
        return
    with database.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            # The engine's own refusal names the process that holds the file.
            open_root(database).close()
            raise
        yield
