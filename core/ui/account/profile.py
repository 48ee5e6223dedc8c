"""The relationship profile: their people, what they run and use, what was said, what lies ahead."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.channels.notion.api import Notion
from core.cockpit.account import AccountDetail
from core.health.profile import (
    Communication,
    IntegrationDepth,
    RelationshipProfile,
    Stakeholder,
    profile,
)
from core.health.profile.page import write_page
from core.ui import downloads, queries, safe, tables, words
from core.ui.account import crm_page, profile_ahead, profile_forms
from core.ui.account.scores import ROWS
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

_SOURCES = {
    "override": "Set here",
    "refined": "What they write",
    "assessed": "Assessment",
    "title": "Their title",
    "unknown": "Nothing yet",
}
_STATES = {"active": "● Active", "falling": "▲ Falling", "silent": "◆ Silent"}
_FEATURES = {
    "used": "● In use",
    "connected": "◐ Integration reports",
    "named": "◐ Named in tickets",
    "not_used": "○ Not in use",
    "unknown": "○ Nothing known",
}


def _outcome(row: Communication) -> str | None:
    return words.name(row.remark.value) if row.remark else row.outcome


def _calls(row: IntegrationDepth) -> float | None:
    return None if row.calls_per_day is None else round(row.calls_per_day, 1)


_PEOPLE = (
    Column("Person", "full_name", width=170),
    Column("Title", "title", width=200),
    Column("Technical maturity", lambda row: words.name(row.maturity.level), width=130),
    Column("Comes from", lambda row: _SOURCES[row.maturity.source], width=120),
    Column("Why", lambda row: row.maturity.why, width=420),
    Column("Messages read", lambda row: len(row.maturity.signs), "number"),
    Column("Role", lambda row: words.name(row.role)),
    Column("Left", lambda row: row.status == "left", "yes"),
)
_INTEGRATIONS = (
    Column("Integration", "integration", width=140),
    Column("State", lambda row: _STATES[row.state], width=85),
    Column("Depth", lambda row: words.name(row.depth), width=70),
    Column("Days of 30", "reporting_days", "number", help="Days of the last 30 with a report."),
    Column("Calls a day", _calls, "number", help="Mean of the reports of these days."),
    Column("Since", "first_seen_at", "date"),
    Column("Tickets", "tickets", "number", help="Of the last 365 days, those that name it."),
)
_ADOPTION = (
    Column("Feature", "feature", width=140),
    Column("State", lambda row: _FEATURES[row.state], width=140),
    Column("Since", "first_seen_on", "date"),
    Column("Last used", "last_seen_on", "date"),
    Column("Tickets", "tickets", "number", help="Of the last 365 days, those that name it."),
)
_SYSTEMS = (
    Column("Application", "application", width=130),
    Column("Category", "category", width=100),
    Column("Reached by", lambda row: row.integration or "not connected", width=130),
    Column("Note", "note", width=220),
    Column("Named in", "messages", "number", help="Messages of theirs that name it."),
)
_CONVERSATIONS = (
    Column("When", "at", "date", width=110),
    Column("What", lambda row: words.name(row.what), width=110),
    Column("With", lambda row: words.listed(row.people), width=200),
    Column("Subject", "subject", width=300),
    Column("Shown by the data", lambda row: words.name(row.status), width=130),
    Column("Outcome", _outcome, width=150),
    Column("Noted", lambda row: row.remark.note if row.remark else None, width=260),
    Column("By", lambda row: row.remark.remarked_by if row.remark else None),
)


def draw(view: View, detail: AccountDetail) -> None:
    """The whole profile, every line with its rows."""
    key = detail.row.account_key
    found = queries.ask(profile, view.actor, key, view.as_of)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("How technical are their people?", anchor=False)
        st.space("stretch")
        profile_forms.maturity(view, found.stakeholders)
        crm_page.draw(view, key)
        _notion(view, found)
        downloads.button(view, "stakeholders", account_key=key)
    _people(found)
    _product(view, found)
    profile_ahead.opportunities(view, found)
    profile_ahead.roadmap(view, found)
    _conversations(view, found)
    for line in found.missing:
        st.caption(safe.label(line, 300))


def _people(found: RelationshipProfile) -> None:
    if not found.stakeholders:
        return
    tables.show(
        found.stakeholders,
        _PEOPLE,
        key="profile.people",
        alt="People at the account with their technical maturity and why",
        on_open=_open_person,
        open_label=ROWS,
    )


def _open_person(person: Stakeholder) -> None:
    maturity = person.maturity
    read = [
        f"{words.day(sign.at)}: {', '.join(sign.words)} reads {sign.level}."
        for sign in maturity.signs[:5]
    ]
    rows = dict.fromkeys((*maturity.evidence, *(sign.reference for sign in maturity.signs)))
    said = " ".join((maturity.why, *read))
    st.session_state["drawer"] = (
        f"Maturity of {person.full_name or person.contact_id}",
        tuple(rows),
        said,
    )
    st.session_state.pop("evidence.reference", None)


def _product(view: View, found: RelationshipProfile) -> None:
    known = sum(item.state in ("used", "not_used") for item in found.features)
    parts = (
        ("Which integrations, how deep?", found.integrations, _INTEGRATIONS, "integrations"),
        (f"Which features? {found.features_used} of {known} in use", found.features, _ADOPTION, "features"),
        ("What else do they run?", found.systems, _SYSTEMS, "systems"),
    )  # fmt: skip
    with st.grid(2, min_column_width=420, gap="small"):
        for title, rows, columns, name in parts:
            if not rows:
                continue
            with st.container(border=True, key=f"profile.part.{name}"):
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(f"**{safe.own(title)}**")
                    st.space("stretch")
                    downloads.button(view, f"profile_{name}", account_key=found.account_key)
                tables.show(
                    rows,
                    columns,
                    key=f"profile.{name}",
                    alt=title,
                    on_open=_open,
                    open_label=ROWS,
                )


def _open(row: object) -> None:
    title = next(
        str(getattr(row, name))
        for name in ("integration", "feature", "application", "subject", "title")
        if getattr(row, name, None)
    )
    st.session_state["drawer"] = (title, getattr(row, "evidence", ()), "")
    st.session_state.pop("evidence.reference", None)


def _conversations(view: View, found: RelationshipProfile) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("What was said, and how did it go?", anchor=False)
        st.space("stretch")
        profile_forms.outcome(view, found)
        downloads.button(view, "communications", account_key=found.account_key)
    if found.communications:
        tables.show(
            found.communications,
            _CONVERSATIONS,
            key="profile.communications",
            alt="Conversations with the account, newest first, with their outcome",
            on_open=_open_conversation,
            open_label=ROWS,
        )


def _open_conversation(row: Communication) -> None:
    title = row.subject or words.name(row.what)
    st.session_state["drawer"] = (title, row.evidence, row.remark.note if row.remark else "")
    st.session_state.pop("evidence.reference", None)


def _notion(view: View, found: RelationshipProfile) -> None:
    """Write the profile to the account's page, where Notion is set up and the date is today."""
    running = wiring.cockpit()
    if not allows(view.actor, Permission.NOTICE_DELIVER) or view.as_of != view.today:
        return
    missing = Notion.missing(running.settings)
    st.button(
        "Write to Notion",
        key="profile.notion",
        icon=":material/upload:",
        type="tertiary",
        disabled=bool(missing),
        help=safe.own(missing or "One section of the account's page; the rest stays as it is."),
        on_click=_write,
        args=(found.account_key,),
    )


def _write(account_key: int) -> None:
    running = wiring.cockpit()
    act(
        lambda: write_page(
            running.store, running.settings, current_actor(), account_key, running.clock.today()
        ),
        "The account's page in Notion says so too.",
    )
