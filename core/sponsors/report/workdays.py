"""Days on which both sides work: no weekend and no public holiday in either country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_FRIDAY_WEEKENDS = frozenset(
    {"AF", "BD", "BH", "DZ", "EG", "IQ", "JO", "KW", "LY", "MV", "OM", "QA", "SA", "SD", "SY", "YE"}
)
_FARTHEST = 21


@dataclass(frozen=True)
class Moved:
    """A working day; ``why`` says what stood on the day that was asked for, empty when it is that day."""

    on: date
    why: str = ""


def workday(wanted: date, countries: Sequence[str], *, not_before: date) -> Moved:
    """The day itself, else the working day before it, or, where that is too early, the one after."""
    why = obstacle(wanted, countries)
    if not why and wanted >= not_before:
        return Moved(wanted)
    for step in range(1, _FARTHEST):
        earlier = wanted - timedelta(days=step)
        if earlier < not_before:
            break
        if not obstacle(earlier, countries):
            return Moved(earlier, why)
    for step in range(1, _FARTHEST):
        later = max(wanted, not_before) + timedelta(days=step)
        if not obstacle(later, countries):
            return Moved(later, why)
    return Moved(wanted)


def obstacle(on: date, countries: Sequence[str]) -> str:
    """Why nobody works on a day: ``weekend``, or the holiday with its country; empty on a working day."""
    weekends = [{4, 5} if code in _FRIDAY_WEEKENDS else {5, 6} for code in countries] or [{5, 6}]
    if any(on.weekday() in days for days in weekends):
        return "weekend"
    for code in countries:
        if name := _holidays(code, on.year).get(on):
            return f"{name} ({code})"
    return ""


@lru_cache(maxsize=512)
def _holidays(code: str, year: int) -> dict[date, str]:
    """Public holidays of a country, by date; none where the library does not know the country."""
    import holidays  # noqa: PLC0415 - loads a module a country

    if code not in holidays.list_supported_countries(include_aliases=False):
        return {}
    languages = holidays.list_localized_countries().get(code, [])
    language = next((name for name in ("en_US", "en_GB", "en") if name in languages), None)
    found = holidays.country_holidays(code, years=year, language=language)
    return {day: str(name) for day, name in sorted(found.items())}


@lru_cache(maxsize=512)
def country_of_zone(zone: str | None) -> str | None:
    """The country an IANA zone lies in; ``None`` where it lies in several or none."""
    import pytz  # noqa: PLC0415 - asked for the IANA table of countries only

    found = sorted(code for code, zones in pytz.country_timezones.items() if zone in zones)
    return found[0] if len(found) == 1 else None
