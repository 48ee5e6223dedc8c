"""The versions of a draft and what differs between two of them."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.drafting.drafts import Draft, WordChange
from core.drafting.drafts.states import OPEN_STATES
from core.ui import safe, words
from core.ui.acts import act
from core.ui.draft import current
from core.ui.identity import current_actor
from core.ui.opener import View


def draw(view: View, draft: Draft) -> None:
    """Versions with differences, and giving the draft up."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if len(draft.versions) > 1:
            with st.popover(f"Versions ({len(draft.versions)})", icon=":material/history:"):
                _compare(view, draft)
        if draft.status in OPEN_STATES and allows(view.actor, Permission.DRAFT_WRITE):
            with st.popover("Discard", icon=":material/delete:"):
                st.text_input("Why?", key=f"draft.discard.reason.{draft.draft_id}", max_chars=500)
                st.button(
                    "Discard this draft",
                    key="draft.discard",
                    on_click=_discard,
                    args=(draft.draft_id,),
                )


def _compare(view: View, draft: Draft) -> None:
    named = {
        item.version: f"{item.version}: {words.name(item.why)}, {item.created_by}, {words.moment(item.created_at)}"
        for item in draft.versions
    }
    numbers = list(named)
    before = st.selectbox(
        "From",
        numbers,
        index=max(0, len(numbers) - 2),
        format_func=lambda n: safe.plain(named[n]),
        key=f"diff.from.{draft.draft_id}",
    )
    after = st.selectbox(
        "To",
        numbers,
        index=len(numbers) - 1,
        format_func=lambda n: safe.plain(named[n]),
        key=f"diff.to.{draft.draft_id}",
    )
    changes = wiring.cockpit().drafting.difference(view.actor, draft.draft_id, before, after)
    for part in ("subject", "body"):
        if shown := _shown([change for change in changes if change.part == part]):
            st.caption(safe.own(words.name(part)))
            st.markdown(safe.own(shown))


def _shown(changes: list[WordChange]) -> str:
    """The text with what was taken on red after a minus and what was added on green after a plus."""
    text, marks = "", []
    looks = {"added": ("green", "+ "), "removed": ("red", "\N{MINUS SIGN} ")}
    for change in changes:
        if change.change in looks:
            colour, sign = looks[change.change]
            marks.append(safe.Mark(len(text), len(text) + len(change.words), colour, sign))
        text += f"{change.words} "
    return safe.marked(text, marks)


def _discard(draft_id: int) -> None:
    reason = st.session_state.get(f"draft.discard.reason.{draft_id}", "")
    if act(
        lambda: wiring.cockpit().drafting.discard(current_actor(), draft_id, reason),
        "Discarded. It stays on record.",
    ):
        current.forget()
