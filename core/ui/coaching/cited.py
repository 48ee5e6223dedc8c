"""Lines of the coach with what they rest on: an article opens in the drawer, a fact opens its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from core.coaching.model import Citation, CitationKind, Line
from core.drafting.fact import Fact
from core.ui import forms, safe
from core.ui.coaching import reading


def part(title: str, lines: Sequence[Line], facts: Mapping[str, Fact], key: str) -> None:
    """A heading and its lines; nothing where there are none."""
    if not lines:
        return
    st.markdown(safe.own(f"**{title}**"))
    for place, line in enumerate(lines):
        draw(line, facts, f"{key}.{place}")


def draw(line: Line, facts: Mapping[str, Fact], key: str, *, mark: str = "•  ") -> None:
    """One line, and beneath it a button for each document and one for the rows of all its facts."""
    with st.container(gap=None, key=f"line.{key}"):
        st.text(f"{mark}{line.text}")
        with st.container(horizontal=True, gap="small"):
            for place, cited in enumerate(line.citations):
                if cited.kind is not CitationKind.FACT:
                    _document(cited, f"{key}.{place}")
            _rows(line.citations, facts, key)


def _document(cited: Citation, key: str) -> None:
    st.button(
        safe.label(cited.title, 70),
        key=f"source.{key}",
        icon=reading.ICONS.get(cited.kind.value, ":material/article:"),
        type="tertiary",
        on_click=reading.ask_for_document,
        args=(cited.ref,),
    )


def _rows(citations: Sequence[Citation], facts: Mapping[str, Fact], key: str) -> None:
    found = [cited for cited in citations if cited.ref in facts and facts[cited.ref].evidence]
    if not found:
        return
    evidence = dict.fromkeys(row for cited in found for row in facts[cited.ref].evidence)
    said = "; ".join(cited.title for cited in found)
    st.button(
        "Rows",
        key=f"source.{key}.rows",
        icon=":material/manage_search:",
        type="tertiary",
        help=safe.label(said, 300),
        on_click=forms.ask_for_rows,
        args=(said, tuple(evidence)),
    )
