"""Taking an approved text along: into one's own Gmail as a draft, as a file, a link, or words."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.channels.gmail import ChangedInGmail, Delivery, Gmail, check_gone, latest, mailbox
from core.channels.handover import HandedOver, Way, hand_over
from core.drafting.drafts import Draft, Status
from core.ui import safe, words
from core.ui.acts import act
from core.ui.identity import current_actor, rechecked_actor
from core.ui.opener import View

_GMAIL = "mail.google.com"
_CHANGED = "draft.changed_in_gmail"
"""Of which draft we last heard that somebody changed it in the mailbox."""


def draw(view: View, draft: Draft) -> None:
    """The ways out, for who may use them; nothing here sends."""
    if not allows(view.actor, Permission.DRAFT_DELIVER):
        return
    running = wiring.cockpit()
    found = mailbox(Gmail(running.store, running.settings), view.actor)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if found.is_connected:
            st.button(
                "Put into Gmail" if draft.status is Status.APPROVED else "Put into Gmail again",
                key="draft.gmail",
                type="primary",
                icon=":material/drafts:",
                on_click=_to_gmail,
                args=(draft.draft_id,),
            )
        _file(draft)
        st.button(
            "Open in Gmail",
            key="draft.link",
            icon=":material/open_in_new:",
            on_click=_take,
            args=(draft.draft_id, Way.LINK),
        )
        st.button(
            "Copy",
            key="draft.copy",
            icon=":material/content_copy:",
            on_click=_take,
            args=(draft.draft_id, Way.COPY),
        )
    if not found.is_connected and found.state != "not_configured":
        st.caption("Connect your mailbox on the page Outbox to put drafts into it directly.")
    _changed_there(draft)
    _taken(draft)
    _where(draft)


def _to_gmail(draft_id: int, replace_changed: bool = False) -> None:
    st.session_state.pop(_CHANGED, None)

    def put() -> Draft:
        drafting = wiring.cockpit().drafting
        try:
            return drafting.to_gmail(current_actor(), draft_id, replace_changed=replace_changed)
        except ChangedInGmail:
            st.session_state[_CHANGED] = draft_id
            raise

    act(put, "It is in your Gmail, as a draft. Send it there.")


def _changed_there(draft: Draft) -> None:
    """Somebody's own words lie in the mailbox: theirs to keep, or to replace."""
    if st.session_state.get(_CHANGED) != draft.draft_id:
        return
    st.warning(
        "What was written there is not what you approved here. Replacing it loses those changes.",
        title="The draft was changed in Gmail",
        icon=":material/edit_note:",
    )
    st.button(
        "Replace it by the approved text",
        key="draft.replace",
        icon=":material/swap_horiz:",
        on_click=_to_gmail,
        args=(draft.draft_id, True),
    )


def _file(draft: Draft) -> None:
    """The file is made, and its making recorded, when the button is pressed."""
    asked_by = rechecked_actor()
    running = wiring.cockpit()

    def content() -> bytes:
        actor = asked_by()
        mail = running.drafting.outgoing(actor, draft.draft_id)
        made = hand_over(running.store, actor, mail, Way.EML)
        return made.file.content if made.file else b""

    st.download_button(
        "Save as file",
        content,
        file_name=f"draft-{draft.draft_id}.eml",
        mime="message/rfc822",
        icon=":material/mail:",
        on_click="ignore",
        key="draft.eml",
    )


def _take(draft_id: int, way: Way) -> None:
    running, actor = wiring.cockpit(), current_actor()

    def take() -> HandedOver:
        return hand_over(running.store, actor, running.drafting.outgoing(actor, draft_id), way)

    done = (
        "The link is below." if way is Way.LINK else "The text is below, with a button to copy it."
    )
    taken = act(take, done)
    if taken is not None:
        st.session_state["draft.taken"] = taken


def _taken(draft: Draft) -> None:
    taken: HandedOver | None = st.session_state.get("draft.taken")
    approval = draft.approval
    # What was taken under an earlier approval is another text.
    if taken is None or approval is None or taken.delivery.approval_id != approval.approval_id:
        return
    if taken.link:
        st.link_button(
            "Open the message in Gmail",
            safe.leads_to(taken.link, _GMAIL),
            icon=":material/open_in_new:",
        )
    if taken.text:
        st.code(taken.text, language=None, wrap_lines=True)


def _where(draft: Draft) -> None:
    """Where the text was put before, and whether it is still there."""
    delivery = _in_gmail(draft)
    if delivery is None or draft.status is not Status.IN_GMAIL:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(safe.label(_said(delivery), 300))
        if delivery.link:
            st.link_button("Open it", safe.leads_to(delivery.link, _GMAIL), type="tertiary")
        if delivery.state == "gone":
            for label, was_sent in (("I sent it", True), ("I deleted it", False)):
                st.button(
                    safe.own(label),
                    key=f"draft.settle.{was_sent}",
                    on_click=_settle,
                    args=(draft.draft_id, was_sent),
                )
        else:
            st.button("Look again", key="draft.look", icon=":material/sync:", on_click=_look)


def left_behind(draft: Draft) -> None:
    """Say when a text that is approved no longer still lies in a mailbox, one click from being sent."""
    delivery = _in_gmail(draft)
    if delivery is None or delivery.state != "created" or draft.is_approved:
        return
    st.warning(
        "Delete it there, or approve the new text and put it into Gmail again.",
        title=safe.label(f"An earlier text still lies in the Gmail of {delivery.address}", 200),
        icon=":material/drafts:",
    )
    if delivery.link:
        st.link_button("Open it", safe.leads_to(delivery.link, _GMAIL), type="tertiary")


def _in_gmail(draft: Draft) -> Delivery | None:
    store = wiring.cockpit().store
    return latest(store, [draft.draft_id], channel="gmail").get(draft.draft_id)


_STATES = {
    "waiting": "On its way to the Gmail of {address}.",
    "failed": "It could not be put into the Gmail of {address}. {error}",
    "gone": "The draft is no longer in the Gmail of {address}. Did you send it, or delete it?",
}


def _said(delivery: Delivery) -> str:
    text = _STATES.get(delivery.state)
    if text is None:
        return f"In the Gmail of {delivery.address} since {words.moment(delivery.begun_at)}."
    return text.format(address=delivery.address, error=delivery.error)


def _settle(draft_id: int, was_sent: bool) -> None:
    act(
        lambda: wiring.cockpit().drafting.settle(current_actor(), draft_id, was_sent=was_sent),
        "Recorded as sent." if was_sent else "Recorded as deleted.",
    )


def _look() -> None:
    running = wiring.cockpit()
    act(
        lambda: check_gone(Gmail(running.store, running.settings), current_actor()),
        "Looked into Gmail.",
    )
