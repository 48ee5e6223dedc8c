"""A second look: green accounts that may not be, and statements that contradict each other."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.cockpit.second_look import Contradiction, Signal, Watermelon, contradictions, watermelons
from core.ui import downloads, queries, tables, words
from core.ui.opener import View
from core.ui.tables import Column

ROWS = ":material/manage_search: Rows"


_MELONS = (
    Column("Account", lambda row: row[0].account.name, width="medium"),
    Column("Source", lambda row: words.sentence(row[1].source)),
    Column("What it says", lambda row: row[1].says, width=520),
    Column("Score", lambda row: row[0].account.health_score, "score"),
    Column("ARR", lambda row: row[0].account.arr_amount, "money"),
    Column("Currency", lambda row: row[0].account.currency, width="small"),
    Column("Owner", lambda row: row[0].account.owner_email),
)
_BOTH = (
    Column("Account", lambda row: row.account.name, width=150),
    Column("On one side", "says_one", width=330),
    Column("On the other", "says_other", width=400),
    Column("What", "title", width="medium"),
    Column("ARR", lambda row: row.account.arr_amount, "money"),
    Column("Currency", lambda row: row.account.currency, width="small"),
    Column("Owner", lambda row: row.account.owner_email),
)


def draw(view: View) -> None:
    """Two questions that a colour does not answer."""
    _watermelons(view)
    _contradictions(view)


def _watermelons(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which green accounts may not be?", anchor=False)
        st.space("stretch")
        downloads.button(view, "watermelons")
    found = queries.ask(watermelons, view.actor, view.filters)
    if not found:
        st.caption("None: no green account has enough independent sources against it.")
        return
    st.caption(
        f"{words.plural(len(found), 'green account')} with signals from several sources that the score does "
        "not weigh, or not yet. The policy says how many sources it takes."
    )
    rows = [(melon, signal) for melon in found for signal in melon.signals]
    first = tables.place("melons")
    shown = rows[first : first + tables.PAGE_SIZE]
    tables.show(
        shown,
        _MELONS,
        key="melons",
        alt="Green accounts against which independent sources speak, a row a signal",
        on_open=_melon,
        open_label=ROWS,
        height=31 * (len(shown) + 1) + 4,
    )
    tables.offset(len(rows), key="melons")


def _contradictions(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Which statements contradict each other?", anchor=False)
        st.space("stretch")
        downloads.button(view, "contradictions")
    found = queries.ask(contradictions, view.actor, view.filters)
    if not found:
        st.caption("None among these accounts.")
        return
    st.caption(
        "Both cannot be so. The rows of either side lead to the lines they were imported from."
    )
    first = tables.place("contradictions")
    shown = found[first : first + tables.PAGE_SIZE]
    tables.show(
        shown,
        _BOTH,
        key="contradictions",
        alt="Statements about one account that contradict each other",
        on_open=_contradiction,
        open_label=ROWS,
        height=31 * (len(shown) + 1) + 4,
    )
    tables.offset(len(found), key="contradictions")


def _melon(row: tuple[Watermelon, Signal]) -> None:
    melon, signal = row
    _open_rows(f"{signal.title}: {melon.account.name}", signal.evidence, signal.says)


def _contradiction(row: Contradiction) -> None:
    note = f"{row.one}: {row.says_one} {row.other}: {row.says_other}"
    _open_rows(f"{row.title}: {row.account.name}", row.evidence, note)


def _open_rows(title: str, references: tuple[str, ...], note: str) -> None:
    st.session_state["drawer"] = (title, references, note)
    st.session_state.pop("evidence.reference", None)


def of_account(view: View, account_key: int) -> None:
    """The same about one account, on its own page; nothing where nothing speaks up."""
    filters = view.filters.without("owner", "tier", "region", "segment", "rag", "level", "search")
    melons = [
        one
        for one in queries.ask(watermelons, view.actor, filters)
        if one.account.account_key == account_key
    ]
    both = [
        one
        for one in queries.ask(contradictions, view.actor, filters)
        if one.account.account_key == account_key
    ]
    if not melons and not both:
        return
    with st.container(border=True, key="second-look"):
        st.subheader("What calls for a second look?", anchor=False)
        rows: list[Any] = [_signal(signal) for melon in melons for signal in melon.signals]
        rows += [(one.title, f"{one.says_one} {one.says_other}", one.evidence) for one in both]
        tables.show(
            rows,
            (
                Column("What", lambda row: row[0], width=300),
                Column("Says", lambda row: row[1], width=640),
            ),
            key="second-look-rows",
            alt="Signals and contradictions of this account",
            on_open=lambda row: _open_rows(row[0], row[2], row[1]),
            open_label=ROWS,
        )


def _signal(signal: Signal) -> tuple[str, str, tuple[str, ...]]:
    return (f"Green, yet: {signal.title.lower()}", signal.says, signal.evidence)
