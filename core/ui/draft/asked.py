"""What a draft is asked for: kind, recipient, purpose, tone, length, sender."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import cockpit, wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.account import AccountDetail
from core.cockpit.sponsors import SponsorRow
from core.drafting.drafts import Prepared
from core.drafting.kind import DraftRequest, Length, Tone
from core.drafting.prompts import load_prompt
from core.errors import RapportError
from core.ui import failure, queries, safe, words
from core.ui.command import Wish
from core.ui.draft import current
from core.ui.opener import View

KIND = "executive_outreach"


def form(view: View, detail: AccountDetail) -> None:
    """The request; what it lacks is said before anything is written."""
    people = [
        person
        for person in queries.ask(
            cockpit.executives, view.actor, detail.row.account_key, view.today
        )
        if person.status == "active"
    ]
    if not people:
        st.info(
            "No executive is known at this account. Import contacts with titles, or correct a "
            "title on the tab Executives.",
            icon=":material/person_off:",
        )
        return
    _fill_in(people)
    request = _request(view, detail, people)
    prepared = _prepared(view, request)
    if prepared is None:
        return
    for item in prepared.missing:
        st.warning(
            safe.label(item.remedy, 300),
            title=f"Missing: {safe.label(item.label, 120)}",
            icon=":material/block:",
        )
    current.blocks(prepared.warnings)
    if st.button(
        "Write draft",
        key="draft.write",
        type="primary",
        icon=":material/edit_note:",
        disabled=bool(prepared.missing) or not allows(view.actor, Permission.DRAFT_WRITE),
    ):
        _write(view, request)


def _fill_in(people: Sequence[SponsorRow]) -> None:
    """Choose what a command, a card or a table asked for, once."""
    wish: Wish | None = st.session_state.pop("account.wish", None)
    state = st.session_state
    keys = [person.contact_key for person in people]
    if wish is not None and wish.kind == KIND:
        current.forget()
        if wish.contact_key in keys:
            state["draft.recipient"] = wish.contact_key
        if wish.purpose:
            state["draft.purpose"] = wish.purpose
    if state.get("draft.recipient") not in keys:
        primary = next((person for person in people if person.is_primary), people[0])
        state["draft.recipient"] = primary.contact_key


def _request(view: View, detail: AccountDetail, people: Sequence[SponsorRow]) -> DraftRequest:
    names = {person.contact_key: _described(person) for person in people}
    purposes = load_prompt(KIND).meta.purposes
    senders = _senders(view, detail)
    with st.grid(3, min_column_width=210, gap="small"):
        recipient = st.selectbox(
            "Recipient",
            list(names),
            format_func=lambda key: safe.plain(names.get(key, "")),
            key="draft.recipient",
        )
        purpose = st.selectbox(
            "Purpose",
            list(purposes),
            format_func=lambda name: purposes[name].title,
            key="draft.purpose",
        )
        sender = st.selectbox("From", senders, format_func=safe.plain, key="draft.sender")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        tone = st.segmented_control(
            "Tone",
            list(Tone),
            default=Tone.WARM,
            required=True,
            format_func=words.name,
            key="draft.tone",
        )
        length = st.segmented_control(
            "Length",
            list(Length),
            default=Length.STANDARD,
            required=True,
            format_func=words.name,
            key="draft.length",
        )
    st.caption(safe.label(purposes[purpose].description, 400))
    return DraftRequest(
        kind=KIND,
        account_key=detail.row.account_key,
        purpose=purpose,
        as_of=view.today,
        sender=sender,
        contact_key=recipient,
        tone=Tone(tone),
        length=Length(length),
    )


def _described(person: SponsorRow) -> str:
    parts = (person.full_name, person.title, person.relationship)
    return " · ".join(part for part in parts if part)


def _senders(view: View, detail: AccountDetail) -> list[str]:
    """Whose mailbox it would go out from: one's own, the owner's, the team's."""
    own = [view.actor.email] if "@" in view.actor.email else []
    team = [member.email for member in detail.team]
    owner = [detail.row.owner_email] if detail.row.owner_email else []
    return list(dict.fromkeys([*own, *owner, *team])) or [view.actor.email]


def _prepared(view: View, request: DraftRequest) -> Prepared | None:
    try:
        return wiring.cockpit().drafting.prepare(view.actor, request)
    except RapportError as error:
        failure.show(error)
        return None


def _write(view: View, request: DraftRequest) -> None:
    with st.status("Writing from the facts", expanded=True) as status:
        box = st.empty()
        try:
            made = wiring.cockpit().drafting.make(
                view.actor, request, on_text=lambda text: _show(box, text)
            )
        except RapportError as error:
            status.update(label="Not written", state="error")
            failure.show(error)
            return
    current.choose(made.draft_id)
    st.rerun()


def _show(box: st.delta_generator.DeltaGenerator, text: str) -> None:
    box.text(text)
