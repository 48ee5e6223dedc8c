"""The place of drafts: which facts about the account are ready to be written about."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from core.cockpit.account import AccountDetail
from core.ui import tables, words
from core.ui.opener import View
from core.ui.tables import Column


@dataclass(frozen=True)
class Fact:
    """Something a message may say. ``value`` empty: not known, and ``remedy`` says what would."""

    name: str
    value: str
    remedy: str


def facts(view: View, detail: AccountDetail) -> tuple[Fact, ...]:
    """The facts an executive message draws on, with what to import for those that are missing."""
    row, more = detail.row, detail.facts
    outcome = (
        f"{more.outcome_metric}: {words.number(more.outcome_value, 1, more.outcome_unit or '')}, "
        f"target {words.number(more.outcome_target, 1)}"
        if more.outcome_metric
        else ""
    )
    return (
        Fact("Executive to write to", row.primary_sponsor or "", "contacts with titles"),
        Fact(
            "Last contact",
            words.ago(row.last_contact_at, view.as_of) if row.last_contact_at else "",
            "activities",
        ),
        Fact(
            "ARR",
            words.money(row.arr_amount, row.currency) if row.arr_amount else "",
            "accounts with arr_amount",
        ),
        Fact(
            "Renewal",
            f"{words.day(row.renewal_on)}, {words.ago(row.renewal_on, view.as_of)}"
            if row.renewal_on
            else "",
            "accounts with renewal_on",
        ),
        Fact("Key outcome against target", outcome, "outcomes"),
        Fact(
            "Next QBR",
            words.day(more.next_qbr_at) if more.next_qbr_at else "",
            "an activity of kind qbr in the future",
        ),
        Fact(
            "Risks an executive should know",
            words.listed([words.name(rule) for rule in row.rules_tripped])
            if row.rules_tripped
            else ("none by the rules" if row.health_score is not None else ""),
            "tickets and heartbeats",
        ),
    )


def draw(view: View, detail: AccountDetail) -> None:
    """Facts with their values; a draft says nothing that does not stand here."""
    found = facts(view, detail)
    ready = sum(1 for fact in found if fact.value)
    with st.container(border=True, key="draft-panel"):
        st.subheader(
            "Which facts are ready for a draft?", icon=":material/edit_note:", anchor=False
        )
        st.caption(
            f"Drafts are written from the facts below and from nothing else. {ready} of "
            f"{len(found)} are known; drafting itself is not part of this version."
        )
        tables.show(
            found,
            (
                Column("Fact", "name", width="medium"),
                Column("Known", lambda fact: "● Ready" if fact.value else "○ Missing"),
                Column("Value", lambda fact: fact.value or None, width="large"),
                Column(
                    "Comes with",
                    width="medium",
                    value=lambda fact: words.NONE if fact.value else fact.remedy,
                ),
            ),
            key="draft-facts",
            alt="Facts that a draft to an executive can use",
        )
