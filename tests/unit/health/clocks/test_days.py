"""The working days of a place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.health.clocks.days import business_days
from core.health.clocks.place import Place


def _days(country, zone, part=None, *, opens=9, closes=17):
    made = business_days(Place(country, part, zone, ""), opens, closes, 2026, 2026)
    return {day.opens_at: day for day in made}


def test_the_hours_follow_the_clock_on_the_wall_through_summer_time():
    days = _days("DE", "Europe/Berlin")
    assert datetime(2026, 3, 27, 8) in days  # winter time
    assert datetime(2026, 3, 30, 7) in days  # summer time
    assert days[datetime(2026, 3, 30, 7)].closes_at == datetime(2026, 3, 30, 15)


@pytest.mark.parametrize(
    ("country", "zone", "part", "day", "works"),
    [
        ("DE", "Europe/Berlin", None, date(2026, 12, 25), False),
        ("DE", "Europe/Berlin", None, date(2026, 1, 6), True),
        ("DE", "Europe/Berlin", "BY", date(2026, 1, 6), False),
        ("US", "America/New_York", None, date(2026, 7, 3), False),
        ("US", "America/New_York", None, date(2026, 11, 26), False),
        ("IL", "Asia/Jerusalem", None, date(2026, 6, 14), True),
        ("IL", "Asia/Jerusalem", None, date(2026, 6, 12), False),
        (None, "UTC", None, date(2026, 12, 25), True),
        (None, "UTC", None, date(2026, 12, 26), False),
        ("CN", "Asia/Shanghai", None, date(2026, 2, 14), True),
    ],
)
def test_holidays_weekends_and_days_worked_for_others(country, zone, part, day, works):
    there = ZoneInfo(zone)
    opened = {moment.replace(tzinfo=UTC).astimezone(there) for moment in _days(country, zone, part)}
    assert (day in {moment.date() for moment in opened}) is works


def test_what_was_worked_before_a_day_adds_up():
    worked = 0
    for day in _days("NZ", "Pacific/Auckland", opens=8.5, closes=17).values():
        assert day.worked_before == worked
        worked += int((day.closes_at - day.opens_at).total_seconds())
    assert worked % int(8.5 * 3600) == 0


def test_a_day_may_end_at_midnight():
    day = _days(None, "UTC", opens=0, closes=24)[datetime(2026, 1, 1)]
    assert day.closes_at == datetime(2026, 1, 2)
