"""Making tasks, by hand or from a plan of the coach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching import interactions
from core.coaching.tasks.model import LONGEST_DETAIL, LONGEST_TITLE, MOST_AT_ONCE, NewTask, Task
from core.coaching.tasks.read import SQL, doers, task
from core.errors import InvalidInput
from core.store import Store, Transaction, load_sql

EARLIEST = date(2000, 1, 1)
LATEST = date(2100, 1, 1)


def create_tasks(
    store: Store,
    actor: Actor,
    account_key: int | None,
    tasks: Sequence[NewTask],
    interaction_id: int | None = None,
) -> tuple[Task, ...]:
    """Make tasks about an account the actor sees, or about none, all in one go.

    ``interaction_id`` is the actor's own turn with the coach that the plan came from: its steps become
    tasks once, so that asking twice makes nothing new. Gives all tasks asked for, in their order.
    """
    require(actor, Permission.TASK_MANAGE)
    about = "own"
    if account_key is not None:
        about = f"account {require_account(store, actor, account_key).source_id}"
    if interaction_id is not None:
        interactions.interaction(store, actor, interaction_id)
    if not tasks:
        raise InvalidInput("There is nothing to do in this plan.", "Give at least one task.")
    if len(tasks) > MOST_AT_ONCE:
        raise InvalidInput(
            f"These are {len(tasks)} tasks.", f"Make at most {MOST_AT_ONCE} at once."
        )
    known = {doer.email for doer in doers(store, actor, account_key)}
    wanted = [checked(given, actor, known) for given in tasks]
    with store.transaction(actor, "task.create", about) as work:
        numbers = _insert(work, actor, account_key, wanted, interaction_id)
        work.touch("ops.task")
        work.note(tasks=numbers)
    return tuple(task(store, actor, number) for number in numbers)


def checked(given: NewTask, actor: Actor, known: set[str]) -> NewTask:
    """The task with its texts trimmed and its owner named; refuses what no task can be."""
    title, detail = " ".join(given.title.split()), given.detail.strip()
    owner = given.owner.strip().casefold() or actor.email.casefold()
    if not title:
        raise InvalidInput("The task says nothing.", "Write what is to be done.")
    for text, longest, name in ((title, LONGEST_TITLE, "task"), (detail, LONGEST_DETAIL, "detail")):
        if len(text) > longest:
            raise InvalidInput(
                f"The {name} has {len(text)} characters.", f"Shorten it to {longest}."
            )
    if not EARLIEST <= given.due_on <= LATEST:
        raise InvalidInput(
            f"{given.due_on} is no day to do it by.", "Choose a day of this century."
        )
    if owner not in known:
        raise InvalidInput(
            f"{owner} cannot be given this task.",
            "Choose yourself, or somebody who works on the account.",
        )
    return replace(given, title=title, detail=detail, owner=owner)


def _insert(
    work: Transaction,
    actor: Actor,
    account_key: int | None,
    wanted: Sequence[NewTask],
    interaction_id: int | None,
) -> list[int]:
    before: dict[str, int] = {}
    if interaction_id is not None:
        asked = {"interaction_id": interaction_id, "account_key": account_key}
        rows = work.rows(load_sql(SQL, "planned"), asked)
        before = {row["title"]: int(row["task_id"]) for row in rows}
    following = int(work.value("SELECT coalesce(max(task_id), 0) + 1 FROM ops.task"))
    numbers = []
    for given in wanted:
        if given.title in before:
            numbers.append(before[given.title])
            continue
        work.execute(
            load_sql(SQL, "insert"),
            {
                "task_id": following,
                "account_key": account_key,
                "title": given.title,
                "detail": given.detail,
                "phase": given.phase,
                "document": given.document,
                "due_on": given.due_on,
                "owner": given.owner,
                "interaction_id": interaction_id,
                "made_by": actor.email.casefold(),
                "made_at": work.clock.now(),
            },
        )
        numbers.append(following)
        following += 1
    return numbers
