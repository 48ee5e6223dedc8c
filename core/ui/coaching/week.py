"""This week: what to try, which accounts need you, and what the week was like; for managers the team's."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.coaching.privacy import people
from core.coaching.weekly import (
    KeptWeek,
    WeeklySummary,
    compose,
    kept_week,
    monday_of,
    said_week,
    write_week,
)
from core.ui import queries, safe, words
from core.ui.acts import act
from core.ui.coaching import came_of_it, rating, style, week_lines, week_team
from core.ui.identity import current_actor
from core.ui.opener import View

_WEEKS = 13
_MINE, _TEAM = "My week", "My team's week"


def draw(view: View) -> None:
    """Whose week and which, then the week."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        whose = _whose(view)
        week_on = _which(view)
        st.space("stretch")
        style.draw(view)
    if whose == _TEAM:
        week_team.draw(view, week_on)
        return
    _mine(view, week_on)
    came_of_it.draw(view)
    week_lines.open_rows()


def _whose(view: View) -> str:
    if not allows(view.actor, Permission.COACHING_TEAM) or len(_people(view)) < 2:
        return _MINE
    chosen = st.segmented_control(
        "Whose week", [_MINE, _TEAM], default=_MINE, key="week.whose", label_visibility="collapsed"
    )
    return chosen or _MINE


def _people(view: View) -> tuple[object, ...]:
    return queries.ask(people, view.actor)


def _which(view: View) -> date:
    first = monday_of(view.today)
    weeks = [first - timedelta(days=7 * number) for number in range(_WEEKS)]
    chosen = st.selectbox(
        "Week",
        weeks,
        format_func=lambda day: safe.own(
            said_week(day, day + timedelta(days=6)) + (" (this week)" if day == first else "")
        ),
        key="week.on",
        label_visibility="collapsed",
        width=300,
    )
    return chosen or first


def _mine(view: View, week_on: date) -> None:
    kept = queries.ask(kept_week, view.actor, week_on)
    is_running = week_on == monday_of(view.today)
    live = queries.ask(compose, view.actor, week_on) if is_running or kept is None else None
    summary = kept.summary if kept else live
    if summary is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(safe.label(summary.headline.text, 300), anchor=False)
        st.space("stretch")
        st.button(
            "Sum up anew" if kept else "Keep this summary",
            icon=":material/refresh:" if kept else ":material/bookmark_add:",
            key="week.write",
            type="tertiary",
            on_click=_write,
            args=(week_on,),
            help="Kept summaries stay as they were and can be rated.",
        )
    st.caption(safe.own(_about(kept, summary)))
    if kept and live and live.says_other_than(kept.summary):
        st.info("Figures have changed since this was kept.", icon=":material/update:")
    if summary.note:
        st.caption(safe.label(summary.note, 300))
    week_lines.suggestions(summary)
    if kept is not None:
        rating.draw(view, kept.interaction_id, key="week")
    week_lines.parts(summary)


def _about(kept: KeptWeek | None, summary: WeeklySummary) -> str:
    by = "Worded by Claude from" if summary.writer == "claude" else "Counted from"
    when = words.day(summary.as_of)
    state = f"kept on {words.moment(kept.kept_at)}" if kept else "not kept"
    return f"{by} the data of {when}, {state}. Only you see it."


def _write(week_on: date) -> None:
    running = wiring.cockpit()
    act(
        lambda: write_week(running.store, current_actor(), week_on, voice=running.coach_voice),
        "Summed up and kept.",
    )
