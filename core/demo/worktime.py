"""When people work: weekdays, business hours in their own zone, holidays and quiet weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.demo.dice import Dice

_EVERYWHERE = frozenset({(1, 1), (5, 1), (12, 24), (12, 25), (12, 26), (12, 31)})
_BY_COUNTRY = {
    "US": frozenset({(7, 3), (7, 4), (11, 26), (11, 27)}),
    "JP": frozenset({(1, 2), (1, 3), (4, 29), (5, 3), (5, 4), (5, 5), (8, 13), (8, 14)}),
    "FR": frozenset({(7, 14), (8, 14), (8, 15), (11, 11)}),
    "IN": frozenset({(1, 26), (8, 15), (10, 2), (11, 8), (11, 9)}),
    "BR": frozenset({(4, 21), (9, 7), (11, 15)}),
    "DE": frozenset({(10, 3)}),
    "SG": frozenset({(2, 17), (2, 18), (8, 9)}),
    "KR": frozenset({(2, 16), (2, 17), (2, 18), (9, 24), (9, 25)}),
}


def is_workday(day: date, country_code: str = "") -> bool:
    """Monday to Friday and no holiday of the country or of (nearly) everyone."""
    key = (day.month, day.day)
    return (
        day.weekday() < 5
        and key not in _EVERYWHERE
        and key not in _BY_COUNTRY.get(country_code, frozenset())
    )


def quietness(day: date, region: str) -> float:
    """Share of normal business that happens in this part of the year: 1 is a normal week."""
    if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 4):
        return 0.15
    if day.month == 8 and region == "EMEA":
        return 0.5
    return 0.6 if day.month in (1, 2) and region == "LATAM" else 1.0


def workday_near(day: date, country_code: str, *, latest: date) -> date:
    """``day`` or the closest workday after it; before it when that would pass ``latest``."""
    found = day
    while found <= latest and not is_workday(found, country_code):
        found += timedelta(days=1)
    if found <= latest:
        return found
    found = latest
    while not is_workday(found, country_code):
        found -= timedelta(days=1)
    return found


def moment(chance: Dice, day: date, time_zone: str, *, first: int = 9, last: int = 17) -> datetime:
    """A time on ``day`` between the hours ``first`` and ``last`` of the zone, as naive UTC.

    Minutes are multiples of five, as in calendars.
    """
    local = datetime.combine(
        day,
        time(chance.randint(first, last - 1), chance.randrange(0, 60, 5)),
        ZoneInfo(time_zone),
    )
    return local.astimezone(UTC).replace(tzinfo=None)


def spread(chance: Dice, start: date, end: date, count: int) -> list[date]:
    """``count`` days from ``start`` to ``end``, evenly spaced with some jitter, in order."""
    if count <= 0 or end <= start:
        return []
    gap = (end - start).days / count
    return sorted(
        start + timedelta(days=min((end - start).days, int((i + chance.uniform(0.2, 0.8)) * gap)))
        for i in range(count)
    )
