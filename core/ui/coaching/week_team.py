"""The team's week for those who lead it: shared scores and what the accounts show, nobody's words."""

from __future__ import annotations

from datetime import date

import streamlit as st

from core.coaching.weekly import DigestRow, digest, skill_words
from core.ui import queries, safe, tables, words
from core.ui.opener import View
from core.ui.tables import Column


def _skills(row: DigestRow) -> str:
    return "; ".join(map(skill_words, row.skills)) or words.NONE


_COLUMNS = (
    Column("Person", "name", width=180),
    Column("Accounts", "accounts", "number"),
    Column("Red or escalated", "needing", "number", help="Of their accounts, as of today."),
    Column(
        "Shared turns",
        "turns",
        "number",
        help="With the coach in that week, where they share them.",
    ),
    Column(
        "Skills judged",
        _skills,
        width=420,
        help="Level of 5, how many judgements, the half-year before.",
    ),
    Column("Last coached", "coached_on", "date", help="The newest thing they share with you."),
)


def draw(view: View, week_on: date) -> None:
    """Everybody who reports to the viewer."""
    found = queries.ask(digest, view.actor, week_on)
    if not found.rows:
        st.caption("Nobody reports to you in the imported data.")
        return
    st.caption(
        "Counts and levels that people share, and their accounts. What somebody asked, wrote or practised "
        "is theirs alone."
    )
    tables.show(
        found.rows,
        _COLUMNS,
        key="week.team",
        alt="People with accounts that need somebody, shared turns and skills judged in the week",
    )
    if found.not_coached:
        names = words.listed(found.not_coached, 12)
        st.caption(safe.label(f"Nothing shared in the last {found.days} days: {names}.", 400))
