"""Names of columns that saved mappings taught, and forgetting one."""

from __future__ import annotations

import streamlit as st

from core import capture, wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.capture.mapping.confirmed import ConfirmedName
from core.ui import queries, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

FORGET = ":material/delete: Forget"

_NAMES = (
    Column("Column", "as_written", width="medium"),
    Column("Fills", lambda one: f"{words.name(one.field)} ({words.name(one.table_name).lower()})"),
    Column("Confirmed in", "kind", width="medium"),
    Column("When", "learned_at", "moment"),
)


def names(view: View) -> None:
    """What is learned of names of columns: the first reason of later suggestions."""
    found = queries.ask(capture.learned_names, view.actor)
    if not found:
        return
    with st.expander(
        f"What was learned of {words.plural(len(found), 'name')} of columns",
        icon=":material/school:",
    ):
        st.caption(
            "Suggested first for columns of the same name in files to come. Mappings that were saved "
            "stay as they are when a name is forgotten."
        )
        may = allows(view.actor, Permission.MAPPING_SAVE)
        tables.show(
            found,
            _NAMES,
            key="confirmed",
            alt="Names of columns and the fields they were confirmed for",
            on_open=_forget if may else None,
            open_label=FORGET,
        )


def _forget(one: ConfirmedName) -> None:
    def use_case() -> bool:
        capture.forget_name(
            wiring.cockpit().store, current_actor(), one.as_written, one.table_name, one.field
        )
        return True

    act(use_case, "Forgotten; the name is no reason for a suggestion any more.")
