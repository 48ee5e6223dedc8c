"""Check-ins: when each account is written to next, and why one that is due was not drafted."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.communications import draft_check_ins, planned_check_ins
from core.health.communication.checkin import CheckIn
from core.ui import finder, queries, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_COLUMNS = (
    Column("Account", "account_name", width="medium"),
    Column("Due", "due_on", "date"),
    Column("Every", lambda row: _words(row.every_days, is_own=row.is_own)),
    Column("Last", "last_on", "date", help="When the last one was drafted or sent."),
    Column("Why not yet", lambda row: row.waits or row.note, width="large"),
    Column("Owner", "owner_email"),
)


def draw(view: View) -> None:
    """The accounts by when their next check-in is due."""
    found = queries.ask(planned_check_ins, view.actor, view.filters)
    due = [one for one in found if one.is_due(view.today)]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Who is due for a check-in?", anchor=False)
        st.space("stretch")
        if allows(view.actor, Permission.DRAFT_WRITE):
            st.button(
                "Draft what is due",
                key="check-ins.draft",
                icon=":material/edit_note:",
                disabled=not due,
                help="The longest due first, as many as policy lets a day have; they wait in the outbox.",
                on_click=_draft,
            )
    st.caption(
        f"{words.plural(len(due), 'account')} due. A check-in is drafted once an interval, which is policy's "
        "unless the account has one of its own, set on its tab Draft."
    )
    tables.show(
        found,
        _COLUMNS,
        key="check-ins",
        alt="Accounts by when their next check-in is due",
        on_open=_open,
    )


def _words(every_days: int, *, is_own: bool) -> str:
    if not every_days:
        return "Never"
    days = words.plural(every_days, "day")
    return f"{days}, its own" if is_own else days


def _open(row: CheckIn) -> None:
    finder.open_account(finder.reference(row.source_system, row.account_id), tab="Draft")


def _draft() -> None:
    done = act(
        lambda: draft_check_ins(wiring.cockpit(), current_actor()), "What was due is in the outbox."
    )
    if done is not None and done.refused:
        st.toast(f"{words.plural(done.refused, 'account')} without: the table says why.")
