"""How both scores come about: a waterfall, and a row a factor down to the imported lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from core import cockpit
from core.cockpit.account import AccountDetail
from core.cockpit.health import Contribution, Rule
from core.ui import cards, charts, forms, queries, safe, tables, words
from core.ui.account import green
from core.ui.health import signs
from core.ui.opener import View
from core.ui.tables import Column
from core.ui.waterfall import waterfall

ROWS = ":material/manage_search: Rows"


def points(row: Contribution) -> str:
    """``18.8 of 25``, with a word where the measure is stale or missing."""
    if row.points is None:
        return "○ missing"
    found = f"{words.score(row.points, 1)} of {words.number(row.max_points)}"
    return f"{found}, ◐ stale" if row.state == "stale" else found


FACTORS = (
    Column("Factor", lambda row: words.name(row.factor)),
    Column("Points", points),
    Column("Measure", lambda row: words.measure(row.measure, row.unit)),
    Column("Target", lambda row: words.measure(row.target, row.unit)),
    Column("Note", "note", width="large"),
)
"""What a factor gave, from which measure against which target."""


_FACTOR_OF = {
    "aged_critical_tickets": "aged_critical_tickets",
    "too_many_open_tickets": "open_tickets",
    "silent_integration": "integration_heartbeat",
}


def _tripped(row: Rule, missing: set[str]) -> str:
    if not row.tripped and _FACTOR_OF.get(row.rule) in missing:
        return "○ Not measured"
    if not row.tripped:
        return "● No"
    return "◆ Yes, at twice the limit" if row.at_double else "◆ Yes"


def _rules(factors: Sequence[Contribution]) -> tuple[Column, ...]:
    missing = {factor.factor for factor in factors if factor.points is None}
    return (
        Column("Rule", lambda row: words.name(row.rule)),
        Column("Tripped", lambda row: _tripped(row, missing)),
        Column("Value", lambda row: words.measure(row.value, row.unit)),
        Column("Limit", lambda row: words.measure(row.threshold, row.unit)),
        Column("Note", "note", width="large"),
    )


def draw(view: View, detail: AccountDetail) -> None:
    """What would turn it green, and both scores beside each other, each with its factors below."""
    green.draw(view, detail.row.account_key)
    signs.of_account(view, detail.row.account_key)
    panels = st.grid(2, min_column_width=420, gap="small")
    with panels.container(border=True, height="stretch"):
        _sponsor(view, detail)
    with panels.container(border=True, height="stretch"):
        _health(view, detail)


def _sponsor(view: View, detail: AccountDetail) -> None:
    row = detail.row
    st.subheader("Why this sponsor engagement?", anchor=False)
    if row.primary_contact_key is None:
        st.caption(
            "No executive is identified here, so the score abstains. Import contacts with titles, "
            "or mark a sponsor on the Executives tab."
        )
        return
    st.caption(
        f"{safe.label(row.primary_sponsor or words.NONE)}, primary sponsor. "
        f"{cards.coverage(row.sponsor_coverage_pct).capitalize()}."
    )
    factors = queries.ask(
        cockpit.sponsor_contributions,
        view.actor,
        row.account_key,
        row.primary_contact_key,
        view.as_of,
    )
    figure = waterfall(factors, score=row.sponsor_score)
    charts.draw(figure, f"Sponsor engagement: {_spoken(factors)}", "sponsor-waterfall")
    _factors(factors, "sponsor-factors", "Sponsor engagement")
    _missing(detail.facts.sponsor_missing)


def _health(view: View, detail: AccountDetail) -> None:
    found = queries.ask(cockpit.health_breakdown, view.actor, detail.row.account_key, view.as_of)
    st.subheader("Why this technical health?", anchor=False)
    st.caption(
        f"{words.rag(found.rag)}. {cards.coverage(found.coverage_pct).capitalize()}."
        + (f" Capped at {words.number(found.cap)} by the rules that tripped." if found.cap else "")
    )
    figure = waterfall(
        found.factors, found.adjustments, score=found.score, uncapped=found.uncapped_score
    )
    charts.draw(figure, f"Technical health: {_spoken(found.factors)}", "health-waterfall")
    _factors(found.factors, "health-factors", "Technical health")
    tables.show(
        found.rules,
        _rules(found.factors),
        key="health-rules",
        alt="The rules of the at-risk test, their limits and values",
        on_open=lambda row: forms.ask_for_evidence(words.name(row.rule), row),
        open_label=ROWS,
    )
    _missing(found.missing)
    if found.override:
        st.caption(
            f"Set to {words.rag(found.override.rag)} by {safe.label(found.override.set_by)} until "
            f"{words.day(found.override.expires_on)}: {safe.label(found.override.reason, 400)}"
        )
    forms.health_override(view, detail.row.account_key, cleared=found.override is None)


def _factors(factors: Sequence[Contribution], key: str, title: str) -> None:
    tables.show(
        factors,
        FACTORS,
        key=key,
        alt=f"{title}: points, measure and target of each factor",
        on_open=lambda row: forms.ask_for_evidence(f"{title}: {words.name(row.factor)}", row),
        open_label=ROWS,
    )


def _missing(missing: Sequence[str]) -> None:
    for item in missing:
        st.caption(f"Not measured: {safe.label(item, 400)}")


def _spoken(factors: Sequence[Any]) -> str:
    return ", ".join(
        f"{words.name(factor.factor)} {words.score(factor.points, 1)} of "
        f"{words.number(factor.max_points)}"
        for factor in factors
    )
