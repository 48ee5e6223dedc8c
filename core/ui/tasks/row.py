"""One task in a list: ticked with one click, moved or changed with two."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from core import wiring
from core.coaching.tasks import (
    LONGEST_DETAIL,
    LONGEST_TITLE,
    Task,
    change,
    doers,
    drop,
    finish,
    reopen,
)
from core.errors import NotFound
from core.ui import finder, queries, safe, words
from core.ui.acts import act
from core.ui.coaching import reading
from core.ui.identity import current_actor
from core.ui.opener import View

_NEAR_DAYS = 14
_MOVES = {"Tomorrow": 1, "In a week": 7, "In a month": 30}


def draw(view: View, task: Task, *, of_account: bool = False) -> None:
    """What is to be done, and beneath it when, where and by whom."""
    key = f"task.{task.task_id}"
    with st.container(key=key, gap=None):
        st.text(task.title)
        if task.detail:
            st.caption(safe.label(task.detail, LONGEST_DETAIL))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _tick(task, key)
            _due(view, task)
            if task.account_name and not of_account:
                st.button(
                    safe.label(task.account_name, 60),
                    key=f"{key}.account",
                    type="tertiary",
                    on_click=finder.open_account,
                    args=(finder.reference(task.source_system, task.account_id), "Tasks"),
                )
            if about := _about(view, task):
                st.caption(safe.label(about, 240), width="content")
            st.space("stretch")
            if task.document:
                st.button(
                    "How",
                    key=f"{key}.how",
                    icon=":material/menu_book:",
                    type="tertiary",
                    help="Read what it rests on in the knowledge base",
                    on_click=reading.ask_for_document,
                    args=(task.document,),
                )
            if task.is_open:
                _change(view, task, key)


def _tick(task: Task, key: str) -> None:
    if task.is_open:
        st.button(
            "Done",
            key=f"{key}.done",
            icon=":material/check_box_outline_blank:",
            type="tertiary",
            help="Say that it is done",
            on_click=_finish,
            args=(task.task_id,),
        )
    else:
        st.button(
            "Open again",
            key=f"{key}.reopen",
            icon=":material/undo:",
            type="tertiary",
            on_click=_reopen,
            args=(task.task_id,),
        )


def _due(view: View, task: Task) -> None:
    if not task.is_open:
        icon = ":material/check:" if task.state == "done" else ":material/block:"
        ended = words.ago(task.ended_at, view.today)
        st.badge(safe.own(f"{words.name(task.state)} {ended}"), icon=icon, color="gray")
    elif task.is_overdue(view.today):
        late = words.plural((view.today - task.due_on).days, "day")
        st.badge(safe.own(f"{late} overdue"), icon=":material/schedule:", color="red")
    elif task.due_on == view.today:
        st.badge("Due today", icon=":material/today:", color="orange")
    else:
        is_near = (task.due_on - view.today).days <= _NEAR_DAYS
        due = words.ago(task.due_on, view.today) if is_near else words.day(task.due_on)
        st.badge(safe.own(words.sentence(due)), icon=":material/event:", color="gray")


def _about(view: View, task: Task) -> str:
    is_mine = task.owner == view.actor.email.casefold()
    parts = [] if is_mine else [task.owner_name or task.owner]
    if task.phase:
        parts.append(task.phase)
    if task.reason:
        parts.append(task.reason)
    return " · ".join(parts)


def _change(view: View, task: Task, key: str) -> None:
    with st.popover(
        "Change", icon=":material/edit:", type="tertiary", key=f"{key}.change", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        with st.container(horizontal=True, gap="small"):
            for label, days in _MOVES.items():
                st.button(
                    safe.own(label),
                    key=f"{key}.move.{days}",
                    on_click=_move,
                    args=(task.task_id, view.today + timedelta(days=days), key),
                )
        _form(view, task, key)


def _form(view: View, task: Task, key: str) -> None:
    people = _people(view, task)
    with st.form(f"{key}.form", border=False):
        st.text_input("To do", task.title, key=f"{key}.title", max_chars=LONGEST_TITLE)
        st.date_input("By", task.due_on, key=f"{key}.due")
        st.selectbox(
            "Owner",
            list(people),
            index=list(people).index(task.owner),
            format_func=lambda email: safe.plain(people.get(email, email)),
            key=f"{key}.owner",
        )
        st.text_area("Detail", task.detail, key=f"{key}.detail", max_chars=LONGEST_DETAIL)
        st.form_submit_button("Save", type="primary", on_click=_save, args=(task.task_id, key))
    st.text_input("Why give it up?", key=f"{key}.reason", max_chars=LONGEST_DETAIL)
    st.button("Drop it", key=f"{key}.drop", on_click=_drop, args=(task.task_id, key))


def _people(view: View, task: Task) -> dict[str, str]:
    """Who can be given the task: its owner alone once the account is out of sight."""
    try:
        found = queries.ask(doers, view.actor, task.account_key)
    except NotFound:
        found = ()
    return {doer.email: doer.name for doer in found} | {task.owner: task.owner_name or task.owner}


def _finish(task_id: int) -> None:
    act(lambda: finish(wiring.cockpit().store, current_actor(), task_id), "Done.")


def _reopen(task_id: int) -> None:
    act(lambda: reopen(wiring.cockpit().store, current_actor(), task_id), "Open again.")


def _move(task_id: int, due_on: date, key: str) -> None:
    done = act(
        lambda: change(wiring.cockpit().store, current_actor(), task_id, due_on=due_on),
        f"Moved to {words.day(due_on)}.",
    )
    _close(done, key)


def _drop(task_id: int, key: str) -> None:
    why = st.session_state.get(f"{key}.reason", "")
    done = act(lambda: drop(wiring.cockpit().store, current_actor(), task_id, why), "Dropped.")
    _close(done, key)


def _save(task_id: int, key: str) -> None:
    state = st.session_state
    done = act(
        lambda: change(
            wiring.cockpit().store,
            current_actor(),
            task_id,
            title=state[f"{key}.title"],
            detail=state[f"{key}.detail"],
            due_on=state[f"{key}.due"],
            owner=state[f"{key}.owner"],
        ),
        "Saved.",
    )
    _close(done, key)


def _close(done: Task | None, key: str) -> None:
    """Close the form of a task that changed: opened again it shows the task as it is then."""
    if done is not None:
        st.session_state[f"{key}.change"] = False
