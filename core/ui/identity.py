"""Who is looking at this page. Asked anew in every script run, fragment and callback."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core import wiring
from core.actor import LOCAL, Actor
from core.auth import identity
from core.auth.refusals import record_refusal
from core.errors import Forbidden, NotSignedIn
from core.ui import launch


def current_actor() -> Actor:
    """The person behind this script run, fragment or callback.

    Never keep the result between runs: roles may be withdrawn and sessions ended at any time.
    Raises :class:`~core.errors.NotSignedIn` when nobody is signed in, or when the session
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


def rechecked_actor() -> Callable[[], Actor]:
    """Who is looking, to be asked again later outside a script run (a download prepared on click).

    The claims are those of this run; whether their session is still in force, and which roles it
    has, is read at the time of the call.
    """
    if not launch.door().sign_in_required:
        return lambda: LOCAL
    cockpit = wiring.cockpit()
    claims = st.user.to_dict()
    return lambda: identity.actor_of(cockpit.store, cockpit.settings, claims)


def audit_refusal(refusal: Forbidden) -> None:
    """Leave a trace of what was tried here and refused; who tried is asked of the session."""
    try:
        actor = current_actor()
    except NotSignedIn:
        actor = Actor(str(st.user.get("email") or "nobody"))
    record_refusal(wiring.cockpit().store, actor, refusal)
