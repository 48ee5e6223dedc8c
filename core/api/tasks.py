"""Tasks over the API: what is to be done by when, and what became of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from core.accounts import find_account
from core.actor import Actor
from core.api.callers import Caller, CockpitHere
from core.api.json_route import JsonRoute
from core.api.task_payloads import Task, TaskChange, TaskList, TaskQuery, TaskRequest
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching import tasks as work
from core.coaching.tasks.as_json import task_json
from core.wiring import Cockpit

router = APIRouter(prefix="/tasks", tags=["tasks"])
acts = APIRouter(prefix="/tasks", tags=["tasks"], route_class=JsonRoute)

TaskId = Annotated[int, Path(description="Number of the task.", ge=1, le=2**62)]


@router.get("")
def get_tasks(
    cockpit: CockpitHere, actor: Caller, query: Annotated[TaskQuery, Query()]
) -> TaskList:
    """Tasks of the accounts the caller sees, and their own, the earliest due first."""
    require(actor, Permission.TASK_MANAGE)
    found = work.tasks(
        cockpit.store,
        actor,
        account_key=_key(cockpit, actor, query.account_id),
        owner=query.owner or None,
        state=None if query.state == "all" else query.state,
        limit=query.limit,
    )
    return _list(cockpit, found)


@acts.post("", status_code=201)
def create_tasks(wanted: TaskRequest, cockpit: CockpitHere, actor: Caller) -> TaskList:
    """Make tasks in one go: all of them or none."""
    require(actor, Permission.TASK_MANAGE)
    made = work.create_tasks(
        cockpit.store,
        actor,
        _key(cockpit, actor, wanted.account_id),
        [one.wanted() for one in wanted.tasks],
        wanted.interaction_id,
    )
    return _list(cockpit, made)


@acts.patch("/{task_id}")
def change_task(task_id: TaskId, wanted: TaskChange, cockpit: CockpitHere, actor: Caller) -> Task:
    """Move a task, reword it, give it away; say that it is done, dropped or open again."""
    store, found = cockpit.store, work.task(cockpit.store, actor, task_id)
    if wanted.state == "open" and not found.is_open:
        found = work.reopen(store, actor, task_id)
    fields = wanted.model_dump(include={"title", "detail", "due_on", "owner"}, exclude_none=True)
    if fields:
        found = work.change(store, actor, task_id, **fields)
    if wanted.state == "done":
        found = work.finish(store, actor, task_id)
    elif wanted.state == "dropped":
        found = work.drop(store, actor, task_id, wanted.reason)
    return Task(**task_json(found, cockpit.clock.today()))


def _key(cockpit: Cockpit, actor: Actor, text: str) -> int | None:
    return find_account(cockpit.store, actor, text).account_key if text else None


def _list(cockpit: Cockpit, found: tuple[work.Task, ...]) -> TaskList:
    today = cockpit.clock.today()
    return TaskList(today=today, items=[Task(**task_json(one, today)) for one in found])
