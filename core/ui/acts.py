"""Doing something from a page: one use case, then a word about how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from core.errors import Forbidden, RapportError
from core.ui import safe
from core.ui.identity import audit_refusal

T = TypeVar("T")


def act(use_case: Callable[[], T], done: str) -> T | None:
    """Run a use case from a callback; ``done`` is said when it worked, the error when it did not."""
    try:
        result = use_case()
    except RapportError as error:
        if isinstance(error, Forbidden):
            audit_refusal(error)
        st.toast(safe.label(str(error), 400), icon=":material/error:", duration="long")
        return None
    st.toast(safe.own(done), icon=":material/check:")
    return result
