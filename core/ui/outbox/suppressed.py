"""Who is not to be written to: addresses and domains, until when and why."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.drafting.approval.suppression import Suppressed
from core.ui import empty, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_COLUMNS = (
    Column("Who", lambda row: row.value or row.contact_name, width="medium"),
    Column("Kind", lambda row: words.name(row.scope)),
    Column("Until", lambda row: words.day(row.until_on) if row.until_on else "for good"),
    Column("Reason", "reason", width="large"),
    Column("By", "suppressed_by"),
    Column("Since", "suppressed_at", "moment"),
)


def draw(view: View) -> None:
    """The entries in force; for who may, adding one and ending one."""
    found = wiring.cockpit().drafting.suppressions(view.actor)
    editable = allows(view.actor, Permission.SUPPRESSION_MANAGE)
    if editable:
        _add()
    if not found:
        empty.state(
            "Everybody may be written to",
            "People who opted out in an import are kept out by their consent. Enter an address or a "
            "domain here to keep it out as well; approvals to it become void at once.",
            ":material/do_not_disturb_on:",
            key="suppressed",
        )
        return
    tables.show(
        found,
        _COLUMNS,
        key="suppressed",
        alt="Addresses, domains and people that are not to be written to",
        on_open=_ask_to_end if editable else None,
        open_label=":material/undo: End",
    )
    _end(found)


def _add() -> None:
    with (
        st.form("suppress.form", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input("Address or domain", key="suppress.value", max_chars=254)
        st.text_input("Reason", key="suppress.reason", max_chars=500)
        st.date_input("Until", value=None, min_value="today", key="suppress.until")
        st.form_submit_button("Never write to it", icon=":material/block:", on_click=_suppress)


def _suppress() -> None:
    state = st.session_state
    act(
        lambda: wiring.cockpit().drafting.suppress(
            current_actor(),
            state.get("suppress.value", ""),
            state.get("suppress.reason", ""),
            until=state.get("suppress.until"),
        ),
        "Kept out. Approvals to it are void.",
    )


def _ask_to_end(row: Suppressed) -> None:
    st.session_state["suppress.ending"] = row.suppression_id


def _end(found: tuple[Suppressed, ...]) -> None:
    ending = st.session_state.get("suppress.ending")
    if ending not in {row.suppression_id for row in found}:
        return
    with st.form("suppress.end", border=True):
        st.text_input("Why may they be written to again?", key="suppress.why", max_chars=500)
        st.form_submit_button("Let it be written to again", on_click=_do_end, args=(ending,))


def _do_end(suppression_id: int) -> None:
    why = st.session_state.get("suppress.why", "")
    act(
        lambda: wiring.cockpit().drafting.end_suppression(current_actor(), suppression_id, why),
        "May be written to again.",
    )
