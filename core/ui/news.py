"""What changed: scores since the last scan, and facts between imports."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.ui import downloads, finder, queries, safe, tables, words
from core.ui.opener import View
from core.ui.tables import Column

_SHOWN = 20
_HEIGHT = 170
_SCORES = (
    Column("Account", "name", width=170),
    Column("Score of", lambda row: words.name(row.system)),
    Column("From", lambda row: words.name(row.from_band)),
    Column("To", lambda row: words.name(row.to_band)),
    Column("Direction", lambda row: words.direction(row.direction)),
)
_FACTS = (
    Column("Account", "account_name", width=170),
    Column("What", lambda row: f"{words.name(row.entity)} {words.name(row.field).lower()}"),
    Column("Name", "entity_name"),
    Column("From", "from_value"),
    Column("To", "to_value"),
    Column("Seen", "observed_at", "date"),
)


def draw(view: View) -> None:
    """Changed colours and levels first, changed facts below."""
    _scores(view)
    _facts(view)


def _scores(view: View) -> None:
    found = queries.ask(cockpit.changes_since_last_scan, view.actor, view.filters)
    _heading("Which scores changed since the last scan?", view, "scan_changes")
    if found.baseline_on is None:
        st.caption("No earlier scan yet. The first daily scan sets what changes are counted from.")
        return
    policy = " The policy changed in between." if found.policy_changed else ""
    if not found.changes:
        st.caption(f"None since the scan of {words.day(found.baseline_on)}.{policy}")
        return
    st.caption(f"Against the scan of {words.day(found.baseline_on)}.{policy}")
    tables.show(
        found.changes,
        _SCORES,
        key="scan-changes",
        alt="Accounts whose health or engagement changed since the last scan",
        on_open=lambda row: finder.open_account(str(row.account_key)),
        height=_HEIGHT,
    )


def _facts(view: View) -> None:
    found = queries.ask(cockpit.recent_changes, view.actor, view.filters, limit=_SHOWN)
    _heading("What changed at the customers?", view, "import_changes")
    if not found:
        st.caption(
            f"Nothing between imports in the last {words.plural(view.filters.period_days, 'day')}."
        )
        return
    tables.show(
        found,
        _FACTS,
        key="import-changes",
        alt="Changes of people, owners, stages and amounts between imports, newest first",
        on_open=lambda row: finder.open_account(str(row.account_key)),
        height=_HEIGHT,
    )


def _heading(title: str, view: View, table: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{safe.own(title)}**")
        st.space("stretch")
        downloads.button(view, table)
