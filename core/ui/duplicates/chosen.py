"""Whether people or companies are looked at, chosen once for the whole page."""

from __future__ import annotations

import streamlit as st

from core.capture.identity.review import queue
from core.ui import queries, safe, words
from core.ui.opener import View

LABELS = {"contact": "People", "account": "Accounts"}
_NOUNS = {"contact": "person", "account": "account"}


def noun(entity: str) -> str:
    """One record of the entity, as people call it."""
    return _NOUNS[entity]


def _labelled(entity: str, waiting: int) -> str:
    """``People, 5 to review``: the control stands above what was decided and merged as well."""
    label = LABELS.get(entity, entity)
    return f"{label}, {words.number(waiting)} to review" if waiting else label


def chosen(view: View) -> str:
    """``contact`` or ``account``; the control says how many pairs of each wait."""
    waiting = {entity: queries.ask(queue, view.actor, entity, limit=1).total for entity in LABELS}
    found = st.segmented_control(
        "Of what",
        list(LABELS),
        default="contact",
        format_func=lambda name: safe.own(_labelled(name, waiting.get(name, 0))),
        key="duplicates.entity",
        label_visibility="collapsed",
        required=True,
    )
    return found if found in LABELS else "contact"
