"""Which draft is open, in the session and in the address; and what rules say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from core.drafting.rules.model import Block
from core.ui import safe

_NUMBER = re.compile(r"[0-9]{1,15}")


def chosen() -> int | None:
    """The draft that is open; the address wins over the session."""
    given = str(st.query_params.get("draft") or st.session_state.get("draft.id") or "")
    return int(given) if _NUMBER.fullmatch(given) else None


def choose(draft_id: int) -> None:
    """Open a draft."""
    st.session_state["draft.id"] = draft_id
    st.query_params["draft"] = str(draft_id)
    for name in ("draft.claim", "draft.mode"):
        st.session_state.pop(name, None)


def forget() -> None:
    """Open none."""
    st.session_state.pop("draft.id", None)
    if "draft" in st.query_params:
        del st.query_params["draft"]


def _lifted_by(who: str) -> str:
    """Who could lift it, after the question that it answers, unless somebody has."""
    if not who:
        return " "
    return who if who.startswith("Lifted by") else f"Who could lift it? {who}"


def blocks(found: Sequence[Block]) -> None:
    """What stands in the way, and who could lift it; warnings after what stops."""
    for block in sorted(found, key=lambda block: not block.stops):
        st.warning(
            safe.label(_lifted_by(block.who_could_lift), 420),
            title=safe.label(block.message, 400),
            icon=":material/block:" if block.stops else ":material/info:",
        )
