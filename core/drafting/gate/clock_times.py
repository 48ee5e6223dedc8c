"""Times of day and their zones, as people write them behind a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from core.drafting.gate.wordlist import words as _split

_HOURS = {
    word: number
    for number, word in enumerate(
        _split("one two three four five six seven eight nine ten eleven twelve"), start=1
    )
}
_HALF = r"(?P<half{n}>[ap])\.?\s?m\b\.?"


def _cities() -> dict[str, str | float]:
    """Every city that names a zone, as a proposal of times writes it: ``sao paulo``."""
    return {
        key.rsplit("/", 1)[1].replace("_", " ").lower(): key
        for key in sorted(available_timezones())
        if key.startswith(_CONTINENTS)
    }


_CONTINENTS = (
    "Africa/",
    "America/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)
CITIES = _cities()
ZONES: dict[str, str | float] = CITIES | {
    "utc": 0, "gmt": 0, "bst": 1, "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "ist": 5.5, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9,
    "aest": 10, "aedt": 11, "acst": 9.5, "awst": 8, "nzst": 12, "nzdt": 13, "msk": 3, "gst": 4,
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "uk": "Europe/London", "london": "Europe/London",
    "berlin": "Europe/Berlin", "paris": "Europe/Paris", "madrid": "Europe/Madrid", "zurich": "Europe/Zurich",
    "vienna": "Europe/Vienna", "amsterdam": "Europe/Amsterdam", "stockholm": "Europe/Stockholm",
    "dublin": "Europe/Dublin", "lisbon": "Europe/Lisbon", "rome": "Europe/Rome", "warsaw": "Europe/Warsaw",
    "new york": "America/New_York", "chicago": "America/Chicago", "denver": "America/Denver",
    "los angeles": "America/Los_Angeles", "toronto": "America/Toronto", "sao paulo": "America/Sao_Paulo",
    "mumbai": "Asia/Kolkata", "singapore": "Asia/Singapore", "tokyo": "Asia/Tokyo", "sydney": "Australia/Sydney",
    "dubai": "Asia/Dubai", "hong kong": "Asia/Hong_Kong", "central european": "Europe/Berlin",
}  # fmt: skip
"""Hours from UTC of fixed zones, and places for those that change with the season."""


def _time(n: str) -> str:
    half = _HALF.format(n=n)
    words = "|".join(_HOURS)
    return (
        rf"(?:(?P<h{n}>2[0-4]|[01]?\d)(?=[:.][0-5]\d(?!\d)|\s*[ap]\.?\s?m\b|\s*o'clock)(?:[:.](?P<m{n}>[0-5]\d)(?!\d))?\s*(?:{half}|o'clock)?"
        rf"|(?P<past{n}>half past|quarter past|quarter to)\s+(?:(?P<pw{n}>{words})|(?P<ph{n}>1[0-2]|[1-9]))\b(?:\s*(?P<phalf{n}>[ap])\.?m\b\.?)?"
        rf"|(?P<w{n}>{words})\s+(?:o'clock|(?P<wh{n}>[ap])\.?m\b\.?)|(?P<noon{n}>noon|midday))"
    )


_SHORT = "|".join(
    sorted(
        (name for name in ZONES if len(name) < 5 and name not in CITIES and name != "uk"),
        key=len,
        reverse=True,
    )
)
_LONG = "|".join(
    re.escape(name)
    for name in sorted(ZONES, key=len, reverse=True)
    if name not in _SHORT.split("|")
)
_ZONE = (
    rf"(?:\s*[,(]?\s*(?P<zone{{n}}>(?:utc|gmt)[+-]\d{{{{1,2}}}}|(?:{_SHORT})\b(?:\s+time\b)?|(?:{_LONG})(?:\s+time)?\b"
    r"|(?:your|my|our|local|their)\s+(?:local\s+)?time\b)\s*\)?)?"
)
TIME = re.compile(_time("a") + _ZONE.format(n="a"))
ATTACHED = re.compile(
    r"\s*(?:,|:|@|\(|-|\u2013)?\s*(?:(?:at|from|between|around)\s+)?"
    + _time("a")
    + r"(?:\s*(?:-|\u2013|to|until|and)\s*"
    + _time("b")
    + r")?"
    + _ZONE.format(n="a")
    + r"(?:\s*[(/,]\s*"
    + _time("c")
    + _ZONE.format(n="c")
    + r"\s*\)?)?"
)
COMMON = re.compile(
    rf"\b(?:both|all)(?:\s+times)?(?:\s+are)?(?:\s+in)?\s+(?P<zone>(?:{_SHORT})\b|(?:{_LONG})\s+time\b|(?:your|my|our)\s+time\b)"
)
"""The zone that is given once for several times."""
BARE = re.compile(
    r"\s*,?\s*at\s+(?P<w>\d{1,2}|"
    + "|".join(_HOURS)
    + r")\b(?![:.]\d|\s*(?:%|percent|points|days|hours|minutes|sites|[a-z]+s\b))"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: minutes since midnight it can mean, and its zone as written."""

    minutes: tuple[int, ...]
    zone: str


def _read(match: re.Match[str], n: str) -> tuple[int, ...]:
    if match[f"noon{n}"]:
        return (720,)
    if match[f"past{n}"]:
        hour = _HOURS.get(match[f"pw{n}"] or "") or int(match[f"ph{n}"])
        offset = {"half past": 30, "quarter past": 15, "quarter to": -15}[match[f"past{n}"]]
        return tuple(minute + offset for minute in _halves(hour, 0, match[f"phalf{n}"] or "?"))
    word, digits = match[f"w{n}"], match[f"h{n}"]
    if word:
        half, hour = match[f"wh{n}"], _HOURS[word]
        return _halves(hour, 0, half or "?")
    if not digits:
        return ()
    half = match[f"half{n}"] or match.groupdict().get(f"half{n}")
    minute = int(match[f"m{n}"] or 0)
    oclock = not match[f"m{n}"] and not half
    return _halves(int(digits), minute, half or ("?" if oclock else ""))


def _halves(hour: int, minute: int, half: str) -> tuple[int, ...]:
    if half in ("a", "p"):
        return ((hour % 12 + (12 if half == "p" else 0)) * 60 + minute,) if 1 <= hour <= 12 else ()
    if half == "?" and hour <= 12:
        return (hour % 12 * 60 + minute, (hour % 12 + 12) * 60 + minute)
    return (hour * 60 + minute,)


def clocks(match: re.Match[str], common: str = "") -> tuple[Clock, ...]:
    """The times of a match of :data:`TIME` or :data:`ATTACHED`: start, the same elsewhere, end last."""
    groups = match.groupdict()
    zone = (groups.get("zonea") or common).strip()
    found = [Clock(_read(match, "a"), zone)]
    if any(groups.get(f"{part}c") for part in ("h", "w", "noon", "past")):
        found.append(Clock(_read(match, "c"), (groups.get("zonec") or "").strip()))
    return tuple(found)


def end_of(match: re.Match[str], common: str = "") -> Clock | None:
    """The second time of a range such as 10:00 to 10:30."""
    groups = match.groupdict()
    if not any(groups.get(f"{part}b") for part in ("h", "w", "noon", "past")):
        return None
    return Clock(_read(match, "b"), (groups.get("zonea") or common).strip())


def bare(word: str) -> Clock:
    """The hour in "at eleven"."""
    hour = _HOURS.get(word) or int(word)
    return Clock(_halves(hour, 0, "?" if hour <= 12 else ""), "")


def in_zone(moment: datetime, zone: str) -> datetime | None:
    """A moment on the clock of a zone as written; its own where none is; ``None`` where unknown."""
    name = zone.removesuffix("time").replace("local", "").strip()
    if name in ("", "your", "their", "local"):
        return moment
    signed = re.fullmatch(r"(?:utc|gmt)([+-]\d{1,2})", name)
    place = float(signed[1]) if signed else ZONES.get(name)
    offset = moment.utcoffset()
    if place is None or offset is None:
        return None
    if isinstance(place, str):
        return moment.astimezone(ZoneInfo(place))
    return (moment - offset + timedelta(hours=place)).replace(tzinfo=None)
