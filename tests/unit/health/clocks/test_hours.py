"""Making calendars, and setting an account's hours by hand."""

from __future__ import annotations

from datetime import date
from importlib import metadata

import pytest

from core.actor import LOCAL, Actor, Role
from core.errors import Forbidden, InvalidInput, NotFound
from core.health.clocks import (
    HoursChange,
    account_hours,
    clear_account_hours,
    prepare,
    set_account_hours,
)
from core.store import ModelSet
from tests.spec.world import AS_OF, World, key

ACCOUNTS = """
accounts
account_id | tier | country | region | time_zone | owner_email
A | smb | Germany | EMEA | Europe/Berlin | ann@us.example
B | smb | Germany | EMEA | Europe/Berlin | bob@us.example
C | smb | Japan | APAC | Asia/Tokyo | bob@us.example
D | smb | France | EMEA | Europe/Paris | bob@us.example

tickets
ticket_id | account_id | opened_at
a | A | 2025-03-01
b | B | 2024-11-30
c | C | 2026-01-15
old | C | 1970-01-01
"""
ANN = Actor("ann@us.example", frozenset({Role.CSM}))
LEE = Actor("lee@us.example", frozenset({Role.ANALYST}))


@pytest.fixture
def told(store) -> World:
    return World(store, ModelSet.load(), ACCOUNTS)


def _calendars(told):
    return told.store.rows(
        "SELECT country, first_year, last_year FROM ops.business_calendar ORDER BY country"
    )


def test_calendars_are_made_once_for_the_places_and_years_of_tickets(told):
    assert prepare(told.store, LOCAL, AS_OF) == 2
    assert _calendars(told) == [
        {"country": "DE", "first_year": 2024, "last_year": 2027},
        {"country": "JP", "first_year": 2010, "last_year": 2027},
    ]
    version = told.store.data_version
    assert prepare(told.store, LOCAL, AS_OF) == 0
    assert told.store.data_version == version


def test_a_new_year_makes_the_calendars_longer_and_a_past_one_leaves_them(told):
    prepare(told.store, LOCAL, AS_OF)
    assert prepare(told.store, LOCAL, date(2025, 6, 30)) == 0
    assert prepare(told.store, LOCAL, date(2027, 1, 1)) == 2
    assert {row["last_year"] for row in _calendars(told)} == {2028}
    counted = told.store.rows(
        "SELECT calendar_id, count(*) AS days, count(DISTINCT opens_at) AS moments "
        "FROM ops.business_day GROUP BY calendar_id"
    )
    assert all(row["days"] == row["moments"] for row in counted)


def test_other_holidays_of_a_newer_library_make_the_calendars_anew(told, monkeypatch):
    prepare(told.store, LOCAL, AS_OF)
    monkeypatch.setattr(metadata, "version", lambda _name: "a newer version")
    assert prepare(told.store, LOCAL, AS_OF) == 2


def test_one_account_makes_its_own_calendar_only(told):
    assert prepare(told.store, LOCAL, AS_OF, key("C")) == 1
    assert [row["country"] for row in _calendars(told)] == ["JP"]


def test_the_hours_of_an_account_say_where_they_come_from(told):
    found = account_hours(told.store, ANN, key("A"), AS_OF)
    assert (found.opens_hour, found.closes_hour, found.time_zone) == (9, 17, "Europe/Berlin")
    assert (found.country, found.note, found.reason) == ("DE", "", None)
    # Without a ticket nothing has to be counted yet.
    assert account_hours(told.store, LOCAL, key("D"), AS_OF).time_zone is None


def test_hours_set_by_hand_are_kept_with_reason_and_author_until_cleared(told):
    change = HoursChange(country="Austria", opens_hour=8)
    set_account_hours(told.store, ANN, key("A"), change, " Their contract says Vienna ")
    found = account_hours(told.store, ANN, key("A"), AS_OF)
    assert (found.country, found.own_country, found.opens_hour) == ("AT", "AT", 8)
    assert (found.reason, found.set_by) == ("Their contract says Vienna", "ann@us.example")
    clear_account_hours(told.store, ANN, key("A"))
    assert account_hours(told.store, ANN, key("A"), AS_OF).country == "DE"
    with pytest.raises(NotFound):
        clear_account_hours(told.store, ANN, key("A"))


@pytest.mark.parametrize(
    ("change", "reason", "said"),
    [
        (HoursChange(country="Atlantis"), "why", "no country"),
        (HoursChange(time_zone="Mars/Olympus"), "why", "no time zone"),
        (HoursChange(opens_hour=-1), "why", "no hour"),
        (HoursChange(closes_hour=25), "why", "no hour"),
        (HoursChange(opens_hour=18), "why", "begin at 18 and end at 17"),
        (HoursChange(opens_hour=10, closes_hour=10), "why", "begin at 10"),
        (HoursChange(is_always=True), "  ", "need a reason"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_a_reason(told, change, reason, said):
    with pytest.raises(InvalidInput, match=said):
        set_account_hours(told.store, LOCAL, key("A"), change, reason)


def test_security_1_hours_are_set_by_those_who_may_and_on_their_own_accounts(told):
    with pytest.raises(Forbidden):
        set_account_hours(told.store, LEE, key("A"), HoursChange(is_always=True), "why")
    with pytest.raises(NotFound):
        set_account_hours(told.store, ANN, key("B"), HoursChange(is_always=True), "why")
    with pytest.raises(NotFound):
        account_hours(told.store, ANN, key("B"), AS_OF)
    with pytest.raises(Forbidden):
        prepare(told.store, Actor("nobody@us.example"), AS_OF)
