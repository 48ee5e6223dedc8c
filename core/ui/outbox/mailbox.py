"""One's own mailbox: connected or not, and how to change that."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.channels.gmail import Gmail, connect_url, disconnect, mailbox
from core.ui import safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View


def draw(view: View) -> None:
    """The state of the actor's mailbox, with the way to connect or leave it."""
    if not allows(view.actor, Permission.MAILBOX_CONNECT):
        return
    gmail = _gmail()
    found = mailbox(gmail, view.actor)
    if found.state == "not_configured":
        st.caption("Gmail is not set up here: approved texts leave as a file, a link, or copied.")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if found.is_connected:
            since = f"{found.address}, connected since {words.day(found.connected_at)}"
            st.badge(safe.label(since, 120), icon=":material/mark_email_read:", color="green")
            st.button("Disconnect", key="mailbox.disconnect", type="tertiary", on_click=_disconnect)
        else:
            st.badge("No mailbox connected", icon=":material/mail_off:", color="gray")
            _connect(view, gmail)
    if found.note:
        st.caption(safe.label(found.note, 400))


def _connect(view: View, gmail: Gmail) -> None:
    """Ask for the address where nobody signs in, then lead to Google's page of consent."""
    if "@" not in view.actor.email:
        st.text_input(
            "Your Gmail address",
            key="mailbox.address",
            placeholder="you@example.com",
            label_visibility="collapsed",
            width=260,
        )
    st.button("Connect Gmail", key="mailbox.connect", icon=":material/link:", on_click=_ask)
    if link := st.session_state.pop("mailbox.link", ""):
        host = urlsplit(gmail.endpoints.consent).hostname or ""
        st.link_button("Go on at Google", safe.leads_to(link, host), icon=":material/open_in_new:")


def _ask() -> None:
    address = str(st.session_state.get("mailbox.address", "")).strip()
    link = act(
        lambda: connect_url(_gmail(), current_actor(), address),
        "Go on at Google: it asks whether Rapport may make drafts.",
    )
    if link:
        st.session_state["mailbox.link"] = link


def _disconnect() -> None:
    act(lambda: disconnect(_gmail(), current_actor()), "Disconnected; the access is deleted.")


def _gmail() -> Gmail:
    running = wiring.cockpit()
    return Gmail(running.store, running.settings)
