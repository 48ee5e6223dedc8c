"""Documents that were taken out of use."""

from __future__ import annotations

import streamlit as st

from core.auth.guard import allows
from core.auth.permissions import Permission
from core.coaching.knowledge import archived
from core.ui import queries, safe, words
from core.ui.coaching.knowledge_page import restore_version
from core.ui.opener import View


def draw(view: View) -> None:
    """A list behind its number, each with the way back; nothing where nothing was archived."""
    found = queries.ask(archived, view.actor)
    if not found or not allows(view.actor, Permission.KNOWLEDGE_WRITE):
        return
    with st.expander(f"Archived ({len(found)})", icon=":material/archive:"):
        for version in found:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                parts = (version.title, words.moment(version.saved_at), version.saved_by)
                st.caption(safe.label(" · ".join(parts), 200), width="stretch")
                st.button(
                    "Restore",
                    key=f"knowledge.back.{version.slug}",
                    type="tertiary",
                    on_click=restore_version,
                    args=(version.slug, version.version),
                )
