"""The Today page's escalations, and what technical health tells the owner of a deal."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.today.escalations import (
    MOST,
    EscalationCard,
    EventCard,
    escalation_cards,
    event_cards,
    see_event,
)
from core.health.escalation import Said, State, decide
from core.ui import escalation_words, finder, navigation, queries, safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View

SHOWN = 3
"""Escalations drawn at once; the page Technical health has all."""
EVENTS_SHOWN = 10


def draw(view: View) -> None:
    """What to look after; nothing at all where nothing escalated."""
    found = queries.ask(escalation_cards, view.actor, view.filters)
    if found:
        _heading(len(found))
        for card in found[:SHOWN]:
            _escalation(view, card)


def tell(view: View, *, closed: bool) -> int:
    """What technical health tells the owner of a deal; how many cards there are."""
    told = queries.ask(event_cards, view.actor, seen=closed)
    if told:
        st.subheader("What technical health tells sales", anchor=False)
        for event in told[:EVENTS_SHOWN]:
            _event(view, event)
        if len(told) > EVENTS_SHOWN:
            st.caption(safe.own(f"{len(told) - EVENTS_SHOWN} more, older than these."))
    return len(told)


def _heading(count: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        at_least = "At least " if count >= MOST else ""
        st.subheader(f"{at_least}{words.plural(count, 'escalation')} to look after", anchor=False)
        st.space("stretch")
        st.button(
            "All escalations",
            key="today.escalations",
            icon=":material/vital_signs:",
            type="tertiary",
            on_click=_all,
        )


def _all() -> None:
    st.session_state["area"] = "Escalations"
    st.switch_page(navigation.entry("health").path, query_params={"area": "Escalations"})


def _escalation(view: View, card: EscalationCard) -> None:
    one, key = card.escalation, f"today.escalation.{card.escalation.escalation_id}"
    account = finder.reference(one.source_system, one.account_id)
    with st.container(border=True, key=key):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                safe.label(one.account_name, 60),
                key=f"{key}.account",
                type="tertiary",
                on_click=finder.open_account,
                args=(account,),
            )
            st.badge(
                safe.own(words.name(one.severity.value)),
                color=escalation_words.COLOUR[one.severity],
                icon=escalation_words.ICON[one.severity],
            )
            st.caption(safe.own(escalation_words.update(one, view.today)))
        st.text(f"{escalation_words.happened(one)} {card.wants}")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if one.draft_id is not None:
                st.button(
                    "Open the draft",
                    key=f"{key}.draft",
                    icon=":material/edit_note:",
                    type="primary",
                    on_click=finder.open_account,
                    args=(account,),
                    kwargs={"tab": "Draft", "draft": str(one.draft_id)},
                )
            elif one.draft_note:
                st.caption(safe.label(f"No draft. {one.draft_note}", 200))
            st.space("stretch")
            if allows(view.actor, Permission.ESCALATION_DECIDE):
                said = Said.ACKNOWLEDGED if one.state is State.OPEN else Said.UPDATED
                label = "Acknowledge" if said is Said.ACKNOWLEDGED else "Customer updated"
                st.button(
                    label,
                    key=f"{key}.say",
                    icon=":material/check:",
                    on_click=_say,
                    args=(one.escalation_id, said),
                )


def _event(view: View, card: EventCard) -> None:
    event, key = card.event, f"today.event.{card.event.event_id}"
    with st.container(border=True, key=key):
        st.text(event.title)
        st.text(event.detail)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                "Account",
                key=f"{key}.account",
                icon=":material/domain:",
                type="tertiary",
                on_click=finder.open_account,
                args=(str(event.account_key),),
            )
            st.caption(safe.own(words.ago(event.occurred_at, view.today)), width="content")
            st.space("stretch")
            if not card.is_seen and allows(view.actor, Permission.SUGGESTION_DECIDE):
                st.button(
                    "Seen",
                    key=f"{key}.seen",
                    icon=":material/check:",
                    on_click=_seen,
                    args=(event.event_id,),
                )


def _say(number: int, said: Said) -> None:
    act(
        lambda: decide(wiring.cockpit().store, current_actor(), number, said.value),
        escalation_words.DONE[said],
    )


def _seen(event_id: int) -> None:
    act(lambda: see_event(wiring.cockpit().store, current_actor(), event_id), "Seen.")
