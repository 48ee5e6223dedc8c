"""The account's escalation, where it has one, and computing its scores anew."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.account import AccountDetail
from core.cockpit.escalations import scan_one
from core.health.escalation import Escalation, escalations
from core.ui import escalation_words, finder, queries, safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View


def draw(view: View, detail: AccountDetail) -> None:
    """One line with the escalation that lasts, and the button that looks again; both are about today."""
    if view.as_of != view.today:
        return
    found = queries.ask(escalations, view.actor, account_key=detail.row.account_key, limit=1).rows
    may_refresh = allows(view.actor, Permission.ACCOUNT_REFRESH)
    if not found and not may_refresh:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if found:
            _line(view, found[0])
        st.space("stretch")
        if may_refresh:
            st.button(
                "Refresh",
                key="account.refresh",
                icon=":material/refresh:",
                type="tertiary",
                help="Computes this account's scores anew. An escalation that this opens is told to "
                "its people, and an outreach is drafted for review.",
                on_click=_refresh,
                args=(detail.row.account_key,),
            )


def _line(view: View, one: Escalation) -> None:
    st.badge(
        safe.own(f"{words.name(one.severity.value)} escalation"),
        color=escalation_words.COLOUR[one.severity],
        icon=escalation_words.ICON[one.severity],
    )
    said = (words.name(one.state.value), f"since {words.day(one.opened_on)}")
    st.caption(
        safe.own(" · ".join((*said, escalation_words.update(one, view.today)))), width="content"
    )
    if one.draft_id is not None:
        st.button(
            "Open the draft",
            key="account.escalation.draft",
            icon=":material/edit_note:",
            type="tertiary",
            on_click=finder.open_account,
            args=(finder.reference(one.source_system, one.account_id),),
            kwargs={"tab": "Draft", "draft": str(one.draft_id)},
        )


def _refresh(account_key: int) -> None:
    running = wiring.cockpit()
    done = act(lambda: scan_one(running, current_actor(), account_key), "Scores computed anew.")
    if done is None:
        return
    if done.observed.opened:
        st.toast("This opened an escalation.", icon=":material/crisis_alert:")
    elif done.observed.recovered:
        st.toast("The escalation is over.", icon=":material/check_circle:")
