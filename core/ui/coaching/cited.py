"""Lines of the coach with what they rest on: an article opens in the drawer, a fact opens its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from core.coaching.model import Citation, CitationKind, Line
from core.drafting.fact import Fact
from core.ui import forms, safe
from core.ui.coaching import reading

_MOST = 3
"""Sources shown beside a line; a line of a whole plan may name a dozen facts."""


def part(title: str, lines: Sequence[Line], facts: Mapping[str, Fact], key: str) -> None:
    """A heading and its lines; nothing where there are none."""
    if not lines:
        return
    st.markdown(safe.own(f"**{title}**"))
    for place, line in enumerate(lines):
        draw(line, facts, f"{key}.{place}")


def draw(line: Line, facts: Mapping[str, Fact], key: str) -> None:
    """One line, and beneath it a button for each source."""
    with st.container(gap=None, key=f"line.{key}"):
        st.text(f"•  {line.text}")
        with st.container(horizontal=True, gap="small"):
            for place, cited in enumerate(_worth_showing(line.citations, facts)):
                _source(cited, facts.get(cited.ref), f"{key}.{place}")


def _worth_showing(
    citations: Sequence[Citation], facts: Mapping[str, Fact]
) -> tuple[Citation, ...]:
    """Documents, and facts that have rows to open."""
    found = [
        cited
        for cited in citations
        if cited.kind is not CitationKind.FACT or (cited.ref in facts and facts[cited.ref].evidence)
    ]
    return tuple(found[:_MOST])


def _source(cited: Citation, fact: Fact | None, key: str) -> None:
    if fact is not None:
        st.button(
            safe.label(cited.title, 70),
            key=f"source.{key}",
            icon=":material/table_rows:",
            type="tertiary",
            help="Open the rows it was read from",
            on_click=forms.ask_for_rows,
            args=(cited.title, fact.evidence),
        )
        return
    st.button(
        safe.label(cited.title, 70),
        key=f"source.{key}",
        icon=reading.ICONS.get(cited.kind.value, ":material/article:"),
        type="tertiary",
        on_click=reading.ask_for_document,
        args=(cited.ref,),
    )
