"""Countries as sources name them: an ISO 3166 code or a name in one of many languages."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LANGUAGES = (
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "tr",
    "ja",
    "ko",
    "zh",
)
_ALSO = {
    "usa": "US",
    "u s a": "US",
    "u s": "US",
    "united states of america": "US",
    "america": "US",
    "uk": "GB",
    "u k": "GB",
    "great britain": "GB",
    "britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "uae": "AE",
    "u a e": "AE",
    "czech republic": "CZ",
    "turkey": "TR",
    "holland": "NL",
    "the netherlands": "NL",
    "korea": "KR",
    "republic of korea": "KR",
    "hong kong": "HK",
    "macau": "MO",
    "viet nam": "VN",
    "russian federation": "RU",
}
"""Names that CRMs use and the Unicode tables of territories do not list."""


@lru_cache(maxsize=1024)
def country_code(text: str | None) -> str | None:
    """The ISO 3166 code (two letters), or ``None`` when the text names no country we know."""
    if not text or not text.strip():
        return None
    given = _folded(text)
    if len(given) == 2 and given.upper() in _codes():
        return given.upper() if given != "uk" else "GB"
    found = _ALSO.get(given) or _names("en").get(given)
    if found:
        return found
    return next((code for name in _LANGUAGES if (code := _names(name).get(given))), None)


@lru_cache(maxsize=1024)
def country_of_zone(zone: str) -> str | None:
    """The ISO 3166 code of the country that an IANA zone is of; ``None`` for those of none or several."""
    import pytz  # noqa: PLC0415 - asked for the IANA table of countries only

    found = [code for code, names in pytz.country_timezones.items() if zone in names]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(_names("en").values()) | {"UK"}


@lru_cache(maxsize=len(_LANGUAGES) + 1)
def _names(language: str) -> dict[str, str]:
    """Folded name -> code, in one language."""
    from babel import Locale  # noqa: PLC0415 - its tables are loaded when first asked for

    territories = Locale(language).territories
    return {
        _folded(name): code for code, name in territories.items() if re.fullmatch("[A-Z]{2}", code)
    }


def _folded(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.casefold())
    flat = "".join(mark for mark in flat if not unicodedata.combining(mark))
    return " ".join(re.sub(r"[\W_]+", " ", flat).split())
