"""ARR by health and engagement: a click on a cell narrows the shared filters to it."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.cockpit.filters import LEVELS, RAGS
from core.ui import charts, downloads, filters, queries, safe
from core.ui.opener import View

_KEY = "matrix"


def draw(view: View) -> tuple[str, str] | None:
    """The matrix of all cells, the chosen one framed; returns the chosen health and level."""
    shown = view.filters
    found = queries.ask(cockpit.arr_matrix, view.actor, shown.without("rag", "level"))
    one = len(shown.rag) == 1 and len(shown.level) == 1
    chosen = (shown.rag[0], shown.level[0]) if one else None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Where is the revenue at risk?", anchor=False)
        downloads.button(view, "arr_matrix")
        if chosen:
            st.button("All cells", icon=":material/select_all:", type="tertiary", on_click=_clear)
    currency = found.currencies[0] if found.currencies else ""
    if len(found.currencies) > 1:
        currency = (
            st.segmented_control(
                "Currency",
                [safe.label(name or "none given") for name in found.currencies],
                default=safe.label(currency or "none given"),
                label_visibility="collapsed",
            )
            or currency
        )
    st.plotly_chart(
        charts.ready(charts.matrix(found, currency, chosen)),
        config={"displayModeBar": False},
        key=_KEY,
        on_select=_select,
        selection_mode="points",
        alt="ARR and number of accounts by health and engagement level",
    )
    st.caption(
        "Annual recurring revenue and accounts. Click a cell to list them below. "
        f"{safe.label(found.notice, 400)}"
    )
    return chosen


def _select() -> None:
    points = st.session_state[_KEY]["selection"]["points"]
    if not points:
        return
    rag, level = points[0]["customdata"][:2]
    if rag in RAGS and level in LEVELS:
        filters.narrow(rag=(rag,), level=(level,))


def _clear() -> None:
    filters.narrow(rag=(), level=())
