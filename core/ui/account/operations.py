"""An account's tickets and integrations."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.cockpit.account import AccountDetail
from core.ui import charts, downloads, forms, queries, safe, tables, words
from core.ui.account.scores import ROWS
from core.ui.opener import View
from core.ui.tables import Column

_TICKETS = (
    Column("Ticket", "ticket_id"),
    Column("Priority", "priority"),
    Column("Status", lambda row: words.name(row.status)),
    Column("Age", "age_days", "days"),
    Column("Subject", "subject", width="large"),
    Column("Opened", "opened_at", "moment"),
    Column("First reply", "first_reply_at", "moment"),
    Column("Resolved", "resolved_at", "moment"),
    Column("Component", "component"),
    Column("Requester", "requester_email"),
    Column("System", "source_system"),
)


def draw(view: View, detail: AccountDetail) -> None:
    """Tickets, open ones first, and each integration with its calls a day."""
    key = detail.row.account_key
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which tickets are open?", anchor=False)
        st.space("stretch")
        closed = st.toggle("With closed ones", key="tickets.closed")
        downloads.button(view, "tickets", account_key=key)
    rows = queries.ask(
        cockpit.tickets, view.actor, key, view.as_of, open_only=not closed, limit=200
    )
    if rows:
        tables.show(
            rows,
            _TICKETS,
            key="tickets",
            alt="Tickets of the account",
            on_open=lambda row: forms.ask_for_reference(f"Ticket {row.ticket_id}", row.evidence),
            open_label=ROWS,
        )
    else:
        st.caption("No open ticket on this date." if not closed else "No ticket was imported.")
    _integrations(view, key)


def _integrations(view: View, key: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Are the integrations alive?", anchor=False)
        st.space("stretch")
        downloads.button(view, "integrations", account_key=key)
    found = queries.ask(cockpit.integrations, view.actor, key, view.as_of)
    if not found:
        st.caption(
            "No heartbeat was imported. Import the heartbeats file, or let the integration post "
            "to /api/heartbeats."
        )
        return
    with st.grid(2, min_column_width=360, gap="small"):
        for number, item in enumerate(found):
            with st.container(border=True):
                st.markdown(f"**{safe.label(item.integration)}**")
                st.caption(
                    f"Last seen {words.moment(item.last_seen_at)}, silent for "
                    f"{words.hours(item.hours_silent)} up to the end of the day shown"
                )
                figure = charts.daily(item.days, item.series, "API calls a day")
                spoken = f"API calls a day of {item.integration}"
                charts.draw(figure, spoken, f"integration.{number}")
