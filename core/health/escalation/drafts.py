"""The outreach that waits in the outbox for each escalation: one, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.drafting.alone import alone
from core.drafting.unattended import MakeDraft, made_or_why
from core.store import Row, Store, load_sql

SQL = Path(__file__).parent / "sql"
ATTEMPTS = 4
"""How many times as many escalations one run tries as it may draft for: most refusals are quick."""


@dataclass(frozen=True)
class Drafted:
    """What one run did: numbers of the drafts made, and how many escalations have none yet."""

    made: tuple[int, ...]
    refused: int


def draft_outreach(
    store: Store,
    actor: Actor,
    make: MakeDraft,
    *,
    most: int,
    account_key: int | None = None,
) -> Drafted:
    """Draft the outreach of escalations that have none, the severest first, at most ``most``.

    What a draft lacks is noted with the escalation and tried again with the next scan, after those that
    were never tried. A draft that was made before a crash is found again, and a scan beside this one
    waits, so that there is never a second one.
    """
    require(actor, Permission.DRAFT_WRITE)
    waiting = store.rows(load_sql(SQL, "draftless"), {"account_key": account_key})
    made: list[int] = []
    refused = 0
    for listed in waiting[: most * ATTEMPTS]:
        if len(made) == most:
            break
        with alone(store, f"escalation/{listed['account_key']}"):
            row = _still_draftless(store, listed)
            if row is None:
                continue
            draft_id, note = _drafted(row, make)
            if draft_id is not None or note != row["draft_note"]:
                _set(store, actor, row["escalation_id"], draft_id, note)
        if draft_id is None:
            refused += 1
        elif row["drafted_id"] is None:
            made.append(draft_id)
    return Drafted(tuple(made), refused)


def _still_draftless(store: Store, listed: Row) -> Row | None:
    """The escalation as it is now: another scan may have drafted for it since it was listed."""
    rows = store.rows(load_sql(SQL, "draftless"), {"account_key": listed["account_key"]})
    return next((row for row in rows if row["escalation_id"] == listed["escalation_id"]), None)


def _drafted(row: Row, make: MakeDraft) -> tuple[int | None, str]:
    if row["drafted_id"] is not None:
        return row["drafted_id"], ""
    if not row["rep_email"]:
        return None, "Nobody owns the account, so there is nobody to send from."
    return made_or_why(make, row["account_key"], row["rep_email"])


def _set(store: Store, actor: Actor, escalation_id: int, draft_id: int | None, note: str) -> None:
    with store.transaction(actor, "escalation.draft", f"escalation {escalation_id}") as work:
        work.execute(
            load_sql(SQL, "set_draft"),
            {"escalation_id": escalation_id, "draft_id": draft_id, "draft_note": note},
        )
        work.touch("ops.escalation")
        work.note(draft_id=draft_id)
