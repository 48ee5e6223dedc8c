"""Finding and opening an account from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs

import streamlit as st

from core import cockpit, wiring
from core.actor import Actor
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.filters import Filters
from core.ui import fresh, navigation, queries, safe

_SHOWN = 8


def box(actor: Actor) -> None:
    """A search field with the accounts whose name or identifier holds what was typed."""
    if not allows(actor, Permission.ACCOUNT_READ):
        return
    text = st.text_input(
        "Find an account",
        key="finder.text",
        placeholder="Find an account",
        icon=":material/search:",
        label_visibility="collapsed",
        persist_state="session",
    )
    if not text.strip():
        return
    fresh.ensure(actor, wiring.cockpit().clock.today())
    found = queries.ask(
        cockpit.account_list, actor, Filters(search=text.strip()), limit=_SHOWN, sort="name"
    )
    for row in found.rows:
        st.button(
            safe.label(row.name, 48),
            key=f"finder.{row.account_key}",
            type="tertiary",
            on_click=open_account,
            args=(reference(row.source_system, row.account_id),),
        )
    if not found.rows:
        st.caption("No account of that name in your book.")
    elif found.total > _SHOWN:
        st.caption(f"{found.total - _SHOWN:,} more; type more of the name.")


def reference(source_system: str, account_id: str) -> str:
    """How an account is named in an address, e.g. ``salesforce:0018Z00002abc``."""
    return f"{source_system}:{account_id}"


def open_account(account: str, tab: str = "", **more: str) -> None:
    """Widget callback: go to the account's page, on ``tab``, with the filters as they are.

    ``more`` goes into the address as well, e.g. which draft to open.
    """
    st.session_state["finder.text"] = ""
    st.session_state["account"] = account
    query = parse_qs(st.session_state.get("filters.query", ""), keep_blank_values=True)
    query |= {"account": [account], **{name: [value] for name, value in more.items()}}
    if tab:
        # The tabs own their part of the address: see choose_tab.
        st.session_state["account.tab"] = tab
    st.switch_page(navigation.entry("account").path, query_params=query)


def choose_tab(names: Sequence[str]) -> None:
    """On the account's page, before its tabs: open the one that was asked for.

    An address that names a draft and no tab asks for the draft's.
    """
    wanted = st.session_state.pop("account.tab", "")
    if not wanted and "draft" in st.query_params and "tab" not in st.session_state:
        wanted = "" if "tab" in st.query_params else "Draft"
    if wanted in names:
        st.session_state["tab"] = wanted
