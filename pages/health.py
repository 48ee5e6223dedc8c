"""Technical health: the place to work on accounts that need an engineer."""

import streamlit as st

from core import cockpit
from core.ui import empty, forms, parts, queries
from core.ui.health import alerts, board, changes, check_ins, escalations, releases, signs, sla
from core.ui.opener import open_page

view = open_page("health")

if not queries.ask(cockpit.account_list, view.actor, view.filters, limit=1).total:
    empty.none_left(view.actor, view.filters)
    st.stop()

PARTS = {
    "Board": board.draw,
    "Escalations": escalations.draw,
    "Service levels": sla.draw,
    "Second look": signs.draw,
    "Releases": releases.draw,
    "Check-ins": check_ins.draw,
    "Changes": changes.draw,
    "Alerts": alerts.draw,
}
parts.draw_open(PARTS, "area", view)
forms.open_drawer()
