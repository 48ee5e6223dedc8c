"""What calls to the model cost: today against the caps, and each day, person and kind before."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from core import wiring
from core.ui import tables, words
from core.ui.opener import View
from core.ui.tables import Column

_PERIODS = {"7 days": 7, "30 days": 30, "90 days": 90}
_COLUMNS = (
    Column("Day", "called_on", "date"),
    Column("For", "on_behalf_of", width="medium"),
    Column("Kind", lambda row: words.name(row.kind)),
    Column("Model", "model"),
    Column("Calls", "calls", "number"),
    Column("Taken", "written", "number", help="Calls whose letter or answer was used."),
    Column("Tokens in", "input_tokens", "number", help="Read anew, beside those from the cache."),
    Column("From cache", "cache_read_tokens", "number"),
    Column("Tokens out", "output_tokens", "number"),
    Column("US dollars", lambda row: f"{row.cost_usd:.4f}"),
    Column("Estimated", "estimated", "number", help="Calls counted at the most they can cost."),
    Column("Mean seconds", lambda row: _seconds(row.mean_ms)),
)


def draw(view: View) -> None:
    """A figure for today, then the ledger by day."""
    from core.drafting.model.costs import model_costs  # noqa: PLC0415 - loads the model's SDK

    settings = wiring.cockpit().settings
    chosen = st.segmented_control("Over", list(_PERIODS), default="30 days", key="costs.period")
    days = _PERIODS[chosen or "30 days"]
    begin = view.today - timedelta(days=days - 1)
    found = model_costs(wiring.cockpit().store, view.actor, begin, view.today)
    spent = sum(row.cost_usd for row in found if row.called_on == view.today)
    with st.grid(3, min_column_width=170, gap="small"):
        st.metric("Today, US dollars", f"{spent:.2f}", border=True)
        st.metric("Cap of a day", f"{settings.model_daily_usd:.2f}", border=True)
        st.metric("Cap of a person", f"{settings.model_user_daily_usd:.2f}", border=True)
    if not found:
        st.caption(
            f"No call in {words.plural(days, 'day')}."
            if settings.model_key.get_secret_value().strip()
            else "No key of a model is set: templates write every draft, the coach speaks for itself, and nothing costs anything."
        )
        return
    tables.show(found, _COLUMNS, key="costs", alt="Cost of calls to the model by day, newest first")


def _seconds(mean_ms: float | None) -> str:
    return words.NONE if mean_ms is None else f"{mean_ms / 1000:.1f}"
