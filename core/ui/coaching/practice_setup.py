"""Whom to practise with: an account, one of its people, and what it is about."""

from __future__ import annotations

import streamlit as st

from core import cockpit, wiring
from core.coaching.knowledge import library
from core.coaching.practice import Practice, prepare, stakeholders
from core.cockpit.filters import Filters
from core.errors import RapportError
from core.ui import failure, queries, safe
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View

AT = "practice.at"
WISH = "practice.wish"
_MOST_ACCOUNTS = 1000


def follow_wish(view: View) -> None:
    """Begin the practice that another page asked for."""
    wish = st.session_state.pop(WISH, None)
    if wish is None:
        return
    account_key, contact_key, situation = wish
    try:
        st.session_state[AT] = _prepared(view, account_key, contact_key, situation)
    except RapportError as error:
        failure.show(error)


def draw(view: View) -> None:
    """Three choices and a button."""
    st.caption(
        "Speak with one of your stakeholders before you meet them. They bring up what the data say they care about; "
        "after each answer you see how we would put it, and at the end the rubric scores what you said."
    )
    rows = queries.ask(
        cockpit.account_list, view.actor, Filters(), limit=_MOST_ACCOUNTS, sort="name"
    ).rows
    names = {row.account_key: row.name for row in rows}
    account, person, about = st.columns(3)
    with account:
        key = st.selectbox(
            "Account",
            list(names),
            index=None,
            format_func=lambda one: safe.plain(names.get(one, "")),
            key="practice.account",
            placeholder="Choose an account",
        )
    if key is None:
        return
    people = {
        one.contact_key: one.label for one in queries.ask(stakeholders, view.actor, key, view.today)
    }
    with person:
        whom = st.selectbox(
            "Person",
            list(people),
            format_func=lambda one: safe.plain(people.get(one, "")),
            key=f"practice.person.{key}",
            placeholder="Nobody is known there",
        )
    with about:
        situation = _situation(view)
    if whom is None:
        st.caption("No active contact of this account is known. Import its contacts first.")
        return
    st.button(
        "Begin",
        type="primary",
        icon=":material/record_voice_over:",
        on_click=_begin,
        args=(view, key, whom, situation),
    )


def _situation(view: View) -> str:
    held = library(wiring.cockpit().store, view.actor)
    titles = {"": "What the facts suggest"} | {one.slug: one.title for one in held.playbooks}
    chosen = st.selectbox(
        "Situation",
        list(titles),
        format_func=lambda slug: safe.plain(titles.get(slug, slug)),
        key="practice.situation",
    )
    return str(chosen or "")


def _begin(view: View, account_key: int, contact_key: int, situation: str) -> None:
    begun = act(lambda: _prepared(view, account_key, contact_key, situation), "They are ready.")
    if begun is not None:
        st.session_state[AT] = begun


def _prepared(view: View, account_key: int, contact_key: int, situation: str) -> Practice:
    running = wiring.cockpit()
    return prepare(
        running.store,
        current_actor(),
        account_key,
        contact_key,
        view.today,
        situation=situation,
        own_names=running.settings.own_names,
    )
