"""How often an account is checked in with: policy's interval, or one of its own with a reason."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.health.communication.checkin import check_ins, set_interval
from core.ui import queries, safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View


def draw(view: View, account_key: int) -> None:
    """When the next check-in is due, and a form for the interval."""
    found = queries.ask(check_ins, view.actor, view.today, account_key=account_key)
    if not found:
        return
    one = found[0]
    with st.container(horizontal=True, vertical_alignment="center"):
        due = (
            f"Next check-in: {words.day(one.due_on)}." if one.due_on else "No check-in is planned."
        )
        said = " ".join(part for part in (due, one.waits, one.note, one.reason) if part)
        st.caption(safe.label(said, 400))
        if allows(view.actor, Permission.ACCOUNT_OVERRIDE):
            with st.popover("Interval", icon=":material/event_repeat:", type="tertiary"):
                _form(account_key, one.every_days, is_own=one.is_own)


def _form(account_key: int, every_days: int, *, is_own: bool) -> None:
    with st.form("interval.form", border=False, clear_on_submit=True):
        st.number_input(
            "Days between two check-ins",
            min_value=0,
            max_value=730,
            value=every_days,
            key="interval.days",
            help="0: none are drafted.",
        )
        st.text_input("Why this account differs", key="interval.reason", max_chars=300)
        st.form_submit_button("Save", on_click=_save, args=(account_key,))
        if is_own:
            st.form_submit_button("As policy says", on_click=_forget, args=(account_key,))


def _save(account_key: int) -> None:
    days, reason = int(st.session_state["interval.days"]), str(st.session_state["interval.reason"])
    act(
        lambda: set_interval(wiring.cockpit().store, current_actor(), account_key, days, reason),
        "The interval is kept.",
    )


def _forget(account_key: int) -> None:
    reason = str(st.session_state["interval.reason"]) or "As policy says again."
    act(
        lambda: set_interval(wiring.cockpit().store, current_actor(), account_key, None, reason),
        "Policy's interval holds again.",
    )
