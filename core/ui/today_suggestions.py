"""The Today page's suggestions: whom to write to, ranked, each with a draft one click away."""

from __future__ import annotations

import streamlit as st

from core.cockpit.today import today as cards_of_today
from core.ui import empty, queries, safe, tables, today, words
from core.ui.opener import View

PAGE_SIZE = 10


def draw(view: View, *, closed: bool) -> None:
    """A page of cards, or what to do where there is none."""
    cards = queries.ask(cards_of_today, view.actor, view.filters, closed=closed)
    if not cards:
        empty.nothing_today(view.actor, view.filters)
        return
    accounts = len({card.account.account_key for card in cards})
    st.caption(
        f"{words.plural(len(cards), 'suggestion')} for {words.plural(accounts, 'account')}, "
        + safe.own("highest priority first.")
    )
    place = tables.place("today", PAGE_SIZE)
    for card in cards[place : place + PAGE_SIZE]:
        today.draw(view, card)
    tables.offset(len(cards), key="today", size=PAGE_SIZE)
