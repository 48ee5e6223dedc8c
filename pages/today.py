"""Today: what calls for a word with a customer, ranked, and what the owner of a deal should know."""

import streamlit as st

from core.ui import forms, today_escalations, today_suggestions, together
from core.ui.coaching import briefings
from core.ui.duplicates import reminder
from core.ui.opener import open_page
from core.ui.tasks import listing

view = open_page("today")

shown = st.segmented_control(
    "Shown", ["Open", "All"], default="Open", key="today.shown", label_visibility="collapsed"
)
closed = shown == "All"
customers, tasks, deals = st.tabs(
    ["Customers", "Tasks", "Deals"], on_change="rerun", key="for", bind="query-params"
)
if customers.open:
    with customers:
        listing.reminder(view)
        reminder.draw(view)
        today_escalations.draw(view)
        briefings.draw(view, closed=closed)
        today_suggestions.draw(view, closed=closed)
if tasks.open:
    with tasks:
        listing.today(view, closed=closed)
if deals.open:
    with deals:
        told = today_escalations.tell(view, closed=closed)
        if not told + together.draw(view, closed=closed):
            st.caption(
                "Nothing for the owners of deals. Escalations of their accounts, and what could be built "
                "together with a customer, turn up here."
            )
forms.open_drawer()
