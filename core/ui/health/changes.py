"""What changed in technical health since the last scan."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.ui import downloads, finder, queries, tables, words
from core.ui.opener import View
from core.ui.tables import Column

_CHANGES = (
    Column("Account", "name", width="medium"),
    Column("From", lambda row: words.rag(row.from_band)),
    Column("To", lambda row: words.rag(row.to_band)),
    Column("Score before", "from_score", "score"),
    Column("Score now", "to_score", "score"),
    Column("Direction", lambda row: words.direction(row.direction)),
)


def draw(view: View) -> None:
    """Accounts whose colour differs from the last scan's, the worse first."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which accounts changed colour?", anchor=False)
        st.space("stretch")
        downloads.button(view, "scan_changes")
    found = queries.ask(cockpit.changes_since_last_scan, view.actor, view.filters)
    if found.baseline_on is None:
        st.caption("No earlier scan yet. The first daily scan sets what changes are counted from.")
        return
    policy = " The policy changed in between." if found.policy_changed else ""
    moved = [change for change in found.changes if change.system == "health"]
    if not moved:
        st.caption(f"None since the scan of {words.day(found.baseline_on)}.{policy}")
        return
    st.caption(f"Against the scan of {words.day(found.baseline_on)}.{policy}")
    tables.show(
        moved,
        _CHANGES,
        key="health-changes",
        alt="Accounts whose technical health changed colour since the last scan, the worse first",
        on_open=lambda row: finder.open_account(str(row.account_key)),
    )
