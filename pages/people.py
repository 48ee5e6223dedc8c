"""People and access: who may sign in, with which roles, and the tokens that programs use."""

import streamlit as st

from core import wiring
from core.auth import tokens, users
from core.ui import access, tables, words
from core.ui.opener import open_page
from core.ui.tables import Column

view = open_page("people", bar="none")
people, programs = st.tabs(["People", "API tokens"], on_change="rerun", key="people-tab")
if people.open:
    with people:
        found = users.list_users(wiring.cockpit().store, view.actor)
        if found:
            tables.show(
                found,
                (
                    Column("E-mail", "email", width="medium"),
                    Column(
                        "Roles", lambda row: words.listed(sorted(r.value for r in row.roles), 4)
                    ),
                    Column("Active", "is_active", "yes"),
                    Column("Has signed in", "has_signed_in", "yes"),
                    Column("Last seen", "last_seen_at", "moment"),
                    Column("Since", "created_at", "date"),
                ),
                key="people",
                alt="People who may sign in, with their roles",
            )
        else:
            st.caption(
                "Nobody yet. Configure sign-in first, then let people in by their e-mail address."
            )
        access.person(found)
if programs.open:
    with programs:
        known = tokens.list_tokens(wiring.cockpit().store, view.actor)
        if known:
            tables.show(
                known,
                (
                    Column("Token", "name", width="medium"),
                    Column(
                        "Roles", lambda row: words.listed(sorted(r.value for r in row.roles), 4)
                    ),
                    Column("Acts for", "acts_for"),
                    Column("Made by", "created_by"),
                    Column("Made", "created_at", "date"),
                    Column("Expires", "expires_at", "date"),
                    Column("Revoked", "revoked_at", "date"),
                ),
                key="tokens",
                alt="Tokens of the API",
                on_open=lambda row: access.revoke(row.token_id),
                open_label=":material/block: Revoke",
            )
        else:
            st.caption("No tokens. A program needs one to read the API or to post a heartbeat.")
        access.token()
