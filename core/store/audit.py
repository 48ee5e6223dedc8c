"""The audit log: a hash chain in the database whose head is also kept in a file beside it.

Editing, deleting or re-ordering a row breaks the chain; cutting its end, or rewriting the whole of
it, disagrees with the head file. The head is written in two steps, so that a crash at any point
leaves a state that :mod:`core.store.audit_verify` can tell from tampering: *intent* names the event
about to commit, *head* the last one known to be committed.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from core.errors import Corrupt

GENESIS = "0" * 64
REMEDY = (
    "Run `python -m core audit verify` to see what differs, then restore a backup"
    " (`python -m core restore`) or accept the state (`python -m core audit accept --reason ...`)."
)


@dataclass(frozen=True)
class Event:
    """One row of ``ops.audit_event``."""

    sequence: int
    recorded_at: datetime
    actor: str
    action: str
    subject: str
    detail: str
    previous: str

    @property
    def hash(self) -> str:
        """SHA-256 over the row's fields and the hash before, as hexadecimal."""
        fields = [
            self.sequence,
            self.recorded_at.isoformat(),
            self.actor,
            self.action,
            self.subject,
            self.detail,
            self.previous,
        ]
        return hashlib.sha256(json.dumps(fields).encode()).hexdigest()

    @property
    def link(self) -> Link:
        return Link(self.sequence, self.hash)


@dataclass(frozen=True)
class Link:
    """A place in the chain: an event's sequence number and hash; 0 and zeros before the first."""

    sequence: int = 0
    hash: str = GENESIS


@dataclass(frozen=True)
class Head:
    """The head file's content. ``intent`` is empty when no commit was under way."""

    committed: Link = Link()
    intent: Link | None = None

    def agrees_with(self, tip: Link) -> bool:
        """Whether a chain that ends in ``tip`` is what this file promises, crashes allowed for."""
        return tip in (self.committed, self.intent)


def tip(cursor: duckdb.DuckDBPyConnection) -> Link:
    """The last link of the chain as the database has it."""
    row = cursor.execute(
        "SELECT sequence, hash FROM ops.audit_event ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return Link(*row) if row else Link()


def append(
    cursor: duckdb.DuckDBPyConnection,
    *,
    recorded_at: datetime,
    actor: str,
    action: str,
    subject: str,
    detail: str,
) -> Event:
    """Add an event at the end of the chain, inside the caller's transaction."""
    last = tip(cursor)
    event = Event(last.sequence + 1, recorded_at, actor, action, subject, detail, last.hash)
    cursor.execute(
        "INSERT INTO ops.audit_event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            event.sequence,
            event.recorded_at,
            event.actor,
            event.action,
            event.subject,
            event.detail,
            event.previous,
            event.hash,
        ],
    )
    return event


def head_path(database: Path) -> Path:
    """Where the chain's head is kept: beside the database, not in it."""
    return database.with_name(f"{database.name}.audit-head")


def read_head(database: Path) -> Head:
    """The head file; an absent one stands for an empty chain.

    Raises :class:`~core.errors.Corrupt` when it is not what :func:`write_head` writes.
    """
    path = head_path(database)
    try:
        found = json.loads(path.read_text())
        return Head(_link(found["head"]), _link(found["intent"]) if "intent" in found else None)
    except FileNotFoundError:
        return Head()
    except (ValueError, KeyError, TypeError) as error:
        raise Corrupt(f"The audit log's head file {path} is not readable.", REMEDY) from error


def write_intent(database: Path, event: Event) -> None:
    """Record that ``event`` is about to commit.

    Raises :class:`~core.errors.Corrupt` when the event does not follow the head on file: a commit
    on top of a chain that was cut or rewritten would hide that it was.
    """
    before = Link(event.sequence - 1, event.previous)
    if not read_head(database).agrees_with(before):
        raise Corrupt(
            f"The audit log ends at event {before.sequence} in the database, which is not what"
            " its head file says.",
            REMEDY,
        )
    replace_head(database, Head(before, event.link))


def write_head(database: Path, event: Event) -> None:
    """Record that ``event`` is committed."""
    replace_head(database, Head(event.link))


def replace_head(database: Path, head: Head) -> None:
    """Put ``head`` on disk, whole or not at all, and durably: the folder is synced too."""
    content = {"head": _entry(head.committed)}
    if head.intent:
        content["intent"] = _entry(head.intent)
    path = head_path(database)
    scratch = path.with_name(f"{path.name}.new")
    with scratch.open("w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` survive a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _entry(link: Link) -> dict[str, int | str]:
    return {"sequence": link.sequence, "hash": link.hash}


def _link(entry: dict[str, int | str]) -> Link:
    return Link(int(entry["sequence"]), str(entry["hash"]))
