"""Account: everything about one customer, every number down to the imported line."""

import streamlit as st

from core import cockpit
from core.ui import finder, forms, parts
from core.ui.account import (
    escalated,
    head,
    history,
    notes,
    operations,
    people,
    profile,
    report,
    scores,
    timeline,
)
from core.ui.draft import panel
from core.ui.opener import data_date_line, open_page
from core.ui.tasks import listing

view = open_page("account", bar="date")
detail: cockpit.AccountDetail | None = head.chosen(view)
if detail is None:
    st.stop()
head.draw(view, detail)
escalated.draw(view, detail)

PARTS = {
    "Overview": scores.draw,
    "Executives": people.draw,
    "Tickets and integrations": operations.draw,
    "Relationship profile": profile.draw,
    "Timeline": timeline.draw,
    "History and changes": history.draw,
    "Notes": notes.draw,
    "Tasks": listing.of_account,
    "Sponsor report": report.draw,
    "Draft": panel.draw,
}
finder.choose_tab(list(PARTS))
parts.draw_open(PARTS, "tab", view, detail)

data_date_line(view)
forms.open_drawer()
