"""The states of a draft, as badges."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from core.drafting.drafts import Status
from core.ui import safe, words

_Colour = Literal["gray", "blue", "orange", "green", "red"]
_LOOK: dict[Status, tuple[str, _Colour]] = {
    Status.DRAFTED: (":material/edit_note:", "gray"),
    Status.IN_REVIEW: (":material/rate_review:", "orange"),
    Status.APPROVED: (":material/verified:", "green"),
    Status.IN_GMAIL: (":material/drafts:", "blue"),
    Status.SENT: (":material/send:", "blue"),
    Status.REPLIED: (":material/reply:", "green"),
    Status.MEETING_BOOKED: (":material/event_available:", "green"),
    Status.NO_RESPONSE: (":material/hourglass_empty:", "gray"),
    Status.DISCARDED: (":material/delete:", "gray"),
}


def badge(status: Status) -> None:
    """The state as icon and word."""
    icon, colour = _LOOK[status]
    st.badge(safe.own(words.name(status.value)), icon=icon, color=colour)
