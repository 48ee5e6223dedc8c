"""Times as people say them in a letter: day, date and clock, by the name of the zone's city."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=512)
def city(zone: str) -> str:
    """What the time of a zone is called after, e.g. ``New York``; UTC is called UTC."""
    from babel.dates import get_timezone_location  # noqa: PLC0415 - large tables

    if "/" not in zone or zone.startswith("Etc/"):
        return zone.removeprefix("Etc/")
    return str(get_timezone_location(zone, locale="en", return_city=True))


def day_text(moment: datetime, now: datetime) -> str:
    """``Tuesday, 24 November``, with the year where it is not the present one."""
    text = f"{moment:%A}, {moment.day} {moment:%B}"
    return text if moment.year == now.astimezone(moment.tzinfo).year else f"{text} {moment.year}"


def clock_text(moment: datetime) -> str:
    """``15:00 London``; ``moment`` must be in a named zone."""
    return f"{moment:%H:%M} {city(str(moment.tzinfo))}"


def both_times(moment: datetime, other: ZoneInfo, now: datetime) -> str:
    """``Tuesday, 24 November, 15:00 London / 10:00 New York``; one clock where both show the same."""
    there = moment.astimezone(other)
    text = f"{day_text(moment, now)}, {clock_text(moment)}"
    if there.replace(tzinfo=None) == moment.replace(tzinfo=None):
        return text
    if there.date() != moment.date():
        return f"{text} / {there:%A}, {clock_text(there)}"
    return f"{text} / {clock_text(there)}"
