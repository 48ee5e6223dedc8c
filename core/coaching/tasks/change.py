"""What becomes of a task: done, open again, moved, given to somebody else, dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.tasks.create import checked
from core.coaching.tasks.model import LONGEST_DETAIL, NewTask, Task
from core.coaching.tasks.read import SQL, doers, task
from core.errors import InvalidInput
from core.store import Store, load_sql


def finish(store: Store, actor: Actor, task_id: int) -> Task:
    """Say that an open task is done."""
    require(actor, Permission.TASK_MANAGE)
    found = _open(task(store, actor, task_id))
    return _save(store, actor, "task.finish", replace(found, state="done", ended_at=_now(store)))


def reopen(store: Store, actor: Actor, task_id: int) -> Task:
    """Take back that a task was done or dropped."""
    require(actor, Permission.TASK_MANAGE)
    found = task(store, actor, task_id)
    if found.is_open:
        raise InvalidInput(f"Task {task_id} is open.", "There is nothing to take back.")
    return _save(
        store, actor, "task.reopen", replace(found, state="open", ended_at=None, reason="")
    )


def drop(store: Store, actor: Actor, task_id: int, reason: str = "") -> Task:
    """Give an open task up; it stays on record with the reason."""
    require(actor, Permission.TASK_MANAGE)
    found, why = _open(task(store, actor, task_id)), reason.strip()
    if len(why) > LONGEST_DETAIL:
        raise InvalidInput(
            f"The reason has {len(why)} characters.", f"Shorten it to {LONGEST_DETAIL}."
        )
    dropped = replace(found, state="dropped", ended_at=_now(store), reason=why)
    return _save(store, actor, "task.drop", dropped)


def change(
    store: Store,
    actor: Actor,
    task_id: int,
    *,
    title: str | None = None,
    detail: str | None = None,
    due_on: date | None = None,
    owner: str | None = None,
) -> Task:
    """Change an open task; what is not given stays."""
    require(actor, Permission.TASK_MANAGE)
    found = _open(task(store, actor, task_id))
    wanted = NewTask(
        title=found.title if title is None else title,
        detail=found.detail if detail is None else detail,
        due_on=due_on or found.due_on,
        owner=owner or found.owner,
    )
    known = {found.owner}
    if wanted.owner.strip().casefold() != found.owner:
        known |= {doer.email for doer in doers(store, actor, found.account_key)}
    valid = checked(wanted, actor, known)
    changed = replace(
        found, title=valid.title, detail=valid.detail, due_on=valid.due_on, owner=valid.owner
    )
    return _save(store, actor, "task.change", changed)


def _open(found: Task) -> Task:
    if not found.is_open:
        raise InvalidInput(f"Task {found.task_id} is {found.state}.", "Open it again first.")
    return found


def _now(store: Store) -> datetime:
    return store.clock.now()


def _save(store: Store, actor: Actor, act: str, wanted: Task) -> Task:
    with store.transaction(actor, act, f"task {wanted.task_id}") as work:
        work.execute(
            load_sql(SQL, "update"),
            {
                "task_id": wanted.task_id,
                "title": wanted.title,
                "detail": wanted.detail,
                "due_on": wanted.due_on,
                "owner": wanted.owner,
                "state": wanted.state,
                "ended_at": wanted.ended_at,
                "reason": wanted.reason,
                "changed_by": actor.email.casefold(),
                "changed_at": _now(store),
            },
        )
        work.touch("ops.task")
    return task(store, actor, wanted.task_id)
