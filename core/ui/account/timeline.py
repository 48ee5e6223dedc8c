"""Everything that happened with an account, in one list."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from core import cockpit
from core.cockpit.account import AccountDetail
from core.cockpit.operations import TimelineEntry
from core.ui import downloads, forms, queries, tables, words
from core.ui.account.scores import ROWS
from core.ui.opener import View
from core.ui.tables import Column

_KINDS = {
    "activity": "Contacts",
    "ticket": "Tickets",
    "heartbeat_gap": "Silences",
    "change": "Changes",
    "note": "Notes",
}
_COLUMNS = (
    Column("When", "at", "moment"),
    Column("Kind", lambda row: words.name(row.label), width=118),
    Column("What", "title", width="medium"),
    Column("Detail", "detail", width="large"),
    Column("People", lambda row: words.listed(row.people)),
)


def draw(view: View, detail: AccountDetail) -> None:
    """The entries of the kinds and the period chosen, newest first, paged by the database."""
    key = detail.row.account_key
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("What happened?", anchor=False)
        kinds = st.pills(
            "Kinds",
            list(_KINDS),
            selection_mode="multi",
            format_func=lambda kind: _KINDS[kind],
            key="timeline.kinds",
            label_visibility="collapsed",
            persist_state="session",
        )
        whole = st.toggle("From the beginning", key="timeline.whole")
        st.space("stretch")
        downloads.button(view, "timeline", account_key=key)
    known = tuple(kind for kind in kinds or () if kind in _KINDS) or cockpit.TIMELINE_KINDS
    found = queries.ask(
        cockpit.timeline,
        view.actor,
        key,
        view.as_of,
        kinds=known,
        since=None if whole else view.as_of - timedelta(days=view.filters.period_days),
        limit=tables.PAGE_SIZE,
        offset=tables.place("timeline"),
    )
    if not found.entries:
        st.caption(
            f"Nothing in the last {words.number(view.filters.period_days)} days up to {words.day(view.as_of)}. "
            "Look from the beginning, or import activities and tickets."
        )
        return
    tables.show(
        found.entries,
        _COLUMNS,
        key="timeline",
        alt="Timeline of the account, newest first",
        on_open=_open,
        open_label=ROWS,
        height=31 * (len(found.entries) + 1) + 4,
    )
    tables.offset(found.total, key="timeline")


def _open(row: TimelineEntry) -> None:
    if row.reference:
        forms.ask_for_reference(row.title or words.name(row.label), row.reference)
    else:
        st.toast("Written here, not imported: there is no line of a file to show.")
