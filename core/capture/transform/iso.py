"""ISO 8601 dates and times: the engine reads the full form, the shorter ones are completed first."""

from __future__ import annotations

_LOOSE = (
    r"^(\d{4}-\d\d-\d\d|(?:19|20)\d{6})"
    r"(?:[Tt ](\d\d)(?::?(\d\d)(?::?(\d\d)([.,]\d+)?)?)?"
    r"\s?([Zz]|UTC|GMT|([+-]\d\d):?(\d\d)?)?)?$"
)
_FULL_TAIL = r"^(\.\d+)?(Z| UTC|[+-]\d\d(:?\d\d)?)?$"
_NAMES = "['day', 'h', 'm', 's', 'part', 'zone', 'zh', 'zm']"


def is_iso(raw: str) -> str:
    """Whether a value begins as an extended ISO date of the year 1000 or later does.

    An earlier year is a slip: ``0026`` for ``2026``.
    """
    return f"({raw} LIKE '____-__-__%' AND {raw} >= '1')"


def is_basic(raw: str) -> str:
    """Whether a value may be of the basic form, without marks: ``20260601T100000Z``."""
    return f"regexp_matches({raw}, '^(19|20)\\d{{6}}([Tt ]\\d|$)')"


def is_full(raw: str) -> str:
    """Whether the engine reads the value as it is: a date, a time, or one to the second with a zone."""
    clock = f"{raw} LIKE '____-__-_____:__:__%' AND substr({raw}, 11, 1) IN ('T', ' ')"
    zone = f"(length({raw}) = 19 OR regexp_matches(substr({raw}, 20), '{_FULL_TAIL}'))"
    minutes = f"regexp_full_match({raw}, '.{{10}}[T ]\\d\\d:\\d\\d')"
    return (
        f"({raw} LIKE '____-__-__' OR ({clock} AND {zone}) OR (length({raw}) = 16 AND {minutes}))"
    )


def completed(raw: str) -> str:
    """The value as ``2026-06-01 10:00:00+00:00``, whatever was left out of it.

    What carries no zone gets none; what is no ISO form gives a text that no date is read from.
    """
    parts = f"regexp_extract({raw}, '{_LOOSE}', {_NAMES})"
    day = "CASE WHEN contains(p.day, '-') THEN p.day ELSE p.day[1:4] || '-' || p.day[5:6] || '-' || p.day[7:8] END"
    zone = (
        "CASE WHEN p.zone = '' THEN ''"
        " WHEN p.zh = '' THEN '+00:00'"
        " ELSE p.zh || ':' || coalesce(nullif(p.zm, ''), '00') END"
    )
    clock = (
        "' ' || p.h || ':' || coalesce(nullif(p.m, ''), '00')"
        " || ':' || coalesce(nullif(p.s, ''), '00')"
        " || replace(p.part, ',', '.')"
    )
    whole = f"{day} || CASE WHEN p.h = '' THEN '' ELSE {clock} || {zone} END"
    return f"list_transform([{parts}], lambda p: {whole})[1]"


def has_zone(raw: str) -> str:
    """Whether a full or completed value says its zone."""
    return f"regexp_matches({raw}, ':\\d\\d(\\.\\d+)?\\s?([+-]\\d\\d(:?\\d\\d)?|Z|UTC)$')"
