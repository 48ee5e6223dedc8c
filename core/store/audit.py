"""The audit log: a hash chain in the database whose head is also kept in a file beside it.

Editing, deleting or re-ordering a row breaks the chain; cutting its end, or rewriting the whole of
it, disagrees with the head file. The head is written in two steps so that a crash at any point
leaves one of two states that :func:`verify` can tell from tampering: *intent* names the event about
to commit, *head* the last one known to be committed.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

GENESIS = "0" * 64


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
    last = cursor.execute(
        "SELECT sequence, hash FROM ops.audit_event ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    sequence, previous = last or (0, GENESIS)
    event = Event(sequence + 1, recorded_at, actor, action, subject, detail, previous)
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


def write_intent(database: Path, event: Event) -> None:
    """Record that ``event`` is about to commit."""
    _replace(database, {**_read(database), "intent": _entry(event)})


def write_head(database: Path, event: Event) -> None:
    """Record that ``event`` is committed."""
    _replace(database, {"head": _entry(event)})


def read_head(database: Path) -> dict[str, Any]:
    """``{"head": {...}, "intent": {...}}``, either missing when never written."""
    return _read(database)


def _entry(event: Event) -> dict[str, Any]:
    return {"sequence": event.sequence, "hash": event.hash}


def _read(database: Path) -> dict[str, Any]:
    try:
        found = json.loads(head_path(database).read_text())
    except FileNotFoundError:
        return {}
    return found if isinstance(found, dict) else {}


def _replace(database: Path, content: dict[str, Any]) -> None:
    path = head_path(database)
    scratch = path.with_name(f"{path.name}.new")
    with scratch.open("w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)
