"""What stands in the way of a draft, its approval, and what became of it."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.drafting.drafts import Draft, Status
from core.drafting.drafts.states import OPEN_STATES
from core.drafting.rules.model import Block
from core.ui import safe, words
from core.ui.acts import act
from core.ui.draft import current, delivery
from core.ui.identity import current_actor
from core.ui.opener import View

_BECAME = {
    Status.SENT: (
        ("replied", "They answered", ":material/reply:"),
        ("meeting_booked", "Meeting booked", ":material/event_available:"),
        ("no_response", "No response", ":material/hourglass_empty:"),
    ),
    Status.NO_RESPONSE: (
        ("replied", "They answered", ":material/reply:"),
        ("meeting_booked", "Meeting booked", ":material/event_available:"),
    ),
    Status.REPLIED: (("meeting_booked", "Meeting booked", ":material/event_available:"),),
    Status.APPROVED: (("sent", "I have sent it", ":material/send:"),),
    Status.IN_GMAIL: (("sent", "I have sent it", ":material/send:"),),
}


def draw(view: View, draft: Draft) -> None:
    """Blocks, approval, delivery and what became of it, in that order."""
    _void(draft)
    if draft.status in (Status.DRAFTED, Status.IN_REVIEW, Status.DISCARDED):
        delivery.left_behind(draft)
    if draft.status in OPEN_STATES:
        current.blocks(draft.blocks)
        _lift(view, draft)
    if draft.is_approved and draft.approval is not None:
        st.success(
            safe.label(
                f"Approved by {draft.approval.approved_by} on "
                f"{words.moment(draft.approval.approved_at)}, until "
                f"{words.moment(draft.approval.expires_at)}. Send from "
                f"{words.moment(draft.approval.send_from)} on."
            ),
            icon=":material/verified:",
        )
        delivery.draw(view, draft)
    elif draft.status in (Status.DRAFTED, Status.IN_REVIEW):
        _approve(view, draft)
    _became(view, draft)


def _void(draft: Draft) -> None:
    approval = draft.approval
    if approval is None or not approval.is_void or draft.status not in OPEN_STATES:
        return
    with st.container(border=True, key="draft-void"):
        st.warning(
            safe.label(approval.void_reason or "Something it was bound to has changed.", 400),
            title="The approval is void",
            icon=":material/gpp_maybe:",
        )
        for change in approval.changes:
            st.text(change.sentence)


def _approve(view: View, draft: Draft) -> None:
    if not allows(view.actor, Permission.DRAFT_APPROVE):
        return
    ready = draft.report.passes and not draft.stops
    st.button(
        "Approve this text",
        key="draft.approve",
        type="primary",
        icon=":material/verified:",
        disabled=not ready,
        on_click=_do_approve,
        args=(draft.draft_id, draft.content_hash),
        help="Binds to exactly this text, recipient and these facts. Nothing is sent by it.",
    )


def _do_approve(draft_id: int, content_hash: str) -> None:
    act(
        lambda: wiring.cockpit().drafting.approve(current_actor(), draft_id, content_hash),
        "Approved.",
    )


def _lift(view: View, draft: Draft) -> None:
    liftable = [block for block in draft.stops if block.liftable]
    if not liftable or not allows(view.actor, Permission.DRAFT_LIFT):
        return
    with st.popover("Lift a rule for this draft", icon=":material/lock_open:"):
        _lift_form(draft, liftable)


def _lift_form(draft: Draft, liftable: list[Block]) -> None:
    rules = {block.rule.value: block.message for block in liftable}
    st.selectbox(
        "Rule", list(rules), format_func=words.name, key=f"draft.lift.rule.{draft.draft_id}"
    )
    st.text_input("Reason", key=f"draft.lift.reason.{draft.draft_id}", max_chars=500)
    st.button("Lift it", key="draft.lift", on_click=_do_lift, args=(draft.draft_id,))


def _do_lift(draft_id: int) -> None:
    state = st.session_state
    act(
        lambda: wiring.cockpit().drafting.lift(
            current_actor(),
            draft_id,
            state[f"draft.lift.rule.{draft_id}"],
            state.get(f"draft.lift.reason.{draft_id}", ""),
        ),
        "Lifted for this draft.",
    )


def _became(view: View, draft: Draft) -> None:
    steps = _BECAME.get(draft.status, ())
    if not steps or not allows(view.actor, Permission.DRAFT_WRITE):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption("What became of it?")
        for event, label, icon in steps:
            st.button(
                safe.own(label),
                key=f"draft.event.{event}",
                icon=icon,
                on_click=_record,
                args=(draft.draft_id, event),
            )


def _record(draft_id: int, event: str) -> None:
    act(
        lambda: wiring.cockpit().drafting.record(current_actor(), draft_id, event),
        "Recorded.",
    )
