"""Making a task by hand."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from core import wiring
from core.accounts import find_account
from core.coaching.tasks import LONGEST_TITLE, NewTask, Task, create_tasks, doers
from core.ui import queries, safe
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View


def form(view: View, account_key: int | None = None) -> None:
    """A form behind a button; without an account it asks for one, which may stay empty."""
    key = "task.new"
    with st.popover(
        "New task", icon=":material/add_task:", key=f"{key}.open", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        with st.form(f"{key}.form", border=False, clear_on_submit=True):
            st.text_input("To do", key=f"{key}.title", max_chars=LONGEST_TITLE)
            if account_key is None:
                st.text_input(
                    "Account",
                    key=f"{key}.account",
                    placeholder="Name or identifier",
                    help="Left empty, only you see the task.",
                    max_chars=200,
                )
            else:
                _owner(view, account_key, key)
            st.date_input("By", view.today + timedelta(days=7), key=f"{key}.due")
            st.form_submit_button(
                "Make it", type="primary", on_click=_make, args=(account_key, key)
            )


def _owner(view: View, account_key: int, key: str) -> None:
    people = {doer.email: doer.name for doer in queries.ask(doers, view.actor, account_key)}
    st.selectbox(
        "Owner",
        list(people),
        format_func=lambda email: safe.plain(people.get(email, email)),
        key=f"{key}.owner",
    )


def _make(account_key: int | None, key: str) -> None:
    state = st.session_state

    def use_case() -> tuple[Task, ...]:
        store, actor = wiring.cockpit().store, current_actor()
        named = str(state.get(f"{key}.account") or "").strip()
        about = find_account(store, actor, named).account_key if named else account_key
        owner = str(state.get(f"{key}.owner") or "") if account_key is not None else ""
        wanted = NewTask(state[f"{key}.title"], state[f"{key}.due"], owner)
        return create_tasks(store, actor, about, [wanted])

    if act(use_case, "Task made.") is not None:
        state[f"{key}.open"] = False
