"""Dates and times: from how a column writes them to one expression that reads it.

Day and month are told apart by evidence in the file, never guessed; times without a zone are moved
to UTC from the zone the mapping or the person names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from core.capture.transform import iso
from core.capture.transform.binder import Binder

FIRST_DAY = "1000-01-01"
"""No date of an export is earlier: a year such as 0026 is 2026 with a digit lost, or no date at all."""

_NONE = r"^(0000-00-00|0001-01-01|0?1[/.]0?1[/.]0001)([Tt ,].*)?$"

LANGUAGES = ("en", "de", "es", "fr", "nl", "it", "pt")
_TIME = r"(?:(?P<gap>,? |T|, )9:9(?P<seconds>:9(?:\.\d+)?)?(?P<half> ?a)?)?"
_SHAPES = (
    (re.compile(rf"^9(?P<mark>[/.-])9(?P=mark)(?P<year>Y|9){_TIME}$"), "numeric"),
    (re.compile(rf"^Y(?P<mark>[/.-])9(?P=mark)9{_TIME}$"), "year_first"),
    (re.compile(rf"^9(?P<mark>[/ .-]|\. )a(?P<tail>[/ .-]|\. |, )(?P<year>Y|9){_TIME}$"), "named"),
    (re.compile(rf"^a 9,? (?P<year>Y){_TIME}$"), "month_first"),
)


class Order(StrEnum):
    """Which of the first two numbers of a date is the day."""

    DMY = "dmy"
    MDY = "mdy"
    MIXED = "mixed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class DateStyle:
    """How a column writes its dates, seen over all its values.

    ``formats`` are those of values that are not ISO, as ``strptime`` takes them; ``order`` matters
    only with ``has_numeric``. ``months`` are the names of months that have to be translated.
    ``shortened``: some ISO times leave something out (seconds, marks). ``offsets``: some times carry a zone other
    than ``Z``. Without a ``zone``, ``leaves_naive`` leaves out times that carry none.
    """

    formats: tuple[str, ...] = ()
    has_numeric: bool = False
    months: tuple[tuple[str, str], ...] = ()
    shortened: bool = False
    offsets: bool = False
    zone: str | None = None
    leaves_naive: bool = False
    order: Order = Order.UNKNOWN
    untidy: bool = False


_NOISE = (
    (r"(\D{3})\.([ /,-])", r"\1\2"),
    (r"(\d{1,2})(er|º|°) ", r"\1 "),
    (r" (de|del) ", " "),
)
"""In a date with the name of a month: the mark of an abbreviation, of an ordinal, and "of"."""


def tidy(value: str) -> str:
    """A date without what languages put around the name of a month: ``3 de dic. de 2025``."""
    for pattern, kept in _NOISE:
        value = re.sub(pattern, kept, value)
    return value


def _tidied(raw: str) -> str:
    """:func:`tidy` as SQL."""
    for pattern, kept in _NOISE:
        raw = f"regexp_replace({raw}, '{pattern}', '{kept}', 'g')"
    return raw


def shape(value: str) -> str:
    """A value's form: digits and words replaced, e.g. ``9/a/9 9:9 a``."""
    text = value.replace("\u202f", " ").replace("\xa0", " ").strip()
    text = re.sub(r"(?i)\b([ap])\.?\s?m\.?$", "a", text)
    text = re.sub(r"\d{4}", "Y", text)
    text = re.sub(r"\d{1,2}", "9", text)
    return re.sub(r"[^\W\d_]{2,}", "a", text.replace("Y", "\0")).replace("\0", "Y")


def formats_of(value: str, order: Order) -> tuple[str, ...]:
    """The ``strptime`` formats that may read a value of this shape; none when it is no date."""
    form = shape(tidy(value))
    for pattern, family in _SHAPES:
        if found := pattern.match(form):
            parts = found.groupdict()
            return tuple(date + _time_format(parts) for date in _date_formats(family, parts, order))
    return ()


def is_numeric(value: str) -> bool:
    """Whether day and month of the value could be confused."""
    return bool(_SHAPES[0][0].match(shape(value)))


def is_none(raw: str) -> str:
    """Whether a value is a way of writing no date: ``0000-00-00`` of MySQL, day one of the year 1 of .NET."""
    return f"((starts_with({raw}, '000') OR contains({raw}, '0001')) AND regexp_matches({raw}, '{_NONE}'))"


def has_clock(value: str) -> bool:
    """Whether the value has a time of day."""
    return bool(re.search(r"\d:\d\d", value))


def _date_formats(family: str, parts: dict[str, str | None], order: Order) -> list[str]:
    year = "%Y" if parts.get("year") == "Y" else "%y"
    mark = parts.get("mark") or ""
    if family == "year_first":
        return [f"%Y{mark}%m{mark}%d"]
    if family == "named":
        return [f"%d{mark}%b{parts['tail']}{year}"]
    if family == "month_first":
        return [f"%b %d, {year}", f"%b %d {year}"]
    by_order = {Order.DMY: f"%d{mark}%m{mark}{year}", Order.MDY: f"%m{mark}%d{mark}{year}"}
    return [by_order[order]] if order in by_order else list(by_order.values())


def _time_format(parts: dict[str, str | None]) -> str:
    if not parts["gap"]:
        return ""
    seconds = "" if not parts["seconds"] else ":%S.%g" if "." in parts["seconds"] else ":%S"
    clock = f"%I:%M{seconds} %p" if parts["half"] else f"%H:%M{seconds}"
    return parts["gap"] + clock


def date(raw: str, style: DateStyle, binder: Binder) -> str:
    """``raw`` as a ``DATE``, as written: a date has no zone to be moved from."""
    day = f"{iso.completed(raw)}[1:10]" if style.shortened else raw
    read = f"TRY_CAST({day} AS DATE)"
    if not style.formats:
        return _only_iso(raw, read, style)
    return (
        f"CASE WHEN {_is_iso(raw, style)} THEN {read} ELSE {_parsed(raw, style, binder)}::DATE END"
    )


def moment(raw: str, style: DateStyle, binder: Binder) -> str:
    """``raw`` as a naive UTC ``TIMESTAMP``; a date without a time is its midnight, UTC."""
    text = _iso_text(raw, style)
    if style.leaves_naive:
        bare = f"regexp_matches({text}, '\\d:\\d\\d') AND NOT {iso.has_zone(text)}"
        known = moment(raw, replace(style, leaves_naive=False), binder)
        return f"CASE WHEN NOT ({bare}) THEN {known} END"
    read = f"TRY_CAST({text} AS TIMESTAMP)"
    shift = style.zone and style.zone.upper() != "UTC"
    naive = _from_zone(text, read, style, binder) if shift else read
    if style.offsets or style.shortened or shift:
        joined = f"regexp_replace({text}, ' ([+-]\\d\\d)', '\\1')"
        zoned = f"timezone('UTC', TRY_CAST({joined} AS TIMESTAMPTZ))"
        read = f"CASE WHEN {iso.has_zone(text)} THEN {zoned} ELSE {naive} END"
    if not style.formats:
        return _only_iso(raw, read, style)
    parsed = _parsed(raw, style, binder)
    local = _from_zone(raw, parsed, style, binder) if shift else parsed
    return f"CASE WHEN {_is_iso(raw, style)} THEN {read} ELSE {local} END"


def _iso_text(raw: str, style: DateStyle) -> str:
    """The text ISO values are read from: the cell itself where all are of the full form."""
    return iso.completed(raw) if style.shortened else raw


def _is_iso(raw: str, style: DateStyle) -> str:
    extended = iso.is_iso(raw)
    return f"({extended} OR {iso.is_basic(raw)})" if style.shortened else extended


def clear_order(raw: str) -> str:
    """The order of a numeric date that only one order can be, as text; otherwise ``NULL``."""
    first, second = _numbers(raw)
    return (
        f"CASE WHEN {first} > 12 AND {second} <= 12 THEN 'dmy'"
        f" WHEN {second} > 12 AND {first} <= 12 THEN 'mdy' END"
    )


def _numbers(raw: str) -> tuple[str, str]:
    pair = r"^(\d{1,2})[/.-](\d{1,2})[/.-]"
    return (
        f"TRY_CAST(regexp_extract({raw}, '{pair}', 1) AS INTEGER)",
        f"TRY_CAST(regexp_extract({raw}, '{pair}', 2) AS INTEGER)",
    )


def _only_iso(raw: str, read: str, style: DateStyle) -> str:
    return f"CASE WHEN {_is_iso(raw, style)} THEN {read} END"


def _from_zone(raw: str, naive: str, style: DateStyle, binder: Binder) -> str:
    moved = f"timezone('UTC', timezone({binder.bind(style.zone)}, {naive}))"
    return f"CASE WHEN regexp_matches({raw}, '\\d:\\d\\d') THEN {moved} ELSE {naive} END"


def _parsed(raw: str, style: DateStyle, binder: Binder) -> str:
    read = _parsed_of_any_year(raw, style, binder)
    return f"CASE WHEN {read} >= TIMESTAMP '{FIRST_DAY}' THEN {read} END"


def _parsed_of_any_year(raw: str, style: DateStyle, binder: Binder) -> str:
    raw = _tidied(raw) if style.untidy else raw
    text = _plain(raw, style, binder) if style.months else f"translate({raw}, chr(8239), ' ')"
    text = f"regexp_replace({text}, '(?i)\\s?\\b([ap])\\.?\\s?m\\.?$', ' \\1m')"
    parsed = f"try_strptime({text}, {binder.bind(list(style.formats))}::VARCHAR[])"
    if style.order is not Order.MIXED:
        return parsed
    first, second = _numbers(raw)
    by_order = {
        order: f"try_strptime({text}, {binder.bind(_of_order(style.formats, order))}::VARCHAR[])"
        for order in (Order.DMY, Order.MDY)
    }
    return (
        f"CASE {clear_order(raw)} WHEN 'dmy' THEN {by_order[Order.DMY]}"
        f" WHEN 'mdy' THEN {by_order[Order.MDY]}"
        f" ELSE CASE WHEN {first} = {second} OR {first} IS NULL THEN {parsed} END END"
    )


def _of_order(formats: tuple[str, ...], order: Order) -> list[str]:
    lead = "%d" if order is Order.DMY else "%m"
    return [text for text in formats if text.startswith(lead)]


def _plain(raw: str, style: DateStyle, binder: Binder) -> str:
    """The text with its month's name, in whatever language, as the English abbreviation."""
    # Anything but digits and marks: a class of all the world's letters takes a while to compile.
    word = f"regexp_extract({raw}, '[^0-9 .,:/-]{{3,}}')"
    names = binder.bind([name for name, _ in style.months])
    meanings = binder.bind([english for _, english in style.months])
    place = f"list_position({names}::VARCHAR[], lower(strip_accents({word})))"
    english = f"coalesce(({meanings}::VARCHAR[])[{place}], {word})"
    return f"replace({raw}, {word}, {english})"


def months_of(words: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Of these words the names of months that are not their English abbreviations already.

    Without accents, with the abbreviation.
    """
    names = month_names()
    found = {word: names[plain] for word in words if (plain := _without_accents(word)) in names}
    return tuple(
        dict.fromkeys(
            (_without_accents(word), english)
            for word, english in sorted(found.items())
            if word != english.lower()
        )
    )


def _without_accents(word: str) -> str:
    flat = unicodedata.normalize("NFKD", word)
    return "".join(char for char in flat if not unicodedata.combining(char))


@cache
def month_names() -> dict[str, str]:
    """Names and abbreviations of months without accents, to their English abbreviation."""
    from babel.dates import get_month_names  # noqa: PLC0415  (deferred: slow to load, seldom needed)

    english = get_month_names("abbreviated", locale="en")
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for width in ("abbreviated", "wide"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    plain = _without_accents(name.casefold().rstrip("."))
                    found.setdefault(plain, english[number][:3])
    return {**found, "sept": "Sep", "mrt": "Mar", "maerz": "Mar"}
