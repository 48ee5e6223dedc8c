"""Ticket clocks in words: what each counts, how it stands, how much is left."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from core import wiring
from core.health import clocks
from core.ui import safe, words
from core.ui.opener import View

_READ_EVERY = timedelta(minutes=1)

MEANING = {
    "first_reply": "From opening to our first reply, or to the solution where there was none. Never pauses.",
    "next_reply": "From the customer's first message since our last one to our reply, or to the solution. "
    "Never pauses.",
    "requester_wait": "From opening to the solution, without the time in which the ticket is pending: we wait "
    "for the customer.",
    "agent_work": "From opening to the solution, without the time in which the ticket is pending or on hold.",
    "resolution": "From opening to the solution, without a pause.",
}
_STANDING = {
    "breached": "◆ Breached",
    "about_to_breach": "▲ About to breach",
    "on_track": "● On track",
    "paused": "◐ Paused",
    "missed": "◆ Missed",
    "met": "● Kept",
}


def moment(view: View) -> datetime:
    """When the clocks of a page are read: at the full minute, so that its answers can be remembered."""
    read = clocks.moment_of(wiring.cockpit().clock, view.as_of)
    return read.replace(second=0) if read.second else read


def standing(value: str | None) -> str:
    """How a clock stands, with its sign; nothing promised is a dash."""
    return words.NONE if value is None else _STANDING[value]


def span(hours: float | None) -> str:
    """``25 min``, ``3.5 h``, ``120 h``: hours stay hours, as a business day has eight of them."""
    if hours is None:
        return words.NONE
    minutes = round(abs(hours) * 60)
    return f"{minutes} min" if minutes < 60 else words.number(abs(hours), 1, "h")


def seconds(value: int | None) -> str:
    """The same of seconds."""
    return span(None if value is None else value / 3600)


def left(hours: float | None) -> str:
    """``3.5 h left`` or ``2 h over``."""
    if hours is None:
        return words.NONE
    return f"{span(hours)} left" if hours > 0 else f"{span(hours)} over"


def counted(is_always: bool) -> str:
    """In which hours a clock counts."""
    return "All hours" if is_always else "Business hours"


def explained() -> None:
    """What each clock counts, behind a button."""
    with st.popover("How clocks count", icon=":material/help:", type="tertiary"):
        for name, meaning in MEANING.items():
            st.markdown(f"**{safe.own(words.name(name))}**")
            st.caption(safe.own(meaning))
        st.caption(
            "Business hours are those of the customer: their country's holidays and weekend, their time "
            "zone, the hours of the policy. A reopened ticket does not count while it was solved. Targets "
            "by priority and tier are on the Policy page under Service levels."
        )
