"""An account's tickets and integrations."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.cockpit.account import AccountDetail
from core.ui import charts, downloads, queries, safe, words
from core.ui.account import heartbeat, tickets
from core.ui.opener import View


def draw(view: View, detail: AccountDetail) -> None:
    """Tickets, open ones first, and each integration with its calls a day."""
    tickets.draw(view, detail)
    _integrations(view, detail.row.account_key)


def _integrations(view: View, key: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Are the integrations alive?", anchor=False)
        st.space("stretch")
        downloads.button(view, "integrations", account_key=key)
    found = queries.ask(cockpit.integrations, view.actor, key, view.as_of)
    if not found:
        st.caption(
            "No heartbeat was imported. Import the heartbeats file, let the integration post to "
            "/api/heartbeats, or enter one by hand."
        )
        heartbeat.draw(view, key, [])
        return
    heartbeat.draw(view, key, [item.integration for item in found])
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
