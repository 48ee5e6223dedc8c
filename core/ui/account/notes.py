"""Notes on an account."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.cockpit.account import AccountDetail
from core.ui import downloads, forms, queries, safe, words
from core.ui.opener import View


def draw(view: View, detail: AccountDetail) -> None:
    """A field for a new note, then the notes, newest first."""
    key = detail.row.account_key
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("What should the next person know?", anchor=False)
        st.space("stretch")
        downloads.button(view, "notes", account_key=key)
    forms.note(view, key)
    found = queries.ask(cockpit.notes, view.actor, key)
    if not found:
        st.caption("No notes yet.")
    for note in found:
        with st.container(border=True):
            st.caption(
                f"{safe.label(note.written_by)}, {words.ago(note.written_at, view.today)}",
                help=words.moment(note.written_at),
            )
            st.text(note.body)
