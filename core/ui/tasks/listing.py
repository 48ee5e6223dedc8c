"""Lists of tasks: overdue, today, later; and what was done lately."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.auth.guard import allows
from core.auth.permissions import Permission
from core.coaching.privacy import is_everybody
from core.coaching.tasks import Task, by_due, tasks
from core.cockpit.account import AccountDetail
from core.cockpit.today.tasks import tasks_today
from core.ui import queries, safe, tables, words
from core.ui.opener import View
from core.ui.tasks import make, row

PAGE_SIZE = 15
ENDED_SHOWN = 20


def today(view: View, *, closed: bool) -> None:
    """The tab of the Today page; ``closed`` shows what was done and dropped as well."""
    if not allows(view.actor, Permission.TASK_MANAGE):
        st.caption("Tasks are for those who work with customers.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        own = (
            is_everybody(view.actor)
            or st.segmented_control(
                "Whose",
                ["Mine", "Everybody's"],
                default="Mine",
                key="tasks.whose",
                label_visibility="collapsed",
                help="Everybody's are the tasks of all accounts you see.",
            )
            != "Everybody's"
        )
        st.space("stretch")
        make.form(view)
    found = queries.ask(
        tasks_today, view.actor, view.filters, own=own, state=None if closed else "open"
    )
    _sections(view, found, ended=closed)


def reminder(view: View) -> None:
    """One line on the first tab: what of one's own is overdue or due today; nothing where nothing is."""
    if not allows(view.actor, Permission.TASK_MANAGE):
        return
    due = by_due(queries.ask(tasks_today, view.actor, view.filters, own=True), view.today)
    late, now = len(due.overdue), len(due.today)
    parts = [f"{words.plural(late, 'task')} overdue"] if late else []
    if now:
        parts.append(f"{now} due today" if late else f"{words.plural(now, 'task')} due today")
    if parts:
        st.button(
            safe.own(", ".join(parts)),
            key="tasks.reminder",
            icon=":material/schedule:",
            type="tertiary",
            on_click=_to_tasks,
        )


def _to_tasks() -> None:
    st.session_state["for"] = "Tasks"


def of_account(view: View, detail: AccountDetail) -> None:
    """The tab of the account page."""
    if not allows(view.actor, Permission.TASK_MANAGE):
        st.caption("Tasks are for those who work with customers.")
        return
    key = detail.row.account_key
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("What is to be done for this account?", anchor=False)
        st.space("stretch")
        ended = st.toggle("Done and dropped", key="tasks.ended")
        make.form(view, key)
    found = queries.ask(
        tasks, view.actor, account_key=key, state=None if ended else "open", limit=500
    )
    _sections(view, found, ended=ended, of_account=True)
    st.caption("Everybody who sees the account sees its tasks.")


def _sections(view: View, found: Sequence[Task], *, ended: bool, of_account: bool = False) -> None:
    due = by_due(found, view.today)
    if not (due.overdue or due.today or due.later):
        st.caption(
            "Nothing is to be done. Make a task here, or let the coach make a plan into tasks."
        )
    ordered = (*due.overdue, *due.today, *due.later)
    place = tables.place("tasks", PAGE_SIZE)
    shown = set(ordered[place : place + PAGE_SIZE])
    for title, part in (("Overdue", due.overdue), ("Today", due.today), ("Later", due.later)):
        here = [task for task in part if task in shown]
        if not here:
            continue
        st.subheader(safe.own(f"{title} ({words.number(len(part))})"), anchor=False)
        _rows(view, here, of_account=of_account)
    tables.offset(len(ordered), key="tasks", size=PAGE_SIZE)
    if ended:
        _ended(view, found, of_account=of_account)


def _ended(view: View, found: Sequence[Task], *, of_account: bool) -> None:
    past = sorted(
        (task for task in found if not task.is_open),
        key=lambda task: (task.ended_at or task.changed_at, task.task_id),
        reverse=True,
    )
    st.subheader(safe.own(f"Done and dropped ({words.number(len(past))})"), anchor=False)
    if not past:
        st.caption("None yet.")
    else:
        _rows(view, past[:ENDED_SHOWN], of_account=of_account)
    if len(past) > ENDED_SHOWN:
        st.caption(safe.own(f"{len(past) - ENDED_SHOWN} more, ended before these."))


def _rows(view: View, found: Sequence[Task], *, of_account: bool) -> None:
    with st.container(border=True, gap="small"):
        for task in found:
            row.draw(view, task, of_account=of_account)
