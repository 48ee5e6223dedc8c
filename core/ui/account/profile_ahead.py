"""What lies ahead with the account: what to build together, and what is planned."""

from __future__ import annotations

import streamlit as st

from core.health.profile import Opportunity, RelationshipProfile, RoadmapAlignment
from core.ui import downloads, safe, tables, words
from core.ui.account import profile_forms
from core.ui.account.scores import ROWS
from core.ui.opener import View
from core.ui.tables import Column

_REASONS = {
    "used": "they use it",
    "named": "they write about it",
    "goal": "a goal names it",
    "system": "it concerns a system of theirs",
}
_ALIGNMENT = {"high": "● High", "medium": "◐ Medium", "low": "○ Low", "none": "○ None"}


def _because(item: RoadmapAlignment) -> str | None:
    said = [_REASONS[reason] for reason in item.reasons]
    return "; ".join(said) or None


_ROADMAP = (
    Column("Planned", "title", width=240),
    Column("On", "planned_on", "date", width=110),
    Column("Alignment", lambda row: _ALIGNMENT[row.alignment], width=100),
    Column("Because", _because, width=260),
    Column("Messages", "messages", "number", help="Messages of theirs about the feature."),
    Column("Status", lambda row: words.name(row.status), width=110),
    Column("Noted", lambda row: row.remark.note if row.remark else None, width=240),
)


def opportunities(view: View, found: RelationshipProfile) -> None:
    """What the rules found, each with what to do and what became of it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("What could be built or connected together?", anchor=False)
        st.space("stretch")
        downloads.button(view, "codevelopment", account_key=found.account_key)
    if not (found.opportunities or found.past_opportunities):
        st.caption(
            "Nothing found: nobody asked for, built or offered something, no theme of several "
            "tickets meets the roadmap, and no system of theirs stands apart."
        )
    for item in (*found.opportunities, *found.past_opportunities):
        with st.container(border=True, key=f"opportunity.{item.reference}"):
            _opportunity(view, found, item)


def _opportunity(view: View, found: RelationshipProfile, item: Opportunity) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{safe.label(item.subject, 80)}**")
        st.badge(safe.own(item.title), color="blue")
        if item.state != "open":
            st.badge(
                safe.label(words.name(item.state)),
                color="green" if item.state == "pursued" else "gray",
            )
        if not item.is_current:
            st.badge("No longer found", color="gray")
        st.space("stretch")
        st.button(
            "Rows",
            help=safe.own(words.ROWS),
            key=f"rows.{item.reference}",
            icon=":material/manage_search:",
            type="tertiary",
            on_click=_rows,
            args=(item,),
        )
        profile_forms.opportunity(view, found.account_key, item)
    st.text(item.reason)
    st.text(item.next_step)
    st.caption(safe.label(" · ".join(_about(view, item)), 400))


def _about(view: View, item: Opportunity) -> list[str]:
    parts = []
    if item.found_at:
        parts.append(f"told to {item.for_email or 'nobody'} {words.ago(item.found_at, view.today)}")
    elif item.for_email:
        parts.append(f"for {item.for_email}")
    if item.deal_name:
        parts.append(f"open deal {item.deal_name}")
    if item.remark and item.remark.note:
        parts.append(f"{item.remark.remarked_by}: {item.remark.note}")
    return parts


def _rows(item: Opportunity) -> None:
    st.session_state["drawer"] = (f"{item.title}: {item.subject}", item.evidence, item.why)
    st.session_state.pop("evidence.reference", None)


def roadmap(view: View, found: RelationshipProfile) -> None:
    """Planned items that something of the account speaks for."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Where does our roadmap meet them?", anchor=False)
        st.space("stretch")
        profile_forms.alignment(view, found)
        downloads.button(view, "roadmap_alignment", account_key=found.account_key)
    if found.roadmap:
        tables.show(
            found.roadmap,
            _ROADMAP,
            key="profile.roadmap",
            alt="Planned items with what ties them to the account",
            on_open=_item_rows,
            open_label=ROWS,
        )
    if found.unrelated_items:
        others = words.plural(found.unrelated_items, "other planned item")
        st.caption(f"Nothing known ties {others} to the account.")


def _item_rows(item: RoadmapAlignment) -> None:
    note = _because(item) or ""
    st.session_state["drawer"] = (item.title, item.evidence, words.sentence(note))
    st.session_state.pop("evidence.reference", None)
