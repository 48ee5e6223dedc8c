"""What the scores are made from, what is missing, and which file brings it."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.ui import queries, tables, words
from core.ui.opener import View
from core.ui.tables import Column


def _share(row: cockpit.Coverage) -> str:
    return f"{words.number(row.accounts)} of {words.number(row.of_accounts)}"


_COLUMNS = (
    Column("Records of", "label", width="medium"),
    Column("Needed for", "feeds"),
    Column("Records", "records", "number"),
    Column("Accounts that have some", _share),
    Column("Newest", "newest_at", "date"),
    Column("To close the gap", lambda row: row.advice or None, width="large"),
)


def draw(view: View) -> None:
    """One row a kind of record."""
    st.subheader("What are the scores made from?", anchor=False)
    st.caption("A measure that is missing gives no points and takes no weight; the score says so.")
    tables.show(
        queries.ask(cockpit.import_coverage, view.actor),
        _COLUMNS,
        key="coverage",
        alt="Kinds of records, how many accounts have them, and what to import",
    )
