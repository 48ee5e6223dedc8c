"""Who is looking at this page. Asked anew in every script run, fragment and callback."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.actor import LOCAL, Actor
from core.auth import identity
from core.ui import launch


def current_actor() -> Actor:
    """The person behind this script run, fragment or callback.

    Never keep the result between runs: roles may be withdrawn and sessions ended at any time.
    Raises :class:`~core.auth.identity.NotSignedIn` when nobody is signed in, or when the session
    has ended, and :class:`~core.errors.Forbidden` when the identity has no role here.
    """
    if not launch.door().sign_in_required:
        return LOCAL
    cockpit = wiring.cockpit()
    return identity.actor_of(cockpit.store, cockpit.settings, st.user.to_dict())


def sign_out() -> None:
    """End the session on the server, then forget the cookie."""
    if launch.door().sign_in_required:
        cockpit = wiring.cockpit()
        identity.sign_out(cockpit.store, st.user.to_dict())
        st.logout()
