"""The draft panel of an account: the request, the text beside its facts, and what happens to it."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.account import AccountDetail
from core.drafting.drafts import Draft, DraftFilters
from core.errors import RapportError
from core.ui import failure, safe, tables, words
from core.ui.draft import approval, asked, claims, current, documents, interval, text, versions
from core.ui.draft.states import badge
from core.ui.opener import View
from core.ui.tables import Column

_OTHERS = (
    Column("Subject", "subject", width="large"),
    Column("To", "recipient_name"),
    Column("Purpose", lambda row: words.name(row.purpose)),
    Column("Status", lambda row: words.name(row.status)),
    Column("Changed", "changed_at", "moment"),
)


def draw(view: View, detail: AccountDetail) -> None:
    """Everything about drafts to this account's people."""
    if not allows(view.actor, Permission.DRAFT_READ):
        st.info("Your role does not show drafts.", icon=":material/lock:")
        return
    draft = _open(view, detail)
    with st.container(border=True, key="draft-panel"):
        if draft is None:
            st.subheader("What do you want to write?", icon=":material/edit_note:", anchor=False)
            asked.form(view, detail)
        else:
            show(view, draft)
    _others(view, detail)
    interval.draw(view, detail.row.account_key)
    documents.draw(view, detail)


def _open(view: View, detail: AccountDetail) -> Draft | None:
    wish = st.session_state.get("account.wish")
    draft_id = current.chosen()
    if draft_id is None or (wish is not None and wish.kind in asked.KINDS):
        return None
    try:
        found = wiring.cockpit().drafting.draft(view.actor, draft_id)
    except RapportError as error:
        failure.show(error)
        current.forget()
        return None
    if found.account_key != detail.row.account_key:
        current.forget()
        return None
    return found


def show(view: View, draft: Draft) -> None:
    """One draft: text on the left, its claims and facts on the right, steps below."""
    _head(draft)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        text.draw(view, draft)
    with right:
        claims.draw(view, draft)
    approval.draw(view, draft)
    versions.draw(view, draft)


def _head(draft: Draft) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(
            safe.label(f"{words.name(draft.purpose)} to {draft.recipient_name}", 120),
            icon=":material/edit_note:",
            anchor=False,
        )
        badge(draft.status)
        st.space("stretch")
        st.button("New draft", key="draft.new", icon=":material/add:", on_click=current.forget)
    who = "Claude" if draft.writer == "claude" else "the template"
    said = [
        f"version {draft.version}",
        "edited by a person" if draft.writer == "person" else f"written by {who}",
        f"{draft.letter.words} words",
        f"to {draft.recipient_email or 'nobody: no address'}",
        f"from {draft.sender}",
    ]
    st.caption(safe.label(" · ".join(said), 400))
    if draft.note:
        st.info(safe.label(draft.note, 400), icon=":material/info:")


def _others(view: View, detail: AccountDetail) -> None:
    page = wiring.cockpit().drafting.drafts(
        view.actor, DraftFilters(account_key=detail.row.account_key, limit=10)
    )
    if not page.rows:
        return
    st.subheader("What was written before?", anchor=False)
    tables.show(
        page.rows,
        _OTHERS,
        key="account-drafts",
        alt="Drafts to people of this account, the last changed first",
        on_open=lambda row: current.choose(row.draft_id),
    )
