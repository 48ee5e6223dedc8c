"""Which messages are answered: rates with their count and interval, and no ranking without enough."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.drafting.tracking.model import ResponseRate
from core.ui import empty, safe, tables, words
from core.ui.opener import View
from core.ui.tables import Column

_BY = ("purpose", "function", "tone", "weekday", "hour")


def _rate(row: ResponseRate) -> str:
    return words.percent(row.share) if row.share is not None else words.NONE


def _interval(row: ResponseRate) -> str:
    return f"{words.percent(row.low)} to {words.percent(row.high)}" if row.n else words.NONE


_COLUMNS = (
    Column("Value", lambda row: words.name(row.value)),
    Column("Sent", "n", "number"),
    Column("Answered", "answered", "number"),
    Column("Rate", _rate),
    Column("90% interval", _interval),
    Column("Waiting", "pending", "number", help="Within the time in which an answer may come."),
    Column("Rank", "rank", "number"),
)


def draw(view: View) -> None:
    """Answers by one property of the messages."""
    by = st.segmented_control("By", _BY, default="purpose", format_func=words.name, key="rates.by")
    found = wiring.cockpit().drafting.response_rates(view.actor, by or "purpose")
    if not found.rows:
        empty.state(
            "Nothing was sent yet",
            "Once an approved draft is sent, say so in the draft; its answer counts here, by purpose, "
            "function, tone, weekday and hour.",
            ":material/query_stats:",
            key="rates",
        )
        return
    if found.withheld:
        st.caption(safe.label(found.withheld, 300))
    tables.show(
        found.rows,
        _COLUMNS,
        key="rates",
        alt="Response rates with count and interval",
    )
