"""Where an account works, read from what its record says: country, part of it, time zone."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from core.accounts.countries import country_code, country_of_zone
from core.accounts.zones import distinct, is_zone
from core.drafting.meeting.workdays import is_known
from core.settings import PROJECT_ROOT

FALLBACK_ZONE = "UTC"
_SHORTEST_NAME = 4
"""A region of fewer letters is more often a sales region (NA, EMEA) than a part of a country."""
_SEASON = date(2026, 1, 15)


@dataclass(frozen=True)
class Place:
    """``country`` and ``subdivision`` decide the holidays and the weekend, ``time_zone`` the hours.

    ``note`` says what had to be assumed; empty when nothing had to be.
    """

    country: str | None
    subdivision: str | None
    time_zone: str
    note: str


@lru_cache(maxsize=4096)
def place_of(country_text: str, region_text: str, zone_text: str) -> Place:
    """The place that the texts of a record name."""
    zone = zone_text if zone_text and is_zone(zone_text) else ""
    code = country_code(country_text) or (country_of_zone(zone) if zone else None)
    assumed = []
    if not code:
        assumed.append("No country is known: only the weekend is left out.")
    elif not is_known(code):
        assumed.append(f"The holidays of {code} are not known: only the weekend is left out.")
    if not zone:
        zone, sentence = _zone(code)
        assumed.append(sentence)
    return Place(code, _subdivision(code, region_text), zone, " ".join(filter(None, assumed)))


def _zone(code: str | None) -> tuple[str, str]:
    """The zone taken for a country, and what is to be said of it."""
    if code is None:
        return FALLBACK_ZONE, "No time zone is known: the hours are taken as UTC."
    names = _country_zones(code)
    if not names:
        return FALLBACK_ZONE, f"No time zone of {code} is known: the hours are taken as UTC."
    main = _main_zones().get(code, names[0])
    if len(distinct(names, _SEASON)) == 1:
        return main, ""
    return main, f"{code} has several time zones and the account names none: {main} is taken."


def _subdivision(code: str | None, region: str) -> str | None:
    """The part of the country that a region names in full (Bavaria) or by ISO 3166-2 (DE-BY)."""
    if code is None or not is_known(code) or not region.strip():
        return None
    wanted = region.strip().casefold()
    codes, names = _subdivisions(code)
    if wanted.startswith(f"{code.casefold()}-"):
        return codes.get(wanted.removeprefix(f"{code.casefold()}-"))
    return names.get(wanted) if len(wanted) >= _SHORTEST_NAME else None


@lru_cache(maxsize=256)
def _subdivisions(code: str) -> tuple[dict[str, str], dict[str, str]]:
    """Codes and names of a country's parts, in small letters, each with its code."""
    import holidays  # noqa: PLC0415 - loads a module a country

    calendar = holidays.country_holidays(code, years=_SEASON.year)
    codes = {part.casefold(): part for part in calendar.subdivisions}
    names = dict(codes)
    for part, aliases in calendar.get_subdivision_aliases().items():
        names |= {alias.casefold(): part for alias in aliases}
    return codes, names


@lru_cache(maxsize=256)
def _country_zones(code: str) -> tuple[str, ...]:
    import pytz  # noqa: PLC0415 - asked for the IANA table of countries only

    return tuple(pytz.country_timezones.get(code, ()))


@lru_cache(maxsize=1)
def _main_zones() -> dict[str, str]:
    document = tomllib.loads((PROJECT_ROOT / "data" / "business_hours.toml").read_text())
    return dict(document["main_zone"])
