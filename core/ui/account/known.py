"""What no import says of an account and its people, found in what was imported: value, source, rows."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from core import wiring
from core.capture.identity.enrich import Filled
from core.cockpit.account import AccountDetail
from core.cockpit.known import KnownPerson, filled, known_people
from core.ui import forms, queries, safe, tables, words
from core.ui.account.scores import ROWS
from core.ui.opener import View
from core.ui.tables import Column

_FIELDS = (
    Column("Field", lambda row: words.name(row.field), width=110),
    Column("Value", "value", width="medium"),
    Column("From", "source", width="medium"),
    Column("Why", "why", width="large"),
)


def gaps(view: View, detail: AccountDetail) -> None:
    """A popover where values were found for what the account's records leave open."""
    key = detail.row.account_key
    found = queries.ask(filled, view.actor, key, view.as_of)
    if not found:
        return
    label = f"Found for it: {words.listed([words.name(gap.field).lower() for gap in found])}"
    with st.popover(safe.own(label), icon=":material/lightbulb:", type="tertiary"):
        st.caption(
            "No import says these. They are read from what was imported and give way as soon as "
            "a file says otherwise."
        )
        tables.show(
            found,
            _FIELDS,
            key="known.account",
            alt="Values found for the account, where they come from and why",
            on_open=_open,
            open_label=ROWS,
        )


def _open(gap: Filled) -> None:
    forms.ask_for_rows(f"{words.name(gap.field)}: {gap.value}", gap.evidence, gap.why)


def people(view: View, detail: AccountDetail) -> None:
    """Everybody of the account: office, place, and what time it is there."""
    found = queries.ask(known_people, view.actor, detail.row.account_key, view.as_of)
    if not found:
        return
    now = wiring.cockpit().clock.now()
    st.subheader("Who is there, and what time is it for them?", anchor=False)
    tables.show(
        found,
        (
            Column("Person", "full_name", width=170),
            Column("Title", "title", width=200),
            Column("Seniority", lambda row: words.name(row.seniority), width=100),
            Column("Function", lambda row: words.name(row.function), width=110),
            Column("Time there", lambda row: _clock(row, now), width=110),
            Column("Time zone", "time_zone", width=150),
            Column("Zone from", _zone_source, width=190),
            Column("Country", "country", width=120),
            Column("Country from", "country_source", width=150),
        ),
        key="known.people",
        alt="People of the account with seniority, function, time zone and country, and their sources",
        on_open=_open_person,
        open_label=ROWS,
    )


def _clock(row: KnownPerson, now: datetime) -> str | None:
    """The wall clock of a person whose zone is certain, e.g. ``Tue 14:05``."""
    if row.time_zone is None or not row.is_zone_certain:
        return None
    there = now.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(row.time_zone))
    return f"{there:%a %H:%M}"


def _zone_source(row: KnownPerson) -> str | None:
    if row.time_zone is None:
        return None
    return row.zone_source if row.is_zone_certain else f"{row.zone_source}, one of several"


def _open_person(row: KnownPerson) -> None:
    forms.ask_for_rows(f"Where {row.full_name} is", row.evidence, row.note)
