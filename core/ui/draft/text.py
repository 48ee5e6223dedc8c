"""The text of a draft: to read, with its claims marked, or to edit."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.drafting.claim import Claim, Standing
from core.drafting.drafts import Draft
from core.drafting.drafts.states import OPEN_STATES
from core.drafting.kind import Length, Tone
from core.ui import safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View

_COLOURS = {
    Standing.MATCHED: ("green", ""),
    Standing.ATTACHED: ("green", ""),
    Standing.VOUCHED: ("orange", "\N{LOWER RIGHT PENCIL} "),
    Standing.UNMATCHED: ("red", "\N{MULTIPLICATION X} "),
}
_LONGEST_BODY = 20_000
_WORTH_REWRITING = 8
"""Words from which a paragraph is more than a greeting or a sign-off."""


def draw(view: View, draft: Draft) -> None:
    """The newest text; who may write and may still change it gets the fields to do so."""
    editable = draft.status in OPEN_STATES and allows(view.actor, Permission.DRAFT_WRITE)
    if not editable:
        _read(draft, editable=False)
        return
    st.session_state.setdefault("draft.mode", "Read")
    mode = st.segmented_control(
        "Text",
        ["Read", "Edit"],
        key="draft.mode",
        required=True,
        label_visibility="collapsed",
    )
    if mode == "Edit":
        _edit(draft)
    else:
        _read(draft, editable=True)
        _manner(draft)


def _read(draft: Draft, *, editable: bool) -> None:
    with st.container(border=True, key="draft-text"):
        st.markdown(f"**{safe.marked(draft.letter.subject, list(_marks(draft, 'subject')))}**")
        at = 0
        for place, paragraph in enumerate(draft.letter.paragraphs):
            marks = list(_marks(draft, "body", at, at + len(paragraph.text)))
            at += len(paragraph.text) + 2
            words_at, button_at = st.columns([0.93, 0.07], gap="small")
            words_at.markdown(safe.marked(paragraph.text, marks))
            if editable and len(paragraph.text.split()) >= _WORTH_REWRITING:
                with button_at:
                    st.button(
                        ":material/refresh:",
                        key=f"draft.rewrite.{place}",
                        help="Write this paragraph anew",
                        type="tertiary",
                        on_click=_rewrite,
                        args=(draft.draft_id, place),
                    )


def _marks(draft: Draft, part: str, start: int = 0, end: int = 10**9) -> Iterator[safe.Mark]:
    """The claims of a part as marks, counted from ``start``."""
    for claim in draft.report.claims:
        if claim.part == part and start <= claim.start and claim.end <= end:
            yield _mark(claim, start)


def _mark(claim: Claim, start: int) -> safe.Mark:
    colour, sign = _COLOURS[claim.standing]
    return safe.Mark(claim.start - start, claim.end - start, colour, sign)


def _edit(draft: Draft) -> None:
    version = f"{draft.draft_id}.{draft.version}"
    with st.form(f"draft.edit.{version}", border=False):
        st.text_input(
            "Subject", value=draft.letter.subject, key=f"draft.subject.{version}", max_chars=200
        )
        st.text_area(
            "Text",
            value=draft.letter.body,
            key=f"draft.body.{version}",
            height=420,
            max_chars=_LONGEST_BODY,
        )
        st.form_submit_button(
            "Save and check",
            icon=":material/fact_check:",
            type="primary",
            on_click=_save,
            args=(draft.draft_id, version, draft.content_hash),
        )
    st.caption(
        "An empty line begins a new paragraph. What changes is checked against the facts again."
    )


def _save(draft_id: int, version: str, based_on: str) -> None:
    state = st.session_state
    saved = act(
        lambda: wiring.cockpit().drafting.edit(
            current_actor(),
            draft_id,
            state[f"draft.subject.{version}"],
            state[f"draft.body.{version}"],
            based_on=based_on,
        ),
        "Saved as a new version.",
    )
    if saved is not None:
        state["draft.mode"] = "Read"


def _manner(draft: Draft) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover("Change tone", icon=":material/tune:"):
            st.segmented_control(
                "Tone",
                list(Tone),
                default=draft.tone,
                format_func=words.name,
                key=f"draft.retone.{draft.draft_id}.{draft.version}",
            )
            st.segmented_control(
                "Length",
                list(Length),
                default=draft.length,
                format_func=words.name,
                key=f"draft.relength.{draft.draft_id}.{draft.version}",
            )
            st.button(
                "Write anew",
                key="draft.retone",
                on_click=_retone,
                args=(draft.draft_id, draft.version),
            )
        if any(name.startswith("meeting.slot") for name in draft.letter.fact_ids):
            st.button(
                "Other times",
                key="draft.times",
                icon=":material/schedule:",
                on_click=_other_times,
                args=(draft.draft_id,),
            )


def _retone(draft_id: int, version: int) -> None:
    state = st.session_state
    act(
        lambda: wiring.cockpit().drafting.retone(
            current_actor(),
            draft_id,
            tone=state.get(f"draft.retone.{draft_id}.{version}"),
            length=state.get(f"draft.relength.{draft_id}.{version}"),
        ),
        "Written anew as a new version.",
    )


def _rewrite(draft_id: int, place: int) -> None:
    act(
        lambda: wiring.cockpit().drafting.rewrite_paragraph(current_actor(), draft_id, place),
        "Paragraph written anew.",
    )


def _other_times(draft_id: int) -> None:
    act(
        lambda: wiring.cockpit().drafting.other_times(current_actor(), draft_id),
        "Other times proposed.",
    )
