"""Times to meet: working hours and days of both sides, in both zones, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.meeting import propose, propose_for
from core.drafting.meeting.slots import LADDER
from core.errors import InvalidInput

NOW = datetime(2026, 11, 21, 9)
PLACES = [
    ("Europe/London", "GB"),
    ("America/New_York", "US"),
    ("America/Los_Angeles", "US"),
    ("Europe/Berlin", "DE"),
    ("Asia/Tokyo", "JP"),
    ("Asia/Kolkata", "IN"),
    ("Asia/Dubai", "AE"),
    ("Asia/Kathmandu", "NP"),
    ("Pacific/Auckland", "NZ"),
    ("America/Sao_Paulo", "BR"),
    ("Africa/Lagos", "NG"),
    ("Australia/Lord_Howe", "AU"),
]


def ask(sender=("Europe/London", "GB"), reader=("America/New_York", "US"), **more):
    given_ = {"now": NOW, "minutes": 30, **more}
    return propose(
        sender_zone=sender[0],
        sender_country=sender[1],
        reader_zone=reader[0],
        reader_country=reader[1],
        **given_,
    )


def texts(proposal):
    return [slot.text for slot in proposal.slots]


def test_times_are_given_in_both_zones_on_days_both_work():
    # 26 November 2026 is Thanksgiving.
    assert texts(ask()) == [
        "Tuesday, 24 November, 10:00 New York / 15:00 London",
        "Wednesday, 25 November, 11:30 New York / 16:30 London",
        "Friday, 27 November, 11:00 New York / 16:00 London",
    ]


def test_other_times_are_the_ones_after():
    assert texts(ask(skip=3, count=1)) == ["Monday, 30 November, 11:30 New York / 16:30 London"]
    assert texts(ask(count=6))[3:] == texts(ask(skip=3))


def test_the_clock_is_said_once_where_it_is_the_same():
    assert texts(ask(("Europe/Berlin", "DE"), ("Europe/Paris", "FR")))[0] == (
        "Tuesday, 24 November, 10:00 Paris"
    )


def test_the_other_day_is_named_across_midnight():
    first = texts(ask(("America/Los_Angeles", "US"), ("Asia/Singapore", "SG")))[0]
    assert first == "Tuesday, 24 November, 10:00 Singapore / Monday, 18:00 Los Angeles"


def test_another_year_is_named():
    late = ask(now=datetime(2026, 12, 22, 9))
    assert texts(late)[-1].startswith("Wednesday, 6 January 2027")


def test_nobody_is_asked_between_the_years():
    days = {slot.starts_at.date().isoformat() for slot in ask(now=datetime(2026, 12, 20), count=6).slots}  # fmt: skip
    assert not days & {f"2026-12-{day}" for day in (24, 25, 26, 27, 28, 29, 30, 31)}
    assert "2027-01-01" not in days


def test_when_the_clocks_change_on_one_side_only_the_other_side_moves():
    # The United States leave summer time on 1 November 2026, Europe on 25 October.
    found = ask(now=datetime(2026, 10, 26, 9), count=4)
    told = texts(found)
    assert told[0] == "Wednesday, 28 October, 10:00 New York / 14:00 London"
    assert told[3].startswith("Monday, 2 November")
    for slot in found.slots:
        gap = slot.starts_at.astimezone(ZoneInfo("Europe/London")).utcoffset() - slot.starts_at.utcoffset()  # fmt: skip
        assert gap == timedelta(hours=4 if slot.starts_at.month == 10 else 5)


def test_where_working_hours_do_not_meet_our_side_is_stretched_and_told():
    found = ask(reader=("Asia/Tokyo", "JP"))
    assert found.slots
    assert "early or late for you" in " ".join(found.notes)
    for slot in found.slots:
        assert time(9) <= slot.starts_at.time() < time(17)


def test_where_nothing_fits_it_is_said():
    zones = ["Asia/Tokyo", "America/New_York", "Europe/London"]
    found = ask(reader=(zones, None))
    assert found.slots == ()
    assert any("no hour that is a fair one" in note for note in found.notes)
    assert [fact.id for fact in found.facts] == ["meeting.length"]


def test_taken_times_are_left_out():
    taken = (datetime(2026, 11, 24, 0), datetime(2026, 11, 25, 17))
    assert texts(ask(busy=[taken]))[0].startswith("Friday, 27 November")


def test_an_unknown_country_is_said_and_only_its_weekends_are_left_out():
    found = ask(reader=("America/New_York", None))
    assert "Holidays in the recipient's country are not known: only weekends are left out." in found.notes  # fmt: skip
    assert any(text.startswith("Thursday, 26 November") for text in texts(found))
    assert "The holidays of XX are not known" in ask(sender=("Europe/London", "XX")).notes[0]


def test_a_weekend_is_the_countrys_own():
    # In Israel people work on Sunday and rest on Friday and Saturday.
    found = ask(("Asia/Jerusalem", "IL"), ("Asia/Jerusalem", "IL"), now=datetime(2026, 11, 18), count=5)  # fmt: skip
    assert {slot.starts_at.weekday() for slot in found.slots} <= {6, 0, 1, 2, 3}
    assert 6 in {slot.starts_at.weekday() for slot in found.slots}


def test_the_slots_and_the_length_are_facts():
    found = ask()
    slot, length = found.facts[0], found.facts[-1]
    assert slot.id == "meeting.slot.1"
    assert slot.kind is FactKind.DATE
    assert slot.value == datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert slot.aliases == (found.slots[0].text,)
    assert (length.id, str(length.value), length.unit) == ("meeting.length", "30", "minutes")
    assert Fact.from_dict(slot.to_dict()).version == slot.version


@pytest.mark.parametrize(
    "wrong", [{"minutes": 0}, {"minutes": 600}, {"reader": ("Mars/Base", "US")}]
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(InvalidInput):
        ask(**wrong)


def fact(name, value, *aliases):
    return Fact(name, FactKind.STATUS, name, value, NOW.date(), evidence=("crm.contact/1",), aliases=aliases)  # fmt: skip


def sheet(*facts):
    return FactSheet(1, NOW.date(), facts)


def test_a_sheet_gives_zones_countries_and_the_rows_they_came_from():
    known = sheet(
        fact("recipient.time_zone", "America/New_York"),
        fact("recipient.country", "United States", "US"),
        fact("sender.time_zone", "Europe/London"),
    )
    found = propose_for(known, now=NOW, minutes=30)
    assert texts(found) == texts(ask())
    assert found.facts[0].derived_from == ("recipient.time_zone", "sender.time_zone")
    assert found.facts[0].evidence == ("crm.contact/1",)
    assert found.notes == ()


def test_a_sheet_without_zones_says_what_to_ask():
    assert "ask, or give one" in propose_for(sheet(), now=NOW, minutes=30).notes[0]
    only = sheet(fact("recipient.time_zone", "Europe/Paris"))
    found = propose_for(only, now=NOW, minutes=30)
    assert len(found.slots) == 3
    assert "import users with time_zone" in found.notes[-1]


def test_times_suit_every_zone_the_reader_may_live_by():
    zones = fact("recipient.time_zone", "America/New_York", "America/Los_Angeles")
    found = propose_for(sheet(zones), now=NOW, minutes=30)
    for slot in found.slots:
        for zone in ("America/New_York", "America/Los_Angeles"):
            assert 9 <= slot.starts_at.astimezone(ZoneInfo(zone)).hour < 17
    assert any("any of 2 time zones" in note for note in found.notes)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    now=st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31)),
    sender=st.sampled_from(PLACES),
    reader=st.sampled_from(PLACES),
    minutes=st.sampled_from([15, 20, 30, 45, 60, 90]),
    skip=st.integers(0, 6),
)
def test_a_slot_is_never_on_a_weekend_or_holiday_nor_outside_the_hours_of_either_side(
    now, sender, reader, minutes, skip
):
    found = ask(sender, reader, now=now, minutes=minutes, skip=skip)
    strained = next(
        (hours for hours in LADDER if hours.note and hours.note in found.notes), LADDER[0]
    )
    starts = [slot.starts_at for slot in found.slots]
    assert starts == sorted(set(starts))
    for slot in found.slots:
        assert slot.starts_at > now.replace(tzinfo=UTC) + timedelta(days=1)
        for (zone, country), hours in ((sender, strained.sender), (reader, strained.reader)):
            first = slot.starts_at.astimezone(ZoneInfo(zone))
            last = slot.ends_at.astimezone(ZoneInfo(zone))
            calendar = holidays.country_holidays(country, years=first.year)
            assert first.date() == last.date()
            assert hours[0] <= first.time()
            assert last.time() <= hours[1]
            assert first.weekday() not in calendar.weekend
            assert first.date() not in calendar
        length = slot.ends_at.astimezone(UTC) - slot.starts_at.astimezone(UTC)
        assert length == timedelta(minutes=minutes)
