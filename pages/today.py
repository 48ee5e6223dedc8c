"""Today: what calls for a word with an executive, ranked, each with a draft one click away."""

import streamlit as st

from core.cockpit.today import today as cards_of_today
from core.ui import empty, forms, queries, safe, tables, today, today_escalations, together, words
from core.ui.opener import open_page

PAGE_SIZE = 10

view = open_page("today")

shown = st.segmented_control(
    "Shown", ["Open", "All"], default="Open", key="today.shown", label_visibility="collapsed"
)
today_escalations.draw(view, closed=shown == "All")
together.draw(view, closed=shown == "All")
cards = queries.ask(cards_of_today, view.actor, view.filters, closed=shown == "All")
if not cards:
    empty.nothing_today(view.actor, view.filters)
    forms.open_drawer()
    st.stop()

accounts = len({card.account.account_key for card in cards})
st.caption(
    f"{words.plural(len(cards), 'suggestion')} for {words.plural(accounts, 'account')}, "
    + safe.own("highest priority first.")
)
place = tables.place("today", PAGE_SIZE)
for card in cards[place : place + PAGE_SIZE]:
    today.draw(view, card)
tables.offset(len(cards), key="today", size=PAGE_SIZE)
forms.open_drawer()
