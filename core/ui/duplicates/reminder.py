"""One line on the Today page: how many pairs wait for the person looking."""

from __future__ import annotations

import streamlit as st

from core.auth.guard import allows
from core.auth.permissions import Permission
from core.capture.identity.review import queue
from core.ui import navigation, queries, safe, words
from core.ui.duplicates.chosen import LABELS
from core.ui.opener import View


def draw(view: View) -> None:
    """A button to the Duplicates page where pairs of one's own accounts wait; nothing where none do."""
    if not allows(view.actor, Permission.IDENTITY_DECIDE):
        return
    waiting = {entity: queries.ask(queue, view.actor, entity, limit=1).total for entity in LABELS}
    if not any(waiting.values()):
        return
    what = " and ".join(
        f"{words.plural(count, 'pair')} of {LABELS[entity].lower()}"
        for entity, count in waiting.items()
        if count
    )
    if st.button(
        safe.own(f"{what} may be duplicates"),
        key="duplicates.reminder",
        icon=":material/join:",
        type="tertiary",
    ):
        st.switch_page(navigation.entry("duplicates").path)
