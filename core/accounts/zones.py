"""The time zone of a person: said by their record, else by their phone number, country or account.

A source may leave several zones. Those that keep the same time are one; what is left over is said, and
whoever plans a time must then satisfy every one of them, or ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.accounts.countries import country_code

_SAMPLES = (0, 91, 182, 273)
"""Days ahead on which two zones must agree to count as one: a date in each season."""


@dataclass(frozen=True)
class Zones:
    """IANA names a person may live by, the likeliest first; empty when nothing tells.

    ``source`` is a phrase, e.g. ``the phone number``; ``is_of_account`` says that the account's own
    zone decided.
    """

    names: tuple[str, ...] = ()
    source: str = ""
    is_of_account: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether there is exactly one."""
        return len(self.names) == 1

    @property
    def sentence(self) -> str:
        """What is known, for people to read."""
        if not self.names:
            return "No time zone is known: give one, or import contacts with time_zone."
        if self.is_certain:
            return f"Time zone {self.names[0]}, from {self.source}."
        kept = ", ".join(self.names[:4]) + (", ..." if len(self.names) > 4 else "")
        return f"One of {len(self.names)} time zones, from {self.source}: {kept}."


def zones_of(
    *,
    zone: str | None = None,
    phone: str | None = None,
    country: str | None = None,
    account_zone: str | None = None,
    on: date,
) -> Zones:
    """The zones of a person on a date, from the first source that tells.

    Where phone or country leave several and the account's own zone is among them, that one is taken.
    """
    if zone and is_zone(zone):
        return Zones((zone,), "the contact's record")
    code = country_code(country)
    by_country = _country_zones(code) if code else ()
    for found, source in (
        (_phone_zones(phone), "the phone number"),
        (by_country, "the country"),
    ):
        names = distinct(_within(found, by_country, on), on)
        if len(names) == 1:
            return Zones(names, source)
        if names and account_zone and any(_agree(account_zone, name, on) for name in names):
            return Zones((account_zone,), f"{source} and the account's zone", is_of_account=True)
        if names:
            return Zones(names, source)
    if account_zone and is_zone(account_zone):
        return Zones((account_zone,), "the account's record", is_of_account=True)
    return Zones()


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """Whether the name is one of the IANA database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # An empty or malformed name is refused with another error than an unknown one.
        return False
    return True


def distinct(names: Iterable[str], on: date) -> tuple[str, ...]:
    """The first of each group of zones that keep the same time through the year from ``on``."""
    found: dict[tuple[timedelta, ...], str] = {}
    for name in names:
        if is_zone(name):
            found.setdefault(_offsets(name, on), name)
    return tuple(found.values())


def _within(found: Sequence[str], country: Sequence[str], on: date) -> Sequence[str]:
    """Of the zones found those of the country, by the country's names for them; all where none is."""
    shared = [name for name in country if any(_agree(name, other, on) for other in found)]
    return sorted(shared, key=lambda name: name not in found) or found


def _agree(one: str, other: str, on: date) -> bool:
    return is_zone(one) and is_zone(other) and _offsets(one, on) == _offsets(other, on)


@lru_cache(maxsize=4096)
def _offsets(name: str, on: date) -> tuple[timedelta, ...]:
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    zone = ZoneInfo(name)
    moments = (noon + timedelta(days=days) for days in _SAMPLES)
    return tuple(moment.astimezone(zone).utcoffset() or timedelta() for moment in moments)


@lru_cache(maxsize=1024)
def _phone_zones(phone: str | None) -> tuple[str, ...]:
    """Zones of an international number; a number that may be anywhere tells nothing."""
    if not phone or not phone.startswith("+"):
        return ()
    from phonenumbers import NumberParseException, parse  # noqa: PLC0415 - large tables
    from phonenumbers.timezone import time_zones_for_number  # noqa: PLC0415 - large tables

    try:
        names: Sequence[str] = time_zones_for_number(parse(phone))
    except NumberParseException:
        return ()
    return tuple(name for name in names if name != "Etc/Unknown")


@lru_cache(maxsize=256)
def _country_zones(code: str) -> tuple[str, ...]:
    import pytz  # noqa: PLC0415 - asked for the IANA table of countries only

    names = pytz.country_timezones.get(code, ())
    # Nobody is called at the station that keeps the time of a city.
    return tuple(sorted(names, key=lambda name: name.startswith("Antarctica/")))
