"""Alerts to one's own people: which channels are set up, what is through and what waits."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.channels.notices import (
    ChannelName,
    ChannelState,
    NoticeDelivery,
    State,
    channel_states,
    deliver_due,
    deliveries,
    probe,
)
from core.ui import finder, queries, safe, tables, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_KEY = "alerts"
_MOST = 500
NAMES = {
    ChannelName.CRM_PAGE: "Page in Notion",
    ChannelName.SALES_EVENT: "Event to sales",
    ChannelName.EMAIL: "E-mail",
    ChannelName.CHAT: "Chat",
}
STATES = {
    State.WAITING: "Waiting",
    State.DELIVERED: "Delivered",
    State.NOT_CONFIGURED: "Not set up",
    State.EXPIRED: "Given up",
}
_SHOWN = {
    "Not through": (State.WAITING, State.NOT_CONFIGURED, State.EXPIRED),
    "Delivered": (State.DELIVERED,),
    "All": (),
}


def channel(name: ChannelName, webhook: str) -> str:
    """A channel in words; of several webhooks, which."""
    return f"{NAMES[name]}: {webhook}" if webhook else NAMES[name]


def _next(row: NoticeDelivery) -> datetime | None:
    """When it is tried next; never again what is through or given up."""
    return row.next_at if row.state in (State.WAITING, State.NOT_CONFIGURED) else None


_CHANNELS = (
    Column("Channel", lambda row: channel(row.name, row.webhook)),
    Column("Set up", "is_configured", "yes"),
    Column("Where, or what is missing", lambda row: row.where or row.missing, width="large"),
)
_LISTED = (
    Column("Account", "account_name", width="medium"),
    Column("What", "title", width="medium"),
    Column("Channel", lambda row: channel(row.channel, row.webhook)),
    Column("State", lambda row: STATES[row.state]),
    Column("Trouble", "error", width="large"),
    Column("Next try, UTC", _next, "moment"),
    Column("Attempts", "attempts", "number"),
    Column("Queued, UTC", "queued_at", "moment"),
    Column("Delivered, UTC", "delivered_at", "moment"),
    Column("Severity", lambda row: words.name(row.severity)),
)


def draw(view: View) -> None:
    """The channels, then the notices."""
    _channels(view)
    _notices(view)


def _channels(view: View) -> None:
    running = wiring.cockpit()
    states = channel_states(running.store, running.settings)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("By which channels are we told?", anchor=False)
        st.space("stretch")
        if allows(view.actor, Permission.DATABASE_MAINTAIN):
            _test(view, states)
    tables.show(states, _CHANNELS, key=f"{_KEY}.channels", alt="Channels and what each lacks")
    if not all(state.is_configured for state in states):
        st.caption(
            "Channels are set up by whoever runs Rapport (docs/channels.md). One that is set up later "
            "gets the alerts of the last 14 days."
        )


def _test(view: View, states: tuple[ChannelState, ...]) -> None:
    usable = [
        (s.name, s.webhook)
        for s in states
        if s.is_configured and s.name is not ChannelName.SALES_EVENT
    ]
    if not usable:
        return
    with st.popover("Send a test", icon=":material/send:", type="tertiary"):
        st.selectbox("Channel", usable, format_func=lambda way: channel(*way), key="alerts.channel")
        st.text_input(
            "To, for e-mail",
            value=view.actor.email if "@" in view.actor.email else "",
            key="alerts.to",
            placeholder="somebody of the team",
        )
        st.button("Test", key="alerts.test", on_click=_try_out)


def _try_out() -> None:
    running = wiring.cockpit()
    name, webhook = st.session_state["alerts.channel"]
    to = webhook if name is ChannelName.CHAT else str(st.session_state["alerts.to"]).strip()
    act(
        lambda: probe(running.store, running.settings, current_actor(), name, to=to),
        "It went out, or Notion answered. Look there whether it arrived.",
    )


def _notices(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which alerts went out?", anchor=False)
        st.space("stretch")
        shown = st.segmented_control(
            "Shown",
            list(_SHOWN),
            default="Not through",
            key="alerts.shown",
            label_visibility="collapsed",
        )
        if allows(view.actor, Permission.NOTICE_DELIVER):
            st.button("Try now", key="alerts.try", icon=":material/sync:", on_click=_deliver)
    states = _SHOWN[shown or "All"]
    rows = queries.ask(deliveries, view.actor, states=states, limit=_MOST)
    if not rows:
        st.caption("None.")
        return
    newest = ", the newest ones" if len(rows) == _MOST else ""
    st.caption(safe.own(f"{words.plural(len(rows), 'row')}, one a notice and channel{newest}."))
    place = tables.place(_KEY)
    place = place if place < len(rows) else 0
    tables.show(
        rows[place : place + tables.PAGE_SIZE],
        _LISTED,
        key=_KEY,
        alt="Notices by channel with state, attempts and trouble, the newest first",
        on_open=lambda row: finder.open_account(str(row.account_key)),
    )
    tables.offset(len(rows), key=_KEY)


def _deliver() -> None:
    running = wiring.cockpit()
    act(
        lambda: deliver_due(running.store, running.settings, current_actor()),
        "Tried what was due; the rest has its time.",
    )
