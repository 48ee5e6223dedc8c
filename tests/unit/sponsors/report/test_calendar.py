"""The engagement calendar: cadence, kinds, holidays, renewal, and the .ics file that a calendar reads."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import icalendar
import pytest

from core.sponsors.report.ics import ics
from core.sponsors.report.model import Event
from core.sponsors.report.workdays import Moved, country_of_zone, obstacle, workday
from tests.unit.sponsors.report.world import World

GERMANY = ("DE",)


def touchpoints(world: World) -> list[Event]:
    return [event for event in world.report().events if event.slot.startswith("touchpoint")]


def test_touchpoints_follow_the_cadence_from_the_last_one(acme: World) -> None:
    planned = [event.moved_from or event.on for event in touchpoints(acme)]
    assert planned[0] == date(2026, 6, 15) + timedelta(days=30)
    assert {b - a for a, b in pairwise(planned)} == {timedelta(days=30)}
    assert planned[-1] <= date(2026, 6, 30) + timedelta(days=183)


def test_kinds_are_those_of_the_tier_and_reviews_come_quarterly(acme: World) -> None:
    assert [event.kind for event in touchpoints(acme)] == [
        "qbr",
        "exec_dinner",
        "one_to_one",
        "qbr",
        "one_to_one",
        "one_to_one",
    ]


@pytest.mark.parametrize(
    ("tier", "kinds"),
    [
        ("mid_market", ["strategic_checkin", "qbr", "strategic_checkin"]),
        ("smb", ["business_review", "business_review"]),
    ],
)
def test_other_tiers_have_their_own_kinds_and_cadence(
    acme: World, tier: str, kinds: list[str]
) -> None:
    acme.run(f"UPDATE crm.account SET tier = '{tier}'")
    assert [event.kind for event in touchpoints(acme)][: len(kinds)] == kinds


def test_an_overdue_touchpoint_comes_soon_and_in_person(acme: World) -> None:
    acme.run("DELETE FROM crm.activity WHERE kind = 'one_to_one'")
    first = touchpoints(acme)[0]
    assert (first.kind, first.on) == (
        "one_to_one",
        date(2026, 7, 2),
    )  # Independence Day is kept on the Friday
    assert first.moved_from == date(2026, 7, 5)


def test_what_is_in_the_diary_takes_the_place_of_a_touchpoint(acme: World) -> None:
    acme.add(
        "activity\nid | of | kind | occurred_at | subject | duration_minutes | participant_emails\n"
        "f1 | A1 | qbr | 2026-07-16 08:00 | QBR Q3 2026 | 60 | theo@acme.example;ann@us.example;x@y.example"
    )
    events = acme.report().events
    booked = next(event for event in events if event.kind == "qbr")
    assert (booked.title, booked.on, booked.at, booked.zone) == (
        "QBR Q3 2026",
        date(2026, 7, 16),
        "08:00",
        "UTC",
    )
    assert booked.attendees == ("Theo Tan", "Ann Lee", "x@y.example")
    assert touchpoints(acme)[0].on >= date(2026, 8, 14)


def test_the_renewal_has_its_steps_and_its_date(acme: World) -> None:
    found = {e.title: (e.on, e.why) for e in acme.report().events if e.kind == "renewal"}
    assert found == {
        "Renewal: value review": (date(2026, 9, 2), ""),
        "Renewal: terms agreed": (date(2026, 10, 30), "weekend"),
        "Renewal: signature": (date(2026, 12, 1), ""),
    }
    acme.run("UPDATE crm.account SET renewal_on = DATE '2026-08-01'")
    titles = [e.title for e in acme.report().events if e.kind == "renewal"]
    assert titles == ["Renewal: signature", "Renewal date"]


def test_weekends_and_holidays_of_either_country_are_skipped() -> None:
    early = date(2026, 1, 1)
    assert workday(date(2026, 6, 30), GERMANY, not_before=early) == Moved(date(2026, 6, 30))
    assert workday(date(2026, 7, 4), GERMANY, not_before=early) == Moved(
        date(2026, 7, 3), "weekend"
    )
    assert "Christmas" in obstacle(date(2026, 12, 25), GERMANY)
    assert obstacle(date(2026, 11, 26), GERMANY) == ""
    assert obstacle(date(2026, 11, 26), ("DE", "US")) == "Thanksgiving Day (US)"
    assert (
        obstacle(date(2026, 7, 3), ("AE",)) == ""
        and obstacle(date(2026, 7, 3), ("SA",)) == "weekend"
    )
    assert workday(date(2026, 12, 25), GERMANY, not_before=date(2026, 12, 25)).on == date(
        2026, 12, 28
    )


def test_a_country_without_known_holidays_has_weekends_only() -> None:
    assert obstacle(date(2026, 12, 25), ("ZZ",)) == ""
    assert obstacle(date(2026, 12, 26), ()) == "weekend"


def test_a_zone_tells_its_country_where_it_lies_in_one() -> None:
    assert country_of_zone("America/New_York") == "US"
    assert country_of_zone(None) is None


def test_the_hour_suits_both_sides(acme: World) -> None:
    event = touchpoints(acme)[0]
    starts = datetime.fromisoformat(f"{event.on}T{event.at}").replace(tzinfo=ZoneInfo(event.zone))
    assert event.zone == "Europe/Berlin" and 9 <= starts.hour < 17
    assert 9 <= starts.astimezone(ZoneInfo("America/New_York")).hour < 17


def test_the_file_reads_back_with_the_right_moments(acme: World) -> None:
    report = acme.report()
    read = icalendar.Calendar.from_ical(ics(report))
    assert len(read.events) == len(report.events)
    for event, entry in zip(report.events, read.events, strict=True):
        assert str(entry["summary"]) == f"{event.title} (Acme & Söhne)"
        start = entry.decoded("dtstart")
        if event.at:
            told = datetime.fromisoformat(f"{event.on}T{event.at}")
            assert start == told.replace(tzinfo=ZoneInfo(event.zone))
            assert entry.decoded("duration") == timedelta(minutes=event.minutes)
        else:
            assert start == event.on
        assert entry.decoded("dtstamp").date() == report.as_of
        assert "ATTENDEE" not in entry and "ORGANIZER" not in entry
    assert [str(zone["tzid"]) for zone in read.timezones] == ["Europe/Berlin"]


def test_identifiers_are_unique_and_stay_from_one_report_to_the_next(acme: World) -> None:
    before = {str(e["uid"]) for e in icalendar.Calendar.from_ical(ics(acme.report())).events}
    assert len(before) == len(acme.report().events)
    acme.run(
        "UPDATE crm.activity SET subject = 'Other words', occurred_at = TIMESTAMP '2026-06-16 10:00' WHERE source_id = 'm1'"
    )
    after = {str(e["uid"]) for e in icalendar.Calendar.from_ical(ics(acme.report())).events}
    assert before == after


def test_a_later_report_outranks_an_earlier_one(acme: World) -> None:
    def sequence() -> int:
        return int(icalendar.Calendar.from_ical(ics(acme.report())).events[0]["sequence"])

    first = sequence()
    acme.as_of += timedelta(days=1)
    acme.run()
    assert sequence() == first + 1
