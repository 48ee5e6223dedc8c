"""The drafts of the accounts one sees, by state, and of a team by sender."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from core import wiring
from core.drafting.drafts import DraftFilters, DraftPage, DraftRow, Status
from core.ui import empty, finder, safe, tables, words
from core.ui.opener import View
from core.ui.tables import Column

_COLUMNS = (
    Column("Subject", "subject", width="medium"),
    Column("To", "recipient_name"),
    Column("Account", "account_name"),
    Column("Purpose", lambda row: words.name(row.purpose)),
    Column("Status", lambda row: words.name(row.status)),
    Column("From", "sender"),
    Column("Claims without fact", "unmatched", "number"),
    Column("Changed", "changed_at", "moment"),
    Column("Approved", "approved_at", "moment"),
    Column("Void because", "void_reason", width="medium"),
    Column("Sent", "sent_on", "date"),
    Column("Answered", "replied_on", "date"),
    Column("Meeting", "meeting_on", "date"),
)


def draw(view: View) -> None:
    """State, sender and words to filter by; the drafts; who has how many."""
    engine = wiring.cockpit().drafting
    everything = engine.drafts(view.actor, DraftFilters(limit=1))
    if not everything.total and not any(everything.by_status.values()):
        empty.state(
            "No drafts yet",
            "Open an account, or press Ctrl+K and type “Contact …”. Drafts wait here until a "
            "person has read and approved them.",
            ":material/outbox:",
            key="outbox",
        )
        return
    filters = _filters(view, everything)
    page = engine.drafts(view.actor, filters)
    tables.show(
        page.rows,
        _COLUMNS,
        key="outbox",
        alt="Drafts with recipient, state, claims without a fact, and what became of them",
        on_open=open_draft,
    )
    tables.offset(page.total, key="outbox")
    _team(page)


def _filters(view: View, everything: DraftPage) -> DraftFilters:
    counts = everything.by_status
    with st.container(horizontal=True, vertical_alignment="bottom"):
        states = st.pills(
            "Status",
            [status.value for status in Status if counts.get(status.value)],
            selection_mode="multi",
            format_func=lambda name: f"{words.name(name)} {words.number(counts.get(name, 0))}",
            key="outbox.status",
        )
        mine = st.toggle("Only mine", key="outbox.mine")
        text = st.text_input(
            "Search",
            key="outbox.search",
            placeholder="Subject, person or account",
            icon=":material/search:",
            label_visibility="collapsed",
        )
    return DraftFilters(
        status=tuple(states or ()),
        owner=(view.actor.email,) if mine else (),
        search=text.strip(),
        limit=tables.PAGE_SIZE,
        offset=tables.place("outbox"),
    )


def open_draft(row: DraftRow) -> None:
    """Widget callback: the draft on its account's page."""
    finder.open_account(str(row.account_key), tab="Draft", draft=str(row.draft_id))


def _team(page: DraftPage) -> None:
    """How many drafts of this page each sender has, where there is more than one sender."""
    senders = Counter(row.sender for row in page.rows)
    if len(senders) < 2:
        return
    st.caption(
        safe.label(
            "Drafts on this page by sender: "
            + ", ".join(f"{sender} {count}" for sender, count in senders.most_common()),
            400,
        )
    )
