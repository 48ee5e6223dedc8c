"""Review drafts one after the other, by keyboard: next, back, approve."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.drafting.drafts import DraftFilters, Status
from core.ui import empty, safe, words
from core.ui.draft import panel
from core.ui.opener import View

_LONGEST_QUEUE = 200


def draw(view: View) -> None:
    """One open draft at a time, the oldest first."""
    engine = wiring.cockpit().drafting
    waiting = engine.drafts(
        view.actor,
        DraftFilters(status=(Status.DRAFTED.value, Status.IN_REVIEW.value), limit=_LONGEST_QUEUE),
    )
    queue = [row.draft_id for row in reversed(waiting.rows)]
    if not queue:
        empty.state(
            "Nothing waits for review",
            "Drafts that are written or became void stand here until they are approved.",
            ":material/task_alt:",
            key="review",
        )
        return
    place = min(st.session_state.get("review.place", 0), len(queue) - 1)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Back",
            key="review.back",
            icon=":material/arrow_back:",
            shortcut="Alt+Left",
            disabled=place == 0,
            on_click=_go,
            args=(place - 1,),
        )
        st.button(
            "Next",
            key="review.next",
            icon=":material/arrow_forward:",
            shortcut="Alt+Right",
            disabled=place == len(queue) - 1,
            on_click=_go,
            args=(place + 1,),
        )
        said = f"{place + 1} of {words.plural(len(queue), 'draft')} to review"
        st.caption(safe.own(said))
    draft = engine.draft(view.actor, queue[place])
    st.caption(safe.label(draft.account_name, 120))
    with st.container(border=True, key="review-panel"):
        panel.show(view, draft)


def _go(place: int) -> None:
    st.session_state["review.place"] = max(0, place)
    for name in ("draft.claim", "draft.mode"):
        st.session_state.pop(name, None)
