"""The working days of a place: from when to when, in UTC, without weekends and holidays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from core.drafting.meeting.workdays import is_known
from core.health.clocks.place import Place

_WEEKEND = frozenset({5, 6})


@dataclass(frozen=True)
class BusinessDay:
    """One working day, naive UTC; ``worked_before`` are the working seconds of the days before it."""

    opens_at: datetime
    closes_at: datetime
    worked_before: int


def business_days(
    place: Place, opens_hour: float, closes_hour: float, first_year: int, last_year: int
) -> list[BusinessDay]:
    """The working days of the years, first to last, in order."""
    zone = ZoneInfo(place.time_zone)
    found, worked = [], 0
    for year in range(first_year, last_year + 1):
        weekend, holidays, made_up_for = _year(place.country, place.subdivision, year)
        for day in _dates(year):
            if day in holidays or (day.weekday() in weekend and day not in made_up_for):
                continue
            opens_at, closes_at = _utc(day, opens_hour, zone), _utc(day, closes_hour, zone)
            found.append(BusinessDay(opens_at, closes_at, worked))
            worked += int((closes_at - opens_at).total_seconds())
    return found


def _dates(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def _utc(day: date, hour: float, zone: ZoneInfo) -> datetime:
    """The moment at which the clock on the wall there shows the hour."""
    wall = datetime.combine(day, time()) + timedelta(hours=hour)
    return wall.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)


@lru_cache(maxsize=2048)
def _year(
    country: str | None, subdivision: str | None, year: int
) -> tuple[frozenset[int], frozenset[date], frozenset[date]]:
    """Days of the weekend (Monday is 0), public holidays, and weekend days worked for others, of a year."""
    if country is None or not is_known(country):
        return _WEEKEND, frozenset(), frozenset()
    import holidays  # noqa: PLC0415 - loads a module a country

    calendar = holidays.country_holidays(country, subdiv=subdivision, years=year)
    return frozenset(calendar.weekend), frozenset(calendar), frozenset(calendar.weekend_workdays)
