"""The executives' attention: which day touches whom, from every system and every colleague."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from core import wiring
from core.drafting.tracking import CalendarDay
from core.ui import empty, finder, tables, words
from core.ui.opener import View
from core.ui.tables import Column

_BACK_DAYS, _AHEAD_DAYS = 30, 30
_COLUMNS = (
    Column("Day", "on", "date", pinned=True),
    Column("Executive", "contact_name"),
    Column("Account", "account_name"),
    Column("What", "what", width="large"),
    Column("By", "by"),
    Column("State", lambda touch: words.name(touch.status)),
    Column("From", lambda touch: "A draft here" if touch.source == "draft" else "An import"),
    Column("Counts", "counts", "yes", help="Whether the attention budget counts it."),
)


def draw(view: View) -> None:
    """Messages to executives a month ahead and back: from today on first, then the days past."""
    start, end = view.today - timedelta(days=_BACK_DAYS), view.today + timedelta(days=_AHEAD_DAYS)
    days = wiring.cockpit().drafting.attention_calendar(view.actor, start, end)
    touches = [touch for day in nearest_first(days, view.today) for touch in day.touches]
    if not touches:
        empty.state(
            "No executive was written to",
            "Messages of the last and the next 30 days stand here, from drafts and from imported "
            "e-mails, so that three of them never reach one person in a week.",
            ":material/calendar_month:",
            key="attention",
        )
        return
    people = len({touch.contact_key for touch in touches})
    st.caption(
        f"{words.plural(len(touches), 'message')} to {words.plural(people, 'executive')} from "
        f"{words.day(start)} to {words.day(end)}: from today on first, then the days past, the "
        "nearest day first in both."
    )
    place = tables.place("attention")
    tables.show(
        touches[place : place + tables.PAGE_SIZE],
        _COLUMNS,
        key="attention",
        alt="Messages to executives by day, with account, sender and state",
        on_open=lambda touch: finder.open_account(str(touch.account_key), tab="Draft"),
    )
    tables.offset(len(touches), key="attention")


def nearest_first(days: Sequence[CalendarDay], today: date) -> list[CalendarDay]:
    """Today and the days ahead as they come, then the days past, the newest first."""
    ahead = sorted((day for day in days if day.on >= today), key=lambda day: day.on)
    past = sorted((day for day in days if day.on < today), key=lambda day: day.on, reverse=True)
    return ahead + past
