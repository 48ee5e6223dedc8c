"""The parts of a page as tabs: only the open one is drawn, and the address remembers which it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st


def draw_open(parts: Mapping[str, Callable[..., None]], key: str, *shown: object) -> None:
    """A tab for each part, by title and in order; ``key`` is the query key, ``shown`` what a part draws."""
    tabs = st.tabs(list(parts), on_change="rerun", key=key, bind="query-params")
    for tab, draw in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab:
                draw(*shown)
