"""Which page in Notion is the account's, and saying so."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.channels.notion import crm_page, set_crm_page
from core.ui import queries, safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View

_HOW = {"person": "named by hand", "title": "found by its title"}


def draw(view: View, account_key: int) -> None:
    """The page that is known, and a field for its address, for those who may say it."""
    if not allows(view.actor, Permission.ACCOUNT_OVERRIDE):
        return
    found = queries.ask(crm_page, view.actor, account_key)
    with st.popover("Page in Notion", icon=":material/description:", type="tertiary"):
        if found is None:
            st.caption(
                "No page is known. Without one named here, the only page whose title is exactly the "
                "account's name is taken."
            )
        else:
            how = f"{_HOW.get(found.found_by, '')}, {words.day(found.set_at)}"
            st.caption(safe.label(f"Known: {how}"))
            st.link_button(
                "Open in Notion",
                safe.leads_to(found.link, "www.notion.so"),
                icon=":material/open_in_new:",
            )
        with st.form("crm-page.form", border=False, clear_on_submit=True):
            st.text_input(
                "Its address",
                key="crm-page.address",
                max_chars=500,
                placeholder="https://www.notion.so/…",
                help="In Notion: … > Copy link. Left empty, the page known here is forgotten.",
            )
            st.form_submit_button("Save", on_click=_save, args=(account_key,))


def _save(account_key: int) -> None:
    address = str(st.session_state["crm-page.address"])
    act(
        lambda: set_crm_page(wiring.cockpit().store, current_actor(), account_key, address),
        "Alerts and the profile go to that page." if address.strip() else "The page is forgotten.",
    )
