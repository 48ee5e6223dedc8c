"""What stands where there is nothing to show yet: why, and what to do next."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.actor import Actor
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.filters import Filters
from core.ui import filters, navigation, queries, safe


def state(title: str, text: str, icon: str = ":material/inbox:", *, key: str = "empty") -> None:
    """An empty state. ``title`` and ``text`` are our own words, never data."""
    with st.container(border=True, key=f"{key}-state"):
        st.subheader(safe.own(title), icon=icon, anchor=False)
        st.caption(safe.own(text))


def no_accounts(actor: Actor) -> None:
    """Nothing imported yet, or nothing this person may see."""
    may_import = allows(actor, Permission.IMPORT_PUBLISH)
    if may_import:
        state(
            "No accounts yet",
            "Import an export of your CRM, or stop the server and load the demo data with `python -m core demo load`. "
            "Accounts come first; contacts, activities and tickets find their account by "
            "themselves.",
        )
        if st.button("Import files", type="primary", icon=":material/upload_file:"):
            st.switch_page(navigation.entry("imports").path)
    else:
        state(
            "No accounts to show",
            "Either nothing has been imported yet, or no account is in your book. An analyst "
            "imports the exports; the owner and the team of an account come from them.",
        )


def none_left(actor: Actor, shown: Filters) -> None:
    """No account on the page: because of the filters, or because there is none."""
    if shown == Filters():
        no_accounts(actor)
    elif no_match():
        filters.clear()
        st.rerun()


def nothing_today(actor: Actor, shown: Filters) -> None:
    """No suggestion: there is no account, the filters leave none, or nothing is due."""
    if queries.ask(cockpit.account_list, actor, shown, limit=1).total:
        state(
            "Nothing calls for an executive now",
            "Suggestions appear when a sponsor leaves, a QBR is near, a plan asks for an executive, "
            "contact has lapsed, or results support an expansion.",
            ":material/task_alt:",
            key="today",
        )
    else:
        none_left(actor, shown)


def no_match(*, key: str = "no-match") -> bool:
    """Filters that match nothing; returns whether the person asks to clear them."""
    state(
        "No account matches these filters",
        "Widen them, or clear them to see every account of your book.",
        ":material/filter_alt_off:",
        key=key,
    )
    return st.button("Clear filters", icon=":material/filter_alt_off:", key=f"{key}-clear")
