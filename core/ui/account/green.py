"""The smallest change to green: what to close and restore, and what each step leads to."""

from __future__ import annotations

import streamlit as st

from core.cockpit.simulation import smallest_change
from core.health import remedy
from core.health.remedy import Plan, Remedy, Step
from core.ui import forms, queries, safe, tables, words
from core.ui.opener import View
from core.ui.tables import Column

_STEPS = (
    Column("Do", lambda step: words.name(step.action.kind.value)),
    Column(
        "On", lambda step: f"{step.action.priority} {step.action.target}".strip(), width="medium"
    ),
    Column("What", lambda step: step.action.detail, width="large"),
    Column("Effort", lambda step: words.measure(step.action.effort_hours, "hours")),
    Column("Score then", "score", "score"),
    Column("Then", "rag", "rag"),
)


def draw(view: View, account_key: int) -> None:
    """The cheapest way to green and what else would do; nothing for a green or unscored account."""
    found: Remedy = queries.ask(smallest_change, view.actor, account_key, view.as_of)
    if found.rag not in ("amber", "red"):
        return
    with st.container(border=True, key="to-green"):
        st.subheader("What would make it green?", anchor=False)
        if not found.plans:
            st.caption(safe.label(found.reason, 400))
            return
        st.markdown(f"**{safe.label(remedy.sentence(found), 400)}**")
        best, *others = found.plans
        st.caption(
            f"The cheapest of all ways by the efforts of the policy: {safe.label(_hours(best))}. "
            "Worked out with the health model itself."
        )
        _steps(best)
        for other in others:
            st.caption(
                f"Or, for {safe.label(_hours(other))}: "
                f"{safe.label(remedy.todo(other), 400)}, to {words.score(other.score)}."
            )


def _hours(plan: Plan) -> str:
    return words.measure(plan.effort_hours, "hours")


def _steps(plan: Plan) -> None:
    tables.show(
        plan.steps,
        _STEPS,
        key="to-green-steps",
        alt="The steps to green, with the score after each",
        on_open=_row,
        open_label=":material/manage_search: Row",
    )


def _row(step: Step) -> None:
    forms.ask_for_reference(step.action.target, step.action.reference)
