"""Ask the coach how to handle a situation."""

from __future__ import annotations

import streamlit as st

from core.ui.opener import View


def draw(view: View) -> None:
    """The conversation with the coach."""
    del view
    st.caption("Ask how to handle a situation with one of your accounts.")
