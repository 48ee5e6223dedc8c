"""The board: accounts by colour, the rules that trip most, and three signals an account."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.cockpit.filters import RAGS
from core.ui import cards, charts, downloads, finder, queries, tables, words
from core.ui.opener import View
from core.ui.tables import Column

_SIGNALS = (
    Column("Account", "name", width="medium"),
    Column("Health", "rag", "rag"),
    Column("Score", "score", "score"),
    Column(
        "Rules tripped",
        lambda row: words.listed([words.name(rule) for rule in row.rules_tripped]),
        width="medium",
    ),
    Column(
        "Oldest critical", "oldest_critical_days", "days", help="Age of the oldest open P1 or P2."
    ),
    Column(
        "Critical, 30 days", "critical_series", "series", help="Open P1 and P2 at each day's end."
    ),
    Column("Open", "open_tickets", "number"),
    Column("Open, 30 days", "open_series", "series", help="Open tickets at each day's end."),
    Column("Hours silent", "hours_silent", "number"),
    Column("API calls, 30 days", "api_call_series", "series", help="API calls of each day."),
    Column("Set by hand", lambda row: words.rag(row.override_rag) if row.override_rag else None),
    Column("Measured", lambda row: words.number(row.coverage_pct, 0, "%")),
    Column("Tier", lambda row: words.name(row.tier)),
    Column("Owner", "owner_email"),
)


def draw(view: View) -> None:
    """Three questions: how many of each colour, which rules trip, which accounts need an engineer."""
    _colours(view)
    _rules(view)
    _accounts(view)


def _colours(view: View) -> None:
    counts = {
        count.rag: count
        for count in queries.ask(cockpit.rag_distribution, view.actor, view.filters)
    }
    total = sum(count.accounts for count in counts.values()) or 1
    with st.grid(4, min_column_width=170, gap="small"):
        for rag in RAGS:
            with st.container(border=True, height="stretch", gap="xsmall"):
                cards.rag(rag)
                st.metric(
                    words.rag(rag),
                    words.number(counts[rag].accounts),
                    f"{counts[rag].accounts / total:.0%} of accounts",
                    delta_arrow="off",
                    delta_color="off",
                    label_visibility="collapsed",
                )


def _rules(view: View) -> None:
    tripped = queries.ask(cockpit.rules_tripped, view.actor, view.filters)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader("Which rules trip most?", anchor=False)
            st.space("stretch")
            downloads.button(view, "rules_tripped")
        figure = charts.rules(tripped)
        spoken = ", ".join(f"{words.name(rule.rule)} {rule.accounts}" for rule in tripped)
        charts.draw(figure, f"Accounts by tripped rule: {spoken}", "rules")
        st.caption("Over: beyond the limit of the policy. Double: beyond twice the limit.")


def _accounts(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which accounts need an engineer?", anchor=False)
        st.space("stretch")
        sort, descending = tables.sorter(
            {"score": "Score", "name": "Name", "tier": "Tier", "arr": "ARR", "renewal": "Renewal"},
            key="board",
            default="score",
        )
        downloads.button(view, "health")
    board = queries.ask(
        cockpit.health_board,
        view.actor,
        view.filters,
        sort=sort,
        descending=descending,
        limit=tables.PAGE_SIZE,
        offset=tables.place("board"),
    )
    tables.show(
        board.rows,
        _SIGNALS,
        key="board",
        alt="Accounts with health score, tripped rules and the three signals of the last 30 days",
        on_open=lambda row: finder.open_account(str(row.account_key)),
        height=31 * (len(board.rows) + 1) + 4,
    )
    tables.offset(board.total, key="board")
