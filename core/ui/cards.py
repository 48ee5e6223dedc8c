"""Cards: one number each, with what it is measured against and how it is computed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.cockpit.portfolio import Kpi, KpiAccount, KpiPoint
from core.ui import charts, safe, words

_UNITS = {"days": "days", "executives": "executives"}
_SUFFIXES = {"share": "%", "days": " days"}
NO_DATA = "No data"
_NEEDS = {
    "exec_engagement_rate": "contacts with title or role, and activities",
    "avg_days_between_exec_contacts": "contacts with title or role, and activities with them",
    "qbr_exec_attendance": "activities, QBRs with their participants among them",
    "sponsor_retention_yoy": "contacts with title or role and when they started, or activities of two years",
    "multi_thread_score": "contacts with title or role, and activities",
}
"""What is imported for a KPI to have a value."""


def value(kpi: Kpi, unit: str) -> str:
    """A KPI's value in its unit: ``62%``, ``38 days``, ``1.7``.

    One digit more where rounding would put it on its target, which it only nears. ``No data`` where
    nothing could be computed.
    """
    if kpi.value is None:
        return NO_DATA
    scale = 100 if unit == "share" else 1
    digits = 0 if unit in ("share", "days") else 1
    shown, goal = float(kpi.value) * scale, float(kpi.target or 0) * scale
    if shown != goal and round(shown, digits) == round(goal, digits):
        digits += 1
    return f"{words.number(shown, digits)}{_SUFFIXES.get(unit, '')}"


def of_account(row: KpiAccount, unit: str) -> str:
    """The measure of one account alone; a dash where it has nothing to measure."""
    if row.value is None:
        return words.NONE
    if unit == "share":
        return words.percent(row.value)
    return words.measure(row.value, "days" if unit == "days" else "")


def kpi(card: Kpi, trend: Sequence[KpiPoint], before: KpiPoint | None, *, key: str) -> bool:
    """A KPI with target, numerator and denominator, and its trend; whether its button was pressed."""
    scale = 100 if card.unit == "share" else 1
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(
            safe.own(card.label),
            safe.own(value(card, card.unit)),
            safe.own(_delta(card, before, scale)),
            delta_color="normal" if card.higher_is_better else "inverse",
            delta_description=f"since {words.day(before.as_of)}" if before else None,
        )
        if sum(point.value is not None for point in trend) > 1:
            label = f"{card.label} over {len(trend)} month-ends"
            charts.draw(charts.sparkline(trend, card.target, scale), label, f"{key}.trend")
        _against_target(card)
        if card.value is None:
            st.caption(safe.own(f"To compute it, import {_NEEDS[card.name]}."))
        st.caption(
            f"{safe.own(words.sentence(card.numerator_label))}: {words.number(card.numerator, 1)} / "
            f"{words.number(card.denominator, 1)} {safe.own(card.denominator_label)}"
        )
        st.space("stretch")
        return st.button(
            "How is this computed", key=f"{key}.how", type="tertiary", icon=":material/function:"
        )


def _delta(card: Kpi, before: KpiPoint | None, scale: float) -> str:
    if before is None or before.value is None or card.value is None:
        return ""
    change = (card.value - before.value) * scale
    if abs(change) < 0.05:
        return "0"
    unit = " pp" if card.unit == "share" else " days" if card.unit == "days" else ""
    return f"{change:+.1f}{unit}"


def _against_target(card: Kpi) -> None:
    if card.target is None:
        return
    sign = ">" if card.higher_is_better else "<"
    goal = safe.own(f"{sign} {target(card)}")
    if card.met is None:
        st.badge(f"Target {goal}", icon=":material/help:", color="gray")
    elif card.met:
        st.badge(f"Meets target {goal}", icon=":material/check:", color="green")
    else:
        st.badge(f"Misses target {goal}", icon=":material/close:", color="red")


def target(card: Kpi) -> str:
    """A KPI's target in its unit."""
    goal = card.target or 0
    if card.unit == "share":
        return words.percent(goal)
    return f"{words.number(goal, 1)} {_UNITS[card.unit] if card.unit == 'days' else ''}".strip()


def rag(status: str, count: int | None = None) -> None:
    """A status as an icon with its word, in its colour, with a count where there is one."""
    number = "" if count is None else f" {words.number(count)}"
    st.badge(
        safe.own(f"{words.name(status)}{number}"),
        icon=words.RAG_ICON.get(status, ":material/help:"),
        color=words.RAG_COLOUR.get(status, "gray"),  # type: ignore[arg-type]
    )


def level(status: str) -> None:
    """An engagement level as an icon with its word, in its colour."""
    st.badge(
        safe.own(words.name(status)),
        icon=words.LEVEL_ICON.get(status, ":material/help:"),
        color=words.LEVEL_COLOUR.get(status, "gray"),  # type: ignore[arg-type]
    )


def coverage(pct: float | None) -> str:
    """How much of a score was measured, in words."""
    return "nothing measured" if not pct else f"{words.score(pct)}% measured"
