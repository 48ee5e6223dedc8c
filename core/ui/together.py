"""Cards for sales on the Today page: what could be built or connected together with a customer."""

from __future__ import annotations

import streamlit as st

from core.cockpit.today.together import opportunities_today
from core.health.profile import Opportunity
from core.ui import finder, queries, safe, words
from core.ui.account import profile_forms
from core.ui.opener import View

_FIRST = 3


def draw(view: View, *, closed: bool = False) -> int:
    """The first few, and the others when asked; how many there are."""
    cards = queries.ask(opportunities_today, view.actor, view.filters, closed=closed)
    if not cards:
        return 0
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("To build or connect together", anchor=False)
        st.space("stretch")
        every = len(cards) <= _FIRST or st.toggle(f"All {len(cards)}", key="together.all")
    for card in cards if every else cards[:_FIRST]:
        _card(view, card)
    return len(cards)


def _card(view: View, card: Opportunity) -> None:
    key = f"{card.account_key}.{card.reference}"
    with st.container(border=True, key=f"together.{key}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                safe.label(card.account_name, 60),
                key=f"together.open.{key}",
                type="tertiary",
                on_click=finder.open_account,
                args=(
                    finder.reference(card.source_system, card.account_id),
                    "Relationship profile",
                ),
            )
            st.badge(safe.own(card.title), color="blue")
            if card.state != "open":
                st.badge(
                    safe.label(words.name(card.state)),
                    color="green" if card.state == "pursued" else "gray",
                )
            st.space("stretch")
            st.button(
                "Rows",
                help=safe.own(words.ROWS),
                key=f"together.rows.{key}",
                icon=":material/manage_search:",
                type="tertiary",
                on_click=_rows,
                args=(card,),
            )
            profile_forms.opportunity(view, card.account_key, card)
        st.text(card.reason)
        st.text(card.next_step)
        st.caption(safe.label(_about(view, card), 240))


def _about(view: View, card: Opportunity) -> str:
    parts = [f"told to {card.for_email}" if card.for_email else "told to nobody in particular"]
    if card.found_at:
        parts.append(words.ago(card.found_at, view.today))
    if card.deal_name:
        parts.append(f"open deal {card.deal_name}")
    return " · ".join(parts)


def _rows(card: Opportunity) -> None:
    st.session_state["drawer"] = (f"{card.title}: {card.subject}", card.evidence, card.why)
    st.session_state.pop("evidence.reference", None)
