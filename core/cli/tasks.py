"""Tasks from the command line: what is to be done by when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from core.cli.accounts import Json
from core.cli.context import ACTOR, account, day, opened
from core.cli.output import print_json, result, table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.coaching.tasks import Task

app = typer.Typer(help="What is to be done by when.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(help="Number of the task.", metavar="TASK", min=1)]
State = Literal["open", "done", "dropped", "all"]


@app.command("list")
def listed(
    account_text: Annotated[
        str | None, typer.Option("--account", help="Only this account's.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", help="Only this person's, by e-mail address.")
    ] = None,
    state: Annotated[State, typer.Option("--state", help="Which of them.")] = "open",
    limit: Annotated[int, typer.Option(help="Rows at most.", min=1, max=1000)] = 200,
    as_json: Json = False,
) -> None:
    """Tasks, the earliest due first."""
    from core.coaching.tasks import tasks  # noqa: PLC0415 - opens the store's libraries

    with opened() as cockpit:
        key = account(cockpit, account_text).account_key if account_text else None
        found = tasks(
            cockpit.store,
            ACTOR,
            account_key=key,
            owner=owner,
            state=None if state == "all" else state,
            limit=limit,
        )
        _show(found, cockpit.clock.today(), as_json=as_json)


@app.command("add")
def add(
    title: Annotated[str, typer.Argument(help="What is to be done, in a sentence.")],
    due: Annotated[str, typer.Option("--due", help="Last day it is in time, YYYY-MM-DD.")],
    *,
    account_text: Annotated[
        str | None, typer.Option("--account", help="The account it is about.")
    ] = None,
    owner: Annotated[
        str, typer.Option("--owner", help="Who is to do it, by e-mail address; you without.")
    ] = "",
    detail: Annotated[str, typer.Option("--detail", help="More words about it.")] = "",
    as_json: Json = False,
) -> None:
    """Make a task."""
    from core.coaching.tasks import NewTask, create_tasks  # noqa: PLC0415 - see listed

    with opened() as cockpit:
        key = account(cockpit, account_text).account_key if account_text else None
        wanted = NewTask(title, day(due, cockpit, "--due"), owner, detail=detail)
        made = create_tasks(cockpit.store, ACTOR, key, [wanted])
        _show(made, cockpit.clock.today(), as_json=as_json)


@app.command("done")
def done(number: Number, as_json: Json = False) -> None:
    """Say that a task is done."""
    from core.coaching.tasks import finish  # noqa: PLC0415 - see listed

    with opened() as cockpit:
        _show((finish(cockpit.store, ACTOR, number),), cockpit.clock.today(), as_json=as_json)


@app.command("reopen")
def reopened(number: Number, as_json: Json = False) -> None:
    """Take back that a task was done or dropped."""
    from core.coaching.tasks import reopen  # noqa: PLC0415 - see listed

    with opened() as cockpit:
        _show((reopen(cockpit.store, ACTOR, number),), cockpit.clock.today(), as_json=as_json)


@app.command("drop")
def dropped(
    number: Number,
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    as_json: Json = False,
) -> None:
    """Give a task up; it stays on record."""
    from core.coaching.tasks import drop  # noqa: PLC0415 - see listed

    with opened() as cockpit:
        found = drop(cockpit.store, ACTOR, number, reason)
        _show((found,), cockpit.clock.today(), as_json=as_json)


@app.command("change")
def changed(
    number: Number,
    *,
    title: Annotated[str | None, typer.Option("--title", help="In other words.")] = None,
    due: Annotated[str | None, typer.Option("--due", help="Another day, YYYY-MM-DD.")] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Somebody else.")] = None,
    detail: Annotated[str | None, typer.Option("--detail", help="More words about it.")] = None,
    as_json: Json = False,
) -> None:
    """Move an open task to another day, give it to somebody else, or say it in other words."""
    from core.coaching.tasks import change  # noqa: PLC0415 - see listed

    with opened() as cockpit:
        found = change(
            cockpit.store,
            ACTOR,
            number,
            title=title,
            detail=detail,
            due_on=day(due, cockpit, "--due") if due else None,
            owner=owner,
        )
        _show((found,), cockpit.clock.today(), as_json=as_json)


def _show(found: Sequence[Task], today: date, *, as_json: bool) -> None:
    if as_json:
        from core.coaching.tasks.as_json import task_json  # noqa: PLC0415 - see listed

        print_json([task_json(one, today) for one in found])
        return
    rows = [
        [
            one.task_id,
            one.due_on,
            "overdue" if one.is_overdue(today) else one.state,
            one.account_name or None,
            one.title,
            one.owner_name or one.owner,
        ]
        for one in found
    ]
    table(["Task", "Due", "State", "Account", "To do", "Owner"], rows)
    result(f"{len(rows)} task{'' if len(rows) == 1 else 's'}.")
