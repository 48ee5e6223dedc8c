"""Saved views: name the filters of this page, open one of one's own or one that others share."""

from __future__ import annotations

from urllib.parse import parse_qs

import streamlit as st

from core import cockpit, wiring
from core.cockpit.views import SavedView
from core.ui import navigation, queries, safe
from core.ui.acts import act
from core.ui.identity import current_actor


def menu(page: str) -> None:
    """A popover with the saved views of the page, and a form to save this one."""
    actor = current_actor()
    with st.popover("Views", icon=":material/bookmark:", type="tertiary"):
        found = queries.ask(cockpit.saved_views, actor, page)
        if not found:
            st.caption("No saved views of this page yet. Set the filters, then name them here.")
        for view in found:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    safe.label(view.name, 60),
                    icon=":material/group:" if view.is_shared else ":material/person:",
                    key=f"view.open.{view.view_id}",
                    on_click=_open,
                    args=(view,),
                    type="tertiary",
                )
                if view.owner == actor.email:
                    st.button(
                        "Delete",
                        icon=":material/delete:",
                        key=f"view.delete.{view.view_id}",
                        on_click=_delete,
                        args=(view.view_id,),
                        type="tertiary",
                    )
        with st.form("view.form", border=False, clear_on_submit=True):
            st.text_input("Save this view as", key="view.name", max_chars=80)
            st.checkbox("Share with everyone", key="view.shared")
            st.form_submit_button("Save view", on_click=_save, args=(page,))


def _open(view: SavedView) -> None:
    st.session_state["filters.query"] = view.query
    st.switch_page(
        navigation.entry(view.page).path,
        query_params=parse_qs(view.query, keep_blank_values=True),
    )


def _save(page: str) -> None:
    state = st.session_state
    act(
        lambda: cockpit.save_view(
            wiring.cockpit().store,
            current_actor(),
            page=page,
            name=state.get("view.name", ""),
            query=state.get("filters.query", ""),
            is_shared=bool(state.get("view.shared")),
        ),
        "View saved.",
    )


def _delete(view_id: int) -> None:
    act(
        lambda: cockpit.delete_view(wiring.cockpit().store, current_actor(), view_id),
        "View deleted.",
    )
