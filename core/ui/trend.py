"""The past of the KPIs: the point to compare with, and working out month-ends not yet replayed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from core import cockpit, wiring
from core.cockpit.portfolio import KpiPoint
from core.ui import words
from core.ui.identity import current_actor
from core.ui.opener import View

_NEAR_DAYS = 31
"""A month-end farther from the start of the period would compare with another period."""


def before(points: Sequence[KpiPoint], as_of: date, period_days: int) -> KpiPoint | None:
    """The computed month-end nearest to the start of the period, to compare the present with."""
    start = as_of - timedelta(days=period_days)
    known = [
        point
        for point in points
        if point.value is not None and point.as_of < as_of and point.state == "computed"
    ]
    near = [point for point in known if abs((point.as_of - start).days) <= _NEAR_DAYS]
    return min(near, key=lambda point: abs((point.as_of - start).days), default=None)


def offer(view: View, points: Sequence[KpiPoint]) -> None:
    """Where month-ends are missing or outdated, offer to replay them, with progress."""
    days = {point.as_of for point in points if point.state != "computed"}
    if not days:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"The trend lacks {words.plural(len(days), 'month-end')}: replay them from today's "
            "data and policy."
        )
        replay(view)


def replay(view: View) -> None:
    """A button that works out the scores of the last twelve month-ends, with progress."""
    if not st.button("Replay the last 12 months", icon=":material/timeline:", type="tertiary"):
        return
    bar = st.progress(0.0, "Replaying month-ends")

    def said(day: date, done: int, of: int) -> None:
        bar.progress(done / of, f"Scores of {words.day(day)}")

    cockpit.compute_history(wiring.cockpit(), current_actor(), view.as_of, progress=said)
    st.rerun()
