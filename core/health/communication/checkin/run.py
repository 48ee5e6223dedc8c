"""The scheduled check-ins: a draft for each account whose time has come, a bounded number a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.counts import count_of
from core.drafting.alone import alone
from core.drafting.unattended import MakeDraft, made_or_why
from core.health.communication.checkin.due import CheckIn, check_ins
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
ATTEMPTS = 4
"""How many times as many accounts one run tries as it may draft for."""


@dataclass(frozen=True)
class CheckInRun:
    """What one run did: numbers of the drafts made, accounts without one, and those left for tomorrow."""

    made: tuple[int, ...]
    refused: int
    left: int

    @property
    def summary(self) -> str:
        return f"{count_of(len(self.made), 'check-in')} drafted, {self.refused} not, {self.left} still due"


def draft_due(store: Store, actor: Actor, make: MakeDraft, *, today: date, most: int) -> CheckInRun:
    """Draft the check-ins that are due, the longest due first, at most ``most``; run again, only the rest.

    A draft is due again an interval after the last one was made, whatever became of it. An account
    for which none could be written is tried again after a week. A run beside another waits for it.
    """
    require(actor, Permission.DRAFT_WRITE)
    with alone(store, "check-ins"):
        return _draft_due(store, actor, make, today=today, most=most)


def _draft_due(
    store: Store, actor: Actor, make: MakeDraft, *, today: date, most: int
) -> CheckInRun:
    waiting = [one for one in check_ins(store, actor, today) if one.is_due(today)]
    made: list[int] = []
    tried = 0
    for one in waiting[: most * ATTEMPTS]:
        if len(made) == most:
            break
        tried += 1
        draft_id, note = made_or_why(make, one.account_key, one.owner_email)
        if draft_id is not None:
            made.append(draft_id)
        _keep(store, actor, one, {"tried_on": today, "draft_id": draft_id, "note": note})
    return CheckInRun(tuple(made), tried - len(made), len(waiting) - tried)


def _keep(store: Store, actor: Actor, one: CheckIn, attempt: dict[str, object]) -> None:
    with store.transaction(actor, "checkin.draft", f"account {one.account_id}") as work:
        work.execute(load_sql(SQL, "attempt_delete"), {"account_key": one.account_key})
        work.execute(load_sql(SQL, "attempt_insert"), {"account_key": one.account_key, **attempt})
        work.touch("ops.checkin_attempt")
        work.note(draft_id=attempt["draft_id"])
