"""Rapport's own templates: empty CSV files with one example row each."""

from __future__ import annotations

import streamlit as st

from core.settings import PROJECT_ROOT
from core.ui import safe, words

FOLDER = PROJECT_ROOT / "data" / "templates"


def draw() -> None:
    """A button for each template."""
    st.subheader("Which format if nothing else fits?", anchor=False)
    st.caption(
        "One plain CSV for each kind of record, with exactly these headers in any order, ISO dates, "
        "and lists separated by semicolons. Delete the example row before you import."
    )
    with st.grid("auto", min_column_width=200, gap="small"):
        for path in sorted(FOLDER.glob("*.csv")):
            st.download_button(
                safe.own(words.name(path.stem)),
                path.read_bytes,
                file_name=path.name,
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
                key=f"template.{path.stem}",
                width="stretch",
            )
