"""Which days people work, by country: no weekend, no public holiday, no days between the years."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

_CHRISTMAS = (12, 25)
_BETWEEN_THE_YEARS = frozenset({(12, 24), (12, 27), (12, 28), (12, 29), (12, 30), (12, 31)})
"""No public holidays in most places where Christmas is one, and still no days to meet an executive."""
_WEEKEND = frozenset({5, 6})


def is_known(country: str | None) -> bool:
    """Whether the holidays of the country (ISO 3166 code) are known."""
    return bool(country) and country in _supported()


def is_workday(day: date, country: str | None) -> bool:
    """Whether people in the country work on the day; of an unknown one only the weekend is known.

    National holidays only: those of a state or canton depend on where exactly somebody is.
    """
    if country is None or not is_known(country):
        return day.weekday() not in _WEEKEND
    weekend, holidays = _year(country, day.year)
    if day.weekday() in weekend or day in holidays:
        return False
    return not (
        (day.month, day.day) in _BETWEEN_THE_YEARS and date(day.year, *_CHRISTMAS) in holidays
    )


@lru_cache(maxsize=1)
def _supported() -> frozenset[str]:
    import holidays  # noqa: PLC0415 - its tables take a while to load

    return frozenset(holidays.list_supported_countries(include_aliases=False))


@lru_cache(maxsize=512)
def _year(country: str, year: int) -> tuple[frozenset[int], frozenset[date]]:
    """Days of the weekend (Monday is 0) and holidays of a year."""
    import holidays  # noqa: PLC0415 - see _supported

    calendar = holidays.country_holidays(country, years=year)
    return frozenset(calendar.weekend), frozenset(calendar)
