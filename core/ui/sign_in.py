"""What someone sees who is not let in: where to sign in, or why not."""

from __future__ import annotations

import streamlit as st

from core.errors import NotSignedIn, RapportError
from core.ui import safe
from core.ui.identity import sign_out


def page(reason: NotSignedIn) -> None:
    """The sign-in page; the only thing drawn for someone who is not signed in."""
    _alone()
    with _middle():
        st.title("Rapport")
        st.caption("Customer relationships, measured from your own exports.")
        if st.user.get("is_logged_in"):
            st.warning(safe.label(reason.message), icon=":material/schedule:")
        st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)


def refused(refusal: RapportError) -> None:
    """Someone who is known to the identity provider, but has no role here."""
    _alone()
    with _middle():
        st.title("No access yet")
        st.warning(safe.label(refusal.message), icon=":material/lock:")
        if refusal.remedy:
            st.caption(safe.label(refusal.remedy))
        st.button("Sign out", icon=":material/logout:", on_click=sign_out)


def _alone() -> None:
    st.navigation([st.Page(lambda: None, title="Sign in")], position="hidden")


def _middle() -> st.delta_generator.DeltaGenerator:
    return st.container(width=420)
