"""Forms of administration: who may sign in with which roles, and the tokens of the API."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import wiring
from core.actor import Role
from core.auth import tokens, users
from core.auth.users import User
from core.ui import safe, words
from core.ui.acts import act
from core.ui.identity import current_actor

_ROLES = [role.value for role in Role if role is not Role.INTEGRATION]
_TOKEN_ROLES = [*_ROLES, Role.INTEGRATION.value]


def person(people: Sequence[User]) -> None:
    """Let someone in, or change what an account may do."""
    with st.form("person.form", clear_on_submit=True):
        st.text_input("E-mail", key="person.email", type="email", max_chars=254)
        st.pills(
            "Roles", _ROLES, selection_mode="multi", format_func=words.name, key="person.roles"
        )
        st.form_submit_button("Let in, or set roles", on_click=_set_person)
    active = [found for found in people if found.is_active]
    disabled = [found for found in people if not found.is_active]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if active:
            st.selectbox(
                "Disable",
                [found.email for found in active],
                key="person.disable",
                format_func=safe.plain,
            )
            st.button("Disable", icon=":material/person_off:", on_click=_disable)
        if disabled:
            st.selectbox(
                "Enable",
                [found.email for found in disabled],
                key="person.enable",
                format_func=safe.plain,
            )
            st.button("Enable", icon=":material/person:", on_click=_enable)
    signed_in = [found for found in active if found.has_signed_in]
    if signed_in:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                "Accept a new identity for",
                [found.email for found in signed_in],
                key="person.forget",
                format_func=safe.plain,
                help="After a change of identity provider, or when an account was made anew there: "
                "whoever next signs in with this verified address is its owner from then on.",
            )
            st.button("Accept", icon=":material/badge:", on_click=_forget)


def _set_person() -> None:
    state = st.session_state
    email, roles = state["person.email"], [Role(name) for name in state["person.roles"]]

    def use_case() -> bool:
        store, actor = wiring.cockpit().store, current_actor()
        known = {found.email for found in users.list_users(store, actor)}
        if users.normal_email(email) in known:
            users.set_roles(store, actor, users.normal_email(email), roles)
        else:
            users.create_user(store, actor, email, roles)
        return True

    act(use_case, "Saved; it holds from the person's next click.")


def _disable() -> None:
    email = st.session_state["person.disable"]
    act(
        lambda: users.disable_user(wiring.cockpit().store, current_actor(), email),
        "Disabled; sessions in force have ended.",
    )


def _enable() -> None:
    email = st.session_state["person.enable"]
    act(lambda: users.enable_user(wiring.cockpit().store, current_actor(), email), "Enabled.")


def _forget() -> None:
    email = st.session_state["person.forget"]
    act(
        lambda: users.forget_identity(wiring.cockpit().store, current_actor(), email),
        "The next sign-in with this address is accepted.",
    )


def token() -> None:
    """Make a token; its secret is shown once."""
    with st.form("token.form", clear_on_submit=True):
        st.text_input("What is it for?", key="token.name", max_chars=80)
        st.pills(
            "Roles",
            _TOKEN_ROLES,
            selection_mode="multi",
            format_func=words.name,
            key="token.roles",
            help="Integration: reports heartbeats and can do nothing else. One token an integration, so "
            "that each can be revoked alone.",
        )
        st.text_input(
            "Acts for",
            key="token.acts_for",
            max_chars=254,
            placeholder="E-mail, for a token that sees only that person's accounts",
        )
        st.number_input("Days it is valid", 1, 365, tokens.DEFAULT_DAYS, key="token.days")
        st.form_submit_button("Make token", icon=":material/key:", on_click=_create_token)
    if secret := st.session_state.pop("token.secret", None):
        st.caption("Copy it now: only its hash is kept.")
        st.code(secret, language=None)


def _create_token() -> None:
    state = st.session_state
    made = act(
        lambda: tokens.create_token(
            wiring.cockpit().store,
            current_actor(),
            state["token.name"],
            [Role(name) for name in state["token.roles"]],
            days=int(state["token.days"]),
            acts_for=state["token.acts_for"],
        ),
        "Token made.",
    )
    if made:
        state["token.secret"] = made.secret


def revoke(token_id: int) -> None:
    """Widget callback: end a token at once."""
    act(
        lambda: tokens.revoke_token(wiring.cockpit().store, current_actor(), token_id),
        "Token revoked.",
    )
