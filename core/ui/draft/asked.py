"""What a draft is asked for: kind, recipient, purpose, tone, length, sender."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from core import cockpit, wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.account import AccountDetail
from core.cockpit.communications import KINDS as TECHNICAL
from core.cockpit.communications import readers as readers_of
from core.drafting.drafts import Prepared
from core.drafting.kind import DraftRequest, Length, Tone
from core.drafting.prompts import load_prompt
from core.errors import RapportError
from core.ui import failure, queries, safe, words
from core.ui.command import Wish
from core.ui.draft import current
from core.ui.opener import View

KIND = "executive_outreach"
KINDS = (KIND, *TECHNICAL)
_NOBODY = {
    True: "No executive is known at this account. Import contacts with titles, or correct a "
    "title on the tab Executives.",
    False: "Nobody at this account can be written to about technical matters: import a contact who "
    "works with the product, with an e-mail address.",
}


@dataclass(frozen=True)
class Readers:
    """Who a letter of a kind can go to, by contact, and who it goes to unless chosen otherwise."""

    names: Mapping[int, str]
    first: int | None


def form(view: View, detail: AccountDetail) -> None:
    """The request; what it lacks is said before anything is written."""
    wish = _wish()
    kind = _kind()
    readers = _readers(view, detail, kind)
    if readers.first is None:
        st.info(safe.own(_NOBODY[kind == KIND]), icon=":material/person_off:")
        return
    _fill_in(wish, readers)
    request = _request(view, detail, kind, readers)
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


def _wish() -> Wish | None:
    """What a command, a card or a table asked for, once."""
    wish: Wish | None = st.session_state.pop("account.wish", None)
    if wish is None or wish.kind not in KINDS:
        return None
    current.forget()
    st.session_state["draft.kind"] = wish.kind
    st.session_state["draft.also"] = wish.contact_key
    return wish


def _kind() -> str:
    kind: str = st.selectbox(
        "Letter",
        KINDS,
        format_func=lambda name: load_prompt(name).meta.title,
        key="draft.kind",
    )
    return kind


def _readers(view: View, detail: AccountDetail, kind: str) -> Readers:
    account = detail.row.account_key
    if kind != KIND:
        found = queries.ask(readers_of, view.actor, account, kind, view.today)
        names = {one.contact_key: _joined(one.name, one.title, one.why) for one in found}
        return Readers(names, found[0].contact_key if found else None)
    people = [
        person
        for person in queries.ask(cockpit.executives, view.actor, account, view.today)
        if person.status == "active"
    ]
    primary = next(
        (person for person in people if person.is_primary), people[0] if people else None
    )
    names = {
        person.contact_key: _joined(person.full_name, person.title, person.relationship)
        for person in people
    }
    names |= _also(view, account, names)
    first = primary.contact_key if primary is not None else next(iter(names), None)
    return Readers(names, first)


def _also(view: View, account: int, names: Mapping[int, str]) -> dict[int, str]:
    """Whom a letter was asked for though they are no executive: it must not go to somebody else instead."""
    wanted = st.session_state.get("draft.also")
    if wanted is None or wanted in names:
        return {}
    known = queries.ask(readers_of, view.actor, account, "success_review", view.today)
    return {
        one.contact_key: _joined(one.name, one.title) for one in known if one.contact_key == wanted
    }


def _fill_in(wish: Wish | None, readers: Readers) -> None:
    state = st.session_state
    if wish is not None:
        if wish.contact_key in readers.names:
            state["draft.recipient"] = wish.contact_key
        if wish.purpose:
            state["draft.purpose"] = wish.purpose
    if state.get("draft.recipient") not in readers.names:
        state["draft.recipient"] = readers.first


def _request(view: View, detail: AccountDetail, kind: str, readers: Readers) -> DraftRequest:
    purposes = load_prompt(kind).meta.purposes
    senders = _senders(view, detail)
    purpose = next(iter(purposes))
    with st.grid(3, min_column_width=210, gap="small"):
        recipient = st.selectbox(
            "Recipient",
            list(readers.names),
            format_func=lambda key: safe.plain(readers.names.get(key, "")),
            key="draft.recipient",
        )
        if len(purposes) > 1:
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
        kind=kind,
        account_key=detail.row.account_key,
        purpose=purpose,
        as_of=view.today,
        sender=sender,
        contact_key=recipient,
        tone=Tone(tone),
        length=Length(length),
    )


def _joined(*parts: str | None) -> str:
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
