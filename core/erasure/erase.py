"""The use case: one act, after which the person is nowhere, or a crash before which all is as it was.

The database is written anew without the person beside the old file, verified, and put in its place by
one rename; kept files are written beside the old ones and the database names which those are. The
old ones are deleted last, by :func:`~core.store.finish_anew`, which every start repeats.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture import files_dir
from core.capture.erased import Marks, load_marks, new_key
from core.capture.mapping.registry import load_registry
from core.erasure.copies import earlier_copies, replace_copies
from core.erasure.files import REASON, FileEdits, edit_files, person_batches
from core.erasure.log import CleanLog, clean_log, tombstone
from core.erasure.person import Person, find_person
from core.erasure.report import ErasureReport, TableCount
from core.erasure.tables import Name, TableEdit, edits
from core.erasure.verify import database_holds, files_holding
from core.errors import Corrupt, InvalidInput, NotFound
from core.store import (
    Event,
    Store,
    events_of,
    finish_anew,
    folder_for,
    put_in_place,
    require_free_space,
    write_anew,
)

if TYPE_CHECKING:
    import pyarrow as pa

SPACE_FACTOR = 2


@dataclass(frozen=True)
class _Found:
    """Everything that has to change."""

    person: Person
    marks: Marks
    is_first: bool
    tables: dict[Name, TableEdit]
    files: FileEdits
    before: list[Event]
    log: CleanLog

    @property
    def who(self) -> str:
        """What stands for the person from now on: a keyed hash of what identified them."""
        return min(mark for mark, _kind in self.marks.of(self.person.mentions))[:16]


def survey(store: Store, actor: Actor, text: str, backup_dir: Path) -> ErasureReport:
    """What erasing the person that ``text`` names would change, and where; nothing is written."""
    require(actor, Permission.PERSON_ERASE)
    with store.exclusive():
        found = _find(store, actor, text, dry=True)
        held = earlier_copies(store, backup_dir)
        return _report(found, [path.name for path in held], dry_run=True)


def erase(
    store: Store, actor: Actor, text: str, backup_dir: Path, *, with_copies: bool = False
) -> ErasureReport:
    """Erase the person that ``text`` names: an e-mail address, identifier, key or full name.

    ``with_copies`` makes a backup afterwards and deletes those made before. Raises what
    :func:`~core.erasure.person.find_person` raises, :class:`~core.errors.NotFound` when nothing of
    them is here, and :class:`~core.errors.Corrupt`, with nothing changed, when the new database
    would still hold them.
    """
    require(actor, Permission.PERSON_ERASE)
    _require_possible(store)
    with store.exclusive():
        finish_anew(store, files_dir(store))
        store.checkpoint()
        size = store.path.stat().st_size
        require_free_space(store.path.parent, SPACE_FACTOR * size, "Erasing a person")
        found = _find(store, actor, text, dry=False)
        held = earlier_copies(store, backup_dir)
        _write(store, actor, found, [path.name for path in held])
        finish_anew(store, files_dir(store))
        _require_gone(_living_files(store), found.person)
    report = _report(found, [path.name for path in held], dry_run=False)
    if not with_copies:
        return report
    removed = replace_copies(store, actor, backup_dir, files_dir(store))
    left = tuple(name for name in report.still_held if name not in removed)
    return replace(report, still_held=left, removed_copies=removed)


def _require_possible(store: Store) -> None:
    if not store.is_file:
        raise InvalidInput(
            "The tables are on a lake, whose older snapshots would keep the person.",
            "Expire the lake's snapshots with its own tools (docs/runbook.md).",
        )
    if store.refusal is not None:
        raise type(store.refusal)(store.refusal.message, store.refusal.remedy)


def _find(store: Store, actor: Actor, text: str, *, dry: bool) -> _Found:
    reader = store.patient
    person = find_person(reader, actor, text)
    registry = load_registry(reader)
    when = store.clock.now().isoformat(timespec="seconds")
    files = edit_files(reader, registry, person, files_dir(store), when=when, dry=dry)
    tables = edits(reader, person, files.new, person_batches(reader, registry))
    before = events_of(reader)
    log = clean_log(before, person.mentions)
    marks = load_marks(reader)
    found = _Found(
        person, marks or Marks(new_key(), frozenset()), marks is None, tables, files, before, log
    )
    if not (files.counts or log.cleaned or _counts(tables)):
        raise NotFound(f"Nothing here mentions {text!r}.", "Check the address.")
    return found


def _write(store: Store, actor: Actor, found: _Found, held: list[str]) -> None:
    """The new database, verified, in the old one's place."""
    now = store.clock.now()
    detail = {
        "tables": {one.table: [one.removed, one.cleaned] for one in _counts(found.tables)},
        "files": [[one.old_name, one.name] for one in found.files.counts],
        "still_held": held,
    }
    end = tombstone(found.log, found.before, at=now, actor=actor.name, who=found.who, detail=detail)
    fresh = write_anew(
        store,
        {name: one.edit for name, one in found.tables.items()},
        [*found.log.events, end],
        _added(found, now),
    )
    folder = files_dir(store)
    new = [folder / name for name in found.files.gone.values() if name]
    if database_holds(fresh, found.person) or files_holding(new, found.person):
        shutil.rmtree(folder_for(store), ignore_errors=True)
        raise Corrupt(
            "The database written anew would still hold the person; nothing was changed.",
            "Please report this.",
        )
    for path in found.files.strays:
        path.unlink(missing_ok=True)
    put_in_place(store, fresh)


def _added(found: _Found, now: datetime) -> dict[str, pa.Table]:
    """Rows that the erasure adds: hashes of what is gone, and which files were replaced."""
    import pyarrow as pa  # noqa: PLC0415  (deferred: slow to load, seldom needed)

    def rows(columns: dict[str, Any], values: list[dict[str, Any]]) -> pa.Table:
        return pa.Table.from_pylist(values, schema=pa.schema(list(columns.items())))

    text, time = pa.string(), pa.timestamp("us")
    marks = [
        {"mark": mark, "kind": kind, "erased_at": now}
        for mark, kind in found.marks.of(found.person.mentions)
        if mark not in found.marks.known
    ]
    files = [
        {"name": old, "new_name": new, "rewritten_at": now, "reason": REASON}
        for old, new in found.files.gone.items()
    ]
    added = {
        "ops.erased_mark": rows({"mark": text, "kind": text, "erased_at": time}, marks),
        "ops.rewritten_file": rows(
            {"name": text, "new_name": text, "rewritten_at": time, "reason": text}, files
        ),
    }
    if found.is_first:
        added["ops.erasure_key"] = rows({"key": text}, [{"key": found.marks.key}])
    return added


def _living_files(store: Store) -> list[Path]:
    """Every file of the installation but its database, which was verified, and its backups."""
    beside = [
        path
        for path in store.path.parent.glob(f"{store.path.name}*")
        if path != store.path and ".replaced-" not in path.name
    ]
    inside = [path for folder in beside if folder.is_dir() for path in folder.rglob("*")]
    return [path for path in (*beside, *inside) if path.is_file()]


def _require_gone(paths: list[Path], person: Person) -> None:
    if left := files_holding(paths, person):
        raise Corrupt(
            f"The person was erased from the database, but {left[0]} still holds them.",
            "Delete that file, and look what wrote it.",
        )


def _counts(tables: dict[Name, TableEdit]) -> tuple[TableCount, ...]:
    return tuple(
        TableCount(".".join(name), one.removed, one.cleaned)
        for name, one in sorted(tables.items())
        if one.removed or one.cleaned
    )


def _report(found: _Found, held: list[str], *, dry_run: bool) -> ErasureReport:
    return ErasureReport(
        "" if dry_run else found.who,
        dry_run,
        _counts(found.tables),
        tuple(found.files.counts),
        found.log.cleaned,
        found.person.has_namesakes,
        tuple(held),
    )
