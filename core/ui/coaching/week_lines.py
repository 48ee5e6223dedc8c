"""The lines of a week: each with what it counts, the article it rests on and the account it is about."""

from __future__ import annotations

import streamlit as st

from core.coaching.model import CitationKind, Line
from core.coaching.weekly import Counted, WeeklySummary, WeekPart
from core.drafting.fact import FactKind
from core.ui import finder, forms, safe, tables, words
from core.ui.coaching.reading import ask_for_document
from core.ui.tables import Column

_ASKED = "week.rows.asked"
_WIDE = "accounts"
_SHARES = {True: (4, 1), False: (3, 1)}
"""Of a line and its buttons, across the page and in half of it."""

_ORDER = ("promises", "did", "coaching", "skills")
_ROWS = (
    Column("Day", "on", "date", width=110),
    Column("What", "what", width=320),
    Column("Account", "account_name", width=200),
    Column("How it went", lambda row: words.sentence(row.detail), width=160),
)


def suggestions(summary: WeeklySummary) -> None:
    """What to try, each in a card with its article."""
    if not summary.suggestions:
        return
    st.subheader("What to try next", anchor=False)
    for place, (column, line) in enumerate(
        zip(st.columns(len(summary.suggestions)), summary.suggestions, strict=True)
    ):
        with column, st.container(border=True, height="stretch"):
            st.text(line.text)
            st.space("stretch")
            _documents(line, f"try.{place}")
            with st.container(horizontal=True, gap="small"):
                _account(summary, line, f"try.{place}")
                _rows(summary, line, f"try.{place}")


def parts(summary: WeeklySummary) -> None:
    """The accounts across the page, the other parts of the week two beside each other."""
    found = {part.name: part for part in summary.parts}
    if _WIDE in found:
        _part(summary, found.pop(_WIDE))
    ordered = [found[name] for name in _ORDER if name in found]
    for start in range(0, len(ordered), 2):
        for column, part in zip(st.columns(2), ordered[start : start + 2], strict=False):
            with column:
                _part(summary, part)


def _part(summary: WeeklySummary, part: WeekPart) -> None:
    st.subheader(safe.label(part.title), anchor=False)
    for place, line in enumerate(part.lines):
        key = f"{part.name}.{place}"
        text, acts = st.columns(_SHARES[part.name == _WIDE], vertical_alignment="center")
        text.text(line.text)
        with acts, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
            _account(summary, line, key)
            if part.name != "coaching":
                _documents(line, key)
            _rows(summary, line, key)
        if part.name == "coaching":
            with st.container(horizontal=True, gap="small"):
                _documents(line, key)


def _documents(line: Line, key: str) -> None:
    for cited in line.citations:
        if cited.kind is not CitationKind.FACT:
            st.button(
                safe.label(cited.title, 60),
                key=f"week.{key}.{cited.ref}",
                icon=":material/article:",
                type="tertiary",
                on_click=ask_for_document,
                args=(cited.ref,),
            )


def _account(summary: WeeklySummary, line: Line, key: str) -> None:
    """To the account's page, where the line is about one."""
    facts = [fact for cited in line.citations if (fact := summary.fact(cited.ref))]
    found = [fact for fact in facts if fact.kind is FactKind.COMPANY]
    if len(found) == 1:
        st.button(
            "Account",
            key=f"week.{key}.account",
            icon=":material/domain:",
            type="tertiary",
            on_click=finder.open_account,
            args=(found[0].evidence[0].rpartition("/")[2],),
        )


def _rows(summary: WeeklySummary, line: Line, key: str) -> None:
    """The imported rows of a line's figures, else the list of what was counted here."""
    facts = [fact for cited in line.citations if (fact := summary.fact(cited.ref))]
    evidence = tuple(dict.fromkeys(row for fact in facts for row in fact.evidence))
    counted = [row for fact in facts for row in summary.rows.get(fact.id, ())]
    if evidence:
        st.button(
            "Rows",
            help=safe.own(words.ROWS),
            key=f"week.{key}.rows",
            icon=":material/manage_search:",
            type="tertiary",
            on_click=forms.ask_for_rows,
            args=("What this rests on", evidence, line.text),
        )
    elif counted:
        st.button(
            "List",
            key=f"week.{key}.list",
            icon=":material/list:",
            type="tertiary",
            on_click=_ask,
            args=(line.text, tuple(dict.fromkeys(counted))),
        )


def _ask(title: str, rows: tuple[Counted, ...]) -> None:
    st.session_state[_ASKED] = (title, rows)


def open_rows() -> None:
    """Open the list where a callback asked for it."""
    if asked := st.session_state.pop(_ASKED, None):
        _list(*asked)


@st.dialog("What this counts", width="large")
def _list(title: str, rows: tuple[Counted, ...]) -> None:
    st.text(title)
    tables.show(rows, _ROWS, key="week.rows", alt="What the figures of this line count")
    st.caption(safe.own(f"{words.plural(len(rows), 'row')}."))
