"""A heartbeat typed in: for integrations that nobody taught to report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.capture.heartbeat_by_hand import (
    LONGEST_NAME,
    enter_heartbeat,
    entered_heartbeats,
    withdraw_heartbeat,
)
from core.ui import queries, safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View

_ANOTHER = "Another one"


def draw(view: View, account_key: int, integrations: Sequence[str]) -> None:
    """A form for those who may, and what was typed in before, to be taken back."""
    if not allows(view.actor, Permission.HEARTBEAT_ENTER):
        return
    with st.popover("Enter a heartbeat", icon=":material/edit:", type="tertiary"):
        st.caption("Say when somebody last saw the integration at work. Times are UTC.")
        with st.form("heartbeat.form", border=False, clear_on_submit=True):
            if integrations:
                st.selectbox(
                    "Integration",
                    [*integrations, _ANOTHER],
                    format_func=safe.plain,
                    key="heartbeat.known",
                )
            st.text_input(
                "Name of another integration" if integrations else "Name of the integration",
                key="heartbeat.name",
                max_chars=LONGEST_NAME,
            )
            now = wiring.cockpit().clock.now()
            st.date_input("Seen on", value=now.date(), max_value=now.date(), key="heartbeat.day")
            st.time_input("at", value=time(now.hour, now.minute), step=60, key="heartbeat.time")
            st.number_input(
                "API calls that day, if known",
                min_value=0,
                value=None,
                step=1,
                key="heartbeat.calls",
            )
            st.form_submit_button("Record", on_click=_enter, args=(account_key,))
        _entered(view, account_key)


def _enter(account_key: int) -> None:
    state = st.session_state
    chosen = state.get("heartbeat.known")
    typed = str(state.get("heartbeat.name") or "")
    name = typed if chosen in (None, _ANOTHER) or typed.strip() else str(chosen)
    calls = state.get("heartbeat.calls")
    act(
        lambda: enter_heartbeat(
            wiring.cockpit().store,
            current_actor(),
            account_key,
            name,
            seen_at=datetime.combine(state["heartbeat.day"], state["heartbeat.time"]),
            api_calls=None if calls is None else int(calls),
        ),
        "Heartbeat recorded. The score follows.",
    )


def _entered(view: View, account_key: int) -> None:
    for beat in queries.ask(entered_heartbeats, view.actor, account_key, limit=5):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(safe.label(f"{beat.integration}, {words.moment(beat.seen_at)}"))
            st.button(
                "Take back",
                key=f"heartbeat.withdraw.{beat.heartbeat_key}",
                type="tertiary",
                on_click=_withdraw,
                args=(account_key, beat.heartbeat_key),
            )


def _withdraw(account_key: int, heartbeat_key: int) -> None:
    act(
        lambda: withdraw_heartbeat(
            wiring.cockpit().store, current_actor(), account_key, heartbeat_key
        ),
        "The heartbeat is taken back.",
    )
