"""Review drafts one after the other, by keyboard: next, back, approve."""

from __future__ import annotations

from collections.abc import Sequence

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
    # By number, so that an edit, which changes the order of the outbox, swaps nothing here.
    queue = sorted(row.draft_id for row in waiting.rows)
    if not queue:
        empty.state(
            "Nothing waits for review",
            "Drafts that are written or became void stand here until they are approved.",
            ":material/task_alt:",
            key="review",
        )
        return
    place = _place(queue)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Back",
            key="review.back",
            icon=":material/arrow_back:",
            shortcut="Alt+Left",
            disabled=place == 0,
            on_click=_go,
            args=(queue[max(0, place - 1)],),
        )
        st.button(
            "Next",
            key="review.next",
            icon=":material/arrow_forward:",
            shortcut="Alt+Right",
            disabled=place == len(queue) - 1,
            on_click=_go,
            args=(queue[min(len(queue) - 1, place + 1)],),
        )
        said = f"{place + 1} of {words.plural(len(queue), 'draft')} to review"
        st.caption(safe.own(said))
    draft = engine.draft(view.actor, queue[place])
    st.caption(safe.label(draft.account_name, 120))
    with st.container(border=True, key="review-panel"):
        panel.show(view, draft)


def _place(queue: Sequence[int]) -> int:
    """Where the draft under review is in the queue; the next one where it has left it."""
    current = st.session_state.get("review.draft", 0)
    place = next((at for at, draft_id in enumerate(queue) if draft_id >= current), len(queue) - 1)
    st.session_state["review.draft"] = queue[place]
    return place


def _go(draft_id: int) -> None:
    st.session_state["review.draft"] = draft_id
    for name in ("draft.claim", "draft.mode"):
        st.session_state.pop(name, None)
