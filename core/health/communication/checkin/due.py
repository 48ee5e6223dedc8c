"""When each account's next check-in is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.store import Reader, load_sql

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class CheckIn:
    """An account's check-ins. ``every_days`` is 0 where none are wanted; ``is_own`` says that a person set it.

    ``due_on`` is empty where none is wanted or nobody owns the account. ``waits`` says why one that is due is
    not drafted now; ``note`` why the last attempt gave none.
    """

    account_key: int
    account_id: str
    source_system: str
    account_name: str
    owner_email: str
    every_days: int
    is_own: bool
    reason: str
    last_on: date | None
    due_on: date | None
    waits: str
    note: str
    draft_id: int | None

    def is_due(self, today: date) -> bool:
        """Whether one is to be drafted on the day."""
        return self.due_on is not None and self.due_on <= today and not self.waits


def check_ins(
    store: Reader, actor: Actor, today: date, *, account_key: int | None = None
) -> tuple[CheckIn, ...]:
    """The accounts the actor sees, or one of them, the longest due first."""
    require(actor, Permission.ACCOUNT_READ)
    if account_key is not None:
        require_account(store, actor, account_key)
    asked = {**viewer(actor), "today": today, "account_key": account_key}
    rows = store.rows(load_sql(SQL, "due"), asked)
    return tuple(CheckIn(**row) for row in rows)
