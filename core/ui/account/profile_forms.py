"""What a person adds to the profile: a maturity, an outcome, an alignment, a state.

Callbacks run before the page does, so each asks again who is acting; the use case decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from core import cockpit, wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.health.profile import (
    LEVELS,
    VALUES,
    Opportunity,
    RelationshipProfile,
    Stakeholder,
    remark,
)
from core.health.profile.remarks import LONGEST_REMARK
from core.ui import safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View

_WAYS = {
    "first_maturity": "As a first assessment, which what they write refines",
    "technical_maturity": "As it is, whatever they write",
}
_TITLES = {
    "communication": ("Note an outcome", "Conversation"),
    "roadmap": ("Note an alignment", "Planned item"),
}


def maturity(view: View, people: Sequence[Stakeholder]) -> None:
    """Set how technical somebody is: first, or for good until it is cleared."""
    if not people or not allows(view.actor, Permission.ACCOUNT_OVERRIDE):
        return
    names = {person.contact_key: person.full_name or person.contact_id for person in people}
    with st.popover("Set maturity", icon=":material/edit:", type="tertiary"):
        st.selectbox(
            "Person",
            list(names),
            format_func=lambda key: safe.plain(names.get(key, "")),
            key="maturity.person",
        )
        st.segmented_control(
            "Technical maturity", LEVELS, format_func=words.name, key="maturity.level"
        )
        st.radio(
            "How it counts",
            list(_WAYS),
            format_func=lambda field: safe.own(_WAYS.get(field, "")),
            key="maturity.field",
        )
        st.text_input("Reason", key="maturity.reason", max_chars=500)
        with st.container(horizontal=True):
            st.button("Set", key="maturity.set", type="primary", on_click=_set_maturity)
            st.button("Clear what was set", key="maturity.clear", on_click=_clear_maturity)


def _set_maturity() -> None:
    state = st.session_state
    act(
        lambda: cockpit.set_contact_override(
            wiring.cockpit().store,
            current_actor(),
            int(state["maturity.person"]),
            field=str(state["maturity.field"]),
            value=state.get("maturity.level") or "",
            reason=state.get("maturity.reason", ""),
        ),
        "Set. Letters to this person follow it.",
    )


def _clear_maturity() -> None:
    person = int(st.session_state["maturity.person"])
    field = str(st.session_state["maturity.field"])
    act(
        lambda: cockpit.clear_contact_override(
            wiring.cockpit().store, current_actor(), person, field
        ),
        "Cleared. What the CRM and their messages say counts again.",
    )


def outcome(view: View, found: RelationshipProfile) -> None:
    """Note how a conversation went."""
    lines = {
        item.reference: f"{words.day(item.at)} {words.name(item.what)}: {item.subject or 'no subject'}"
        for item in found.communications
    }
    _line_form(view, found, "communication", lines)


def alignment(view: View, found: RelationshipProfile) -> None:
    """Say how much a planned item matters to them."""
    lines = {item.reference: item.title for item in found.roadmap}
    _line_form(view, found, "roadmap", lines)


def _line_form(
    view: View, found: RelationshipProfile, about: str, lines: Mapping[str, str]
) -> None:
    if not lines or not allows(view.actor, Permission.ACCOUNT_NOTE):
        return
    key, (title, what) = f"remark.{about}", _TITLES[about]
    with (
        st.popover(safe.own(title), icon=":material/add_comment:", type="tertiary"),
        st.form(f"{key}.form", border=False),
    ):
        st.selectbox(
            safe.own(what),
            list(lines),
            format_func=lambda line: safe.plain(lines.get(line, "")),
            key=f"{key}.line",
        )
        _fields(key, about)
        st.form_submit_button("Save", on_click=_remark, args=(found.account_key, about, key, ""))


def opportunity(view: View, account_key: int, item: Opportunity) -> None:
    """Say what became of an opportunity."""
    if not allows(view.actor, Permission.ACCOUNT_NOTE):
        return
    key = f"remark.{account_key}.{item.reference}"
    with (
        st.popover("What became of it", icon=":material/flag:", type="tertiary"),
        st.form(f"{key}.form", border=False),
    ):
        _fields(key, "codevelopment")
        st.form_submit_button(
            "Save", on_click=_remark, args=(account_key, "codevelopment", key, item.reference)
        )


def _fields(key: str, about: str) -> None:
    st.segmented_control(
        "How",
        VALUES[about],
        format_func=words.name,
        key=f"{key}.value",
        label_visibility="collapsed",
    )
    st.text_input("In your words", key=f"{key}.note", max_chars=LONGEST_REMARK)


def _remark(account_key: int, about: str, key: str, subject: str) -> None:
    state = st.session_state
    act(
        lambda: remark(
            wiring.cockpit().store,
            current_actor(),
            account_key,
            about=about,
            subject=subject or str(state.get(f"{key}.line") or ""),
            value=str(state.get(f"{key}.value") or ""),
            note=str(state.get(f"{key}.note") or ""),
        ),
        "Noted.",
    )
