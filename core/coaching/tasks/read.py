"""Tasks as they stand, within what the actor sees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.coaching.tasks.model import STATES, Doer, Task
from core.errors import InvalidInput, NotFound
from core.store import Reader, Row, load_sql

SQL = Path(__file__).parent / "sql"
MOST = 1000


def tasks(
    store: Reader,
    actor: Actor,
    *,
    account_key: int | None = None,
    owner: str | None = None,
    state: str | None = "open",
    limit: int = 200,
) -> tuple[Task, ...]:
    """Tasks the actor may see, the earliest due first.

    Those are the tasks of accounts they see, and their own. ``state`` ``None`` gives all states.
    """
    require(actor, Permission.TASK_MANAGE)
    if state is not None and state not in STATES:
        raise InvalidInput(f"{state!r} is no state of a task.", f"Use {', '.join(STATES)}.")
    if account_key is not None:
        require_account(store, actor, account_key)
    asked: dict[str, Any] = {
        **viewer(actor),
        "task_id": None,
        "account_key": account_key,
        "owner": owner.casefold() if owner else None,
        "state": state,
        "limit": max(1, min(limit, MOST)),
    }
    return tuple(_task(row) for row in store.rows(load_sql(SQL, "tasks"), asked))


def task(store: Reader, actor: Actor, task_id: int) -> Task:
    """One task; what the actor may not see is answered like what does not exist."""
    require(actor, Permission.TASK_MANAGE)
    asked = {
        **viewer(actor),
        "task_id": task_id,
        "account_key": None,
        "owner": None,
        "state": None,
        "limit": 1,
    }
    row = store.one(load_sql(SQL, "tasks"), asked)
    if row is None:
        raise NotFound(f"No task {task_id} is known to you.", "Choose one from the list of tasks.")
    return _task(row)


def doers(store: Reader, actor: Actor, account_key: int | None) -> tuple[Doer, ...]:
    """Who can be given a task about the account: the actor first, then who works on it, by name."""
    require(actor, Permission.TASK_MANAGE)
    if account_key is not None:
        require_account(store, actor, account_key)
    asked = {"viewer": actor.email.casefold(), "account_key": account_key}
    rows = store.rows(load_sql(SQL, "doers"), asked)
    return tuple(Doer(row["email"], row["full_name"]) for row in rows)


def _task(row: Row) -> Task:
    return Task(**row)
