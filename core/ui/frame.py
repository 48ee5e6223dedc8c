"""What every page has around it: title and icon, navigation, account finder, who is signed in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core import wiring
from core.actor import Actor
from core.ui import command, finder, launch, safe
from core.ui.identity import sign_out
from core.ui.navigation import PAGES, sections

ASSETS = Path(__file__).parent / "assets"
SIDEBAR_PIXELS = 216


def configure() -> None:
    """Page title, icon and width. The icon is a file: a Material icon would be fetched remotely."""
    st.set_page_config(
        page_title="Rapport",
        page_icon=ASSETS / "mark.svg",
        layout="wide",
        initial_sidebar_state=SIDEBAR_PIXELS,
    )
    st.logo(str(ASSETS / "logo.svg"), icon_image=str(ASSETS / "mark.svg"), size="medium")


def navigation(actor: Actor) -> StreamlitPage:
    """Pages by persona. One that the actor may not open is hidden, and refuses when asked for."""
    shown = sections(actor)
    menu = {section: [_page(entry.name) for entry in entries] for section, entries in shown.items()}
    allowed = {entry.name for entries in shown.values() for entry in entries}
    hidden = [_page(entry.name, hidden=True) for entry in PAGES if entry.name not in allowed]
    if hidden:
        menu.setdefault("", []).extend(hidden)
    return st.navigation(menu, expanded=True)


def _page(name: str, *, hidden: bool = False) -> StreamlitPage:
    found = next(page for page in PAGES if page.name == name)
    return st.Page(
        found.path,
        title=found.title,
        icon=found.icon,
        url_path=found.name,
        default=found is PAGES[0],
        visibility="hidden" if hidden else "visible",
        help=found.summary,
    )


def read_only() -> None:
    """Say on every page when nothing can be saved, why, and what to do about it."""
    refusal = wiring.cockpit().store.refusal
    if refusal is not None:
        st.warning(
            safe.label(refusal.remedy or " ", 400),
            title=f"Nothing can be saved now. {safe.label(refusal.message, 300)}",
            icon=":material/lock:",
        )


def sidebar(actor: Actor) -> None:
    """The command bar, the account finder, and who is signed in."""
    with st.sidebar:
        command.bar(actor)
        finder.box(actor)
        st.space("stretch")
        if launch.door().sign_in_required:
            st.caption(f"Signed in as {safe.label(actor.email)}")
            st.button("Sign out", icon=":material/logout:", on_click=sign_out, type="tertiary")
        else:
            st.caption(
                "Single-user mode, for this machine only.",
                help="No sign-in is configured, so the server answers on loopback addresses only. "
                "Add an [auth] section to .streamlit/secrets.toml to let others in.",
            )
