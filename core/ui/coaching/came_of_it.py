"""What the accounts did after the coach was asked: counts beside counts, no cause claimed."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.coaching.knowledge import library
from core.coaching.learning import Followed, Outcome, Tally, outcomes, tally
from core.ui import finder, queries, safe, tables, words
from core.ui.opener import View
from core.ui.tables import Column

_FOLLOWED = {
    Followed.FOLLOWED: "Followed",
    Followed.PARTLY: "In part",
    Followed.NOT: "Not followed",
    Followed.UNKNOWN: "",
}


def _points(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _escalation(row: Outcome) -> str:
    if not row.had_escalation:
        return ""
    ended = row.escalation_ended_on
    return f"Ended on {words.day(ended)}" if ended else "Still open after 60 days, or not yet known"


def draw(view: View) -> None:
    """A sentence on those followed and those not, and the table behind it."""
    found = queries.ask(outcomes, view.actor)
    if not found:
        return
    st.subheader("What came after the coach's answers?", anchor=False)
    done, left = tally(found)
    for one in (done, left):
        if one.turns:
            st.caption(safe.own(_sentence(one)))
    st.caption(
        "Compared with the median of all accounts that had the same status on the same day. Other things "
        "happened to these accounts as well: this does not show what caused what."
    )
    held = library(wiring.cockpit().store, view.actor)
    titles = {slug: one.title for slug, one in held.documents.items()}
    tables.show(
        found,
        _columns(titles, found),
        key="week.outcomes",
        alt="Turns with the coach about accounts, and the accounts' scores afterwards",
        on_open=lambda row: finder.open_account(str(row.account_key)),
    )


def _columns(titles: dict[str, str], found: tuple[Outcome, ...]) -> tuple[Column, ...]:
    """What is known of no account has no column."""
    same = "Median of all accounts that had the same status on that day."
    first = (
        Column("Asked on", "asked_on", "date", width=110),
        Column("Account", "account_name", width=190),
        Column("About", lambda row: titles.get(row.subject, words.name(row.subject)), width=220),
        Column("Rated", "rating", "number"),
        Column("Followed", lambda row: _FOLLOWED[row.followed]),
        Column("Health then", "score_before", "score"),
    )
    later = (
        Column("30 days on", lambda row: _points(row.change_30), "decimal", help="Points."),
        Column("Others, 30 days", lambda row: _points(row.peers_30), "decimal", help=same),
        Column("60 days on", lambda row: _points(row.change_60), "decimal", help="Points."),
        Column("Others, 60 days", lambda row: _points(row.peers_60), "decimal", help=same),
        Column("Escalation", _escalation, width=180),
        Column("Renewal moved on", "renewal_moved_on", "date"),
    )
    return (*first, *(one for one in later if any(one.of(row) not in (None, "") for row in found)))


def _sentence(one: Tally) -> str:
    said = "you followed" if one.followed else "you did not follow"
    text = f"{words.sentence(words.plural(one.turns, 'answer'))} {said}"
    if one.compared:
        known = words.plural(one.compared, "account")
        text += f"; the score 30 days later is known of {known} and rose by more than others' in {one.better or 'none'}"
    if one.escalations:
        text += f"; of {words.plural(one.escalations, 'open escalation')}, {one.ended or 'none'} ended within 60 days"
    if one.renewals_moved:
        text += (
            f"; {words.plural(one.renewals_moved, 'renewal')} moved to a later date within 90 days"
        )
    return f"{text}."
