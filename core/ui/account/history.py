"""An account's past: both scores over time, and what changed between imports."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.cockpit.account import AccountDetail
from core.ui import charts, downloads, queries, tables, trend, words
from core.ui.opener import View
from core.ui.tables import Column

_CHANGES = (
    Column("Seen", "observed_at", "date"),
    Column("What", lambda row: words.name(row.entity)),
    Column("Name", "entity_name", width="medium"),
    Column("Field", lambda row: words.name(row.field)),
    Column("From", "from_value", width="medium"),
    Column("To", "to_value", width="medium"),
    Column("File", "file_name"),
    Column("Line", "source_line", "number"),
    Column("File before", "previous_file_name"),
    Column("Line before", "previous_source_line", "number"),
)


def draw(view: View, detail: AccountDetail) -> None:
    """Scores by month-end and scan, then the changes that imports recorded."""
    key = detail.row.account_key
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("How did the scores get here?", anchor=False)
        st.space("stretch")
        downloads.button(view, "score_history", account_key=key)
    points = queries.ask(cockpit.score_history, view.actor, key, view.as_of)
    if len({point.as_of for point in points}) > 1:
        figure = charts.history(points, "")
        charts.draw(figure, "Both scores of the account over time", "score-history")
    else:
        st.caption("One date only so far. Replay the month-ends to see how the scores moved.")
    trend.replay(view)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("What changed between imports?", anchor=False)
        st.space("stretch")
        downloads.button(view, "changes", account_key=key)
    found = queries.ask(cockpit.changes, view.actor, key, view.as_of)
    if not found:
        st.caption("Nothing of this account changed from one import to the next.")
        return
    tables.show(found, _CHANGES, key="changes", alt="Changes between imports, newest first")
