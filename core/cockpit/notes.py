"""Notes that people write on an account here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.query import fetch, statement
from core.errors import InvalidInput
from core.store import Store

LONGEST_NOTE = 10_000


@dataclass(frozen=True)
class Note:
    """A note, who wrote it and when (UTC)."""

    note_id: int
    account_key: int
    written_at: datetime
    written_by: str
    body: str


def notes(
    store: Store, actor: Actor, account_key: int, *, limit: int = 100, offset: int = 0
) -> tuple[Note, ...]:
    """One account's notes, newest first."""
    require_account(store, actor, account_key)
    params = {"account_key": account_key, "limit": limit, "offset": offset}
    return fetch(store, "account_notes", params, Note)


def add_note(store: Store, actor: Actor, account_key: int, body: str) -> Note:
    """Write a note on an account the actor may see."""
    require(actor, Permission.ACCOUNT_NOTE)
    account = require_account(store, actor, account_key)
    text = body.strip()
    if not text:
        raise InvalidInput("The note is empty.", "Write something first.")
    if len(text) > LONGEST_NOTE:
        raise InvalidInput(
            f"The note has {len(text)} characters.", f"Shorten it to {LONGEST_NOTE}."
        )
    with store.transaction(actor, "note.add", f"account {account.source_id}") as work:
        number = int(work.value("SELECT coalesce(max(note_id), 0) + 1 FROM ops.note"))
        note = Note(number, account_key, store.clock.now(), actor.email, text)
        work.execute(
            statement("note_insert"),
            {
                "note_id": note.note_id,
                "account_key": note.account_key,
                "written_at": note.written_at,
                "written_by": note.written_by,
                "body": note.body,
            },
        )
        work.touch("ops.note")
        work.note(note_id=number)
    return note
