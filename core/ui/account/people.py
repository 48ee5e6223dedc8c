"""An account's executives: the relationship in a phrase, and each one's four factors."""

from __future__ import annotations

import streamlit as st

from core import cockpit
from core.cockpit.account import AccountDetail
from core.cockpit.sponsors import SponsorRow
from core.ui import charts, downloads, forms, queries, safe, tables, words
from core.ui.account import known
from core.ui.account.scores import FACTORS, ROWS
from core.ui.opener import View
from core.ui.tables import Column
from core.ui.waterfall import waterfall

CADENCE = {
    "overdue": "◆ Overdue",
    "due_soon": "▲ Due soon",
    "on_track": "● On track",
    "never": "○ Never met",
    "unknown": "○ No cadence",
}


def standing(row: SponsorRow) -> str:
    """Primary, backup, or neither; left, when gone."""
    parts = [
        word
        for word, holds in (
            ("Primary", row.is_primary),
            ("Backup", row.is_backup),
            ("Left", row.status == "left"),
        )
        if holds
    ]
    return ", ".join(parts) or words.NONE


COLUMNS = (
    Column("Executive", "full_name", width=170),
    Column("Level", "level", "level"),
    Column("Score", "score", "score", width=110),
    Column("Risk", lambda row: words.name(row.risk), width=85),
    Column("Last contact", "last_contact_at", "date"),
    Column("Cadence", lambda row: CADENCE.get(row.cadence_state, row.cadence_state)),
    Column("Days over", "days_over", "days", help="Beyond the tier's cadence; negative before it."),
    Column("Standing", standing),
    Column("Backup", lambda row: None if row.is_backup else row.backup_sponsor, width=140),
    Column("Relationship", "relationship", width=230),
    Column("Title", "title", width=190),
    Column("Touchpoints", "touchpoints", "number"),
    Column(
        "Mean reply", "mean_reply_days", "decimal", help="Days from our message to their reply."
    ),
    Column("QBRs", lambda row: f"{row.qbrs_attended or 0} of {row.qbrs_held or 0}"),
)

_FIRST = ("Executive", "Level", "Score", "Relationship", "Standing")
_OF_ONE_ACCOUNT = (
    *(column for name in _FIRST for column in COLUMNS if column.label == name),
    *(column for column in COLUMNS if column.label not in _FIRST),
)


def draw(view: View, detail: AccountDetail) -> None:
    """The executives, then one of them opened."""
    found = queries.ask(cockpit.executives, view.actor, detail.row.account_key, view.as_of)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Who are the executives, and how close are we?", anchor=False)
        st.space("stretch")
        forms.contact_override(view, found)
        downloads.button(view, "executives", account_key=detail.row.account_key)
    if not found:
        st.caption(
            "No executive is identified: none has a title of vice president or above, or is marked "
            "as executive sponsor. Import contacts with titles, or correct one on import."
        )
        known.people(view, detail)
        return
    tables.show(
        found,
        _OF_ONE_ACCOUNT,
        key="executives",
        alt="Executives of the account with relationship, level, last contact and cadence",
        on_open=_choose,
        open_label=":material/waterfall_chart: Score",
    )
    chosen = st.session_state.get("executive", found[0].contact_key)
    person = next((row for row in found if row.contact_key == chosen), found[0])
    _one(view, detail, person)
    known.people(view, detail)


def _choose(row: SponsorRow) -> None:
    st.session_state["executive"] = row.contact_key


def _one(view: View, detail: AccountDetail, person: SponsorRow) -> None:
    factors = queries.ask(
        cockpit.sponsor_contributions,
        view.actor,
        detail.row.account_key,
        person.contact_key,
        view.as_of,
    )
    with st.container(border=True):
        st.subheader(safe.label(person.full_name), anchor=False)
        st.caption(
            safe.label(
                " · ".join(
                    part
                    for part in (
                        person.title,
                        words.name(person.seniority) if person.seniority else None,
                        words.name(person.function) if person.function else None,
                        person.email,
                        f"backup: {person.backup_sponsor}"
                        if person.backup_sponsor and not person.is_backup
                        else None,
                    )
                    if part
                ),
                400,
            )
        )
        panels = st.grid(2, min_column_width=400, gap="small")
        with panels.cell():
            figure = waterfall(factors, score=person.score)
            charts.draw(figure, f"Score of {person.full_name} by factor", "executive-waterfall")
        with panels.cell():
            tables.show(
                factors,
                FACTORS,
                key="executive-factors",
                alt="The four factors of the executive's score",
                on_open=lambda row: forms.ask_for_evidence(
                    f"{person.full_name}: {words.name(row.factor)}", row
                ),
                open_label=ROWS,
            )
