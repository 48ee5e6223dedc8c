"""What people say of lines of the profile: outcomes of conversations, alignment, opportunities."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.events import EventKind, events
from core.errors import InvalidInput, NotFound
from core.health.profile.model import Remark
from core.store import Reader, Store, load_sql

SQL = Path(__file__).parent / "sql"
LONGEST_REMARK = 1000

VALUES: dict[str, tuple[str, ...]] = {
    "communication": ("positive", "neutral", "negative", "next_step_agreed", "no_answer"),
    "roadmap": ("high", "medium", "low", "none"),
    "codevelopment": ("open", "pursued", "declined", "done"),
}
"""What can be said of a line, by what the line is about."""

_SUBJECTS = {
    "communication": re.compile(r"crm\.activity/[0-9]{1,20}|draft/[0-9]{1,18}"),
    "roadmap": re.compile(r"crm\.roadmap_item/[0-9]{1,20}"),
    "codevelopment": re.compile(r"[a-z_]{1,40}:.{1,200}"),
}


def remark(
    store: Store,
    actor: Actor,
    account_key: int,
    *,
    about: str,
    subject: str,
    value: str,
    note: str = "",
) -> Remark:
    """Say something of a line; the newest remark on it holds.

    ``subject`` is the line's reference in the profile. An opportunity that is declined needs a note. Whoever was
    told of an opportunity as the owner of a deal may say what became of it without being on the account's team.
    """
    require(actor, Permission.ACCOUNT_NOTE)
    account_id = _account_id(store, actor, account_key, subject)
    said = note.strip()
    _check(about, subject, value, said)
    made = Remark(value, said, actor.email, store.clock.now())
    with store.transaction(actor, "profile.remark", f"account {account_id}") as work:
        contact_key = _about_whom(work, account_key, subject)
        number = int(work.value("SELECT coalesce(max(remark_id), 0) + 1 FROM ops.profile_remark"))
        work.execute(
            load_sql(SQL, "remark_insert"),
            {
                "remark_id": number,
                "account_key": account_key,
                "contact_key": contact_key,
                "about": about,
                "subject": subject,
                **vars(made),
            },
        )
        work.touch("ops.profile_remark")
        work.note(about=about, subject=subject, value=value)
    return made


def remarks(
    store: Reader, account_key: int | None, as_of: date
) -> dict[tuple[int, str, str], Remark]:
    """The remarks in force by account, what they are about, and line."""
    rows = store.rows(load_sql(SQL, "remarks"), {"account_key": account_key, "as_of": as_of})
    return {
        (row["account_key"], row["about"], row["subject"]): Remark(
            row["value"], row["note"], row["remarked_by"], row["remarked_at"]
        )
        for row in rows
    }


def _account_id(store: Reader, actor: Actor, account_key: int, subject: str) -> str:
    try:
        return require_account(store, actor, account_key).source_id
    except NotFound:
        kinds = (EventKind.CODEVELOPMENT_FOUND,)
        told = events(store, actor, kinds=kinds, account_key=account_key, for_email=actor.email)
        found = [event.account_id for event in told if event.subject == subject]
        if not found:
            raise
        return found[0]


def _about_whom(work: Reader, account_key: int, subject: str) -> int | None:
    """The recipient where the line is a draft of this account; raises when the line is another's."""
    if (table := subject.partition("/")[0]) not in ("draft", "crm.activity"):
        return None
    key = int(subject.partition("/")[2])
    name = "line_draft" if table == "draft" else "line_activity"
    row = work.one(load_sql(SQL, name), {"account_key": account_key, "line": key})
    if row is None:
        raise InvalidInput("This account has no such line.", "Choose one from its profile.")
    found: int | None = row["contact_key"]
    return found


def _check(about: str, subject: str, value: str, note: str) -> None:
    if about not in VALUES:
        raise InvalidInput(f"about is {about!r}.", f"Choose from {', '.join(VALUES)}.")
    if value not in VALUES[about]:
        raise InvalidInput(f"value is {value!r}.", f"Choose from {', '.join(VALUES[about])}.")
    if not _SUBJECTS[about].fullmatch(subject):
        raise InvalidInput("This is no line of a profile.", "Choose one from the profile.")
    if value == "declined" and not note:
        raise InvalidInput("Declining needs a reason.", "Say why in a sentence.")
    if len(note) > LONGEST_REMARK:
        raise InvalidInput(f"The note has {len(note)} characters.", f"Write {LONGEST_REMARK}.")
