"""What was decided of which pairs, by whom, and taking it back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.capture.identity.decisions import withdraw
from core.capture.identity.review import history
from core.ui import queries, safe, tables
from core.ui.acts import act
from core.ui.duplicates import evidence, fields
from core.ui.duplicates.chosen import LABELS, chosen
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_CHOSEN = "duplicates.withdrawing"


def _verdict(row: dict[str, Any]) -> str:
    if row["withdrawn_at"]:
        return "○ Taken back"
    return "● Same" if row["verdict"] == "same" else "◆ Different"


def _named(row: dict[str, Any], side: str) -> str:
    label = row[f"{side}_label"] or "a record no longer here"
    system = row[f"{side}_system"]
    return f"{label} ({fields.system(system)} {row[f'{side}_id']})" if system else label


_COLUMNS = (
    Column("Decision", _verdict, width=110),
    Column("This one", lambda row: _named(row, "left"), width="medium"),
    Column("That one", lambda row: _named(row, "right"), width="medium"),
    Column(
        "By", lambda row: "the matching" if row["is_automatic"] else row["decided_by"], width=150
    ),
    Column("When", lambda row: row["decided_at"], "moment"),
    Column(
        "Likely then",
        lambda row: (
            None if row["probability"] is None else evidence.probability(row["probability"])
        ),
        width=90,
    ),
    Column("Why", lambda row: row["reason"], width="medium"),
    Column("Taken back by", lambda row: row["withdrawn_by"], width=150),
    Column("Taken back because", lambda row: row["withdrawn_reason"], width="medium"),
)


def draw(view: View) -> None:
    """Every decision, newest first; one is chosen and taken back with a reason."""
    entity = chosen(view)
    with st.container(horizontal=True, vertical_alignment="center"):
        text = st.text_input(
            "Search",
            key=f"duplicates.decided.search.{entity}",
            placeholder="Name or identifier",
            icon=":material/search:",
            label_visibility="collapsed",
            width=330,
        )
        standing = st.toggle("Only what holds", key="duplicates.decided.standing")
    place = f"duplicates.decided.{entity}"
    found = queries.ask(
        history,
        view.actor,
        entity,
        search=text.strip(),
        in_force_only=standing,
        limit=tables.PAGE_SIZE,
        offset=tables.place(place),
    )
    if not found.rows:
        st.caption(
            f"Nothing is decided of {safe.own(LABELS[entity].lower())} yet, or nothing matches."
        )
        return
    may = allows(view.actor, Permission.IDENTITY_DECIDE)
    tables.show(
        found.rows,
        _COLUMNS,
        key=f"duplicates.decisions.{entity}",
        alt="Decisions on pairs, newest first, with who made them and whether they hold",
        on_open=_choose if may else None,
        open_label=":material/undo: Undo",
    )
    tables.offset(found.total, key=place)
    _ask(found.rows)


def _choose(row: dict[str, Any]) -> None:
    st.session_state[_CHOSEN] = row["decision_id"]


def _ask(rows: list[dict[str, Any]]) -> None:
    row = next((row for row in rows if row["decision_id"] == st.session_state.get(_CHOSEN)), None)
    if row is None:
        return
    if row["withdrawn_at"]:
        st.caption("This decision is taken back already.")
        return
    with st.form("duplicates.withdraw", border=True):
        st.markdown(
            f"Take back: **{safe.label(_named(row, 'left'))}** and "
            f"**{safe.label(_named(row, 'right'))}** are {safe.own(row['verdict'])}?"
        )
        st.text_input("Why", key="duplicates.withdraw.reason", max_chars=500)
        st.form_submit_button(
            "Take it back", icon=":material/undo:", on_click=_withdraw, args=(row["decision_id"],)
        )


def _withdraw(decision_id: int) -> None:
    reason = st.session_state.get("duplicates.withdraw.reason", "")
    act(
        lambda: withdraw(wiring.cockpit().store, current_actor(), decision_id, reason),
        "Taken back: everything is as if it had not been decided.",
    )
    st.session_state.pop(_CHOSEN, None)
