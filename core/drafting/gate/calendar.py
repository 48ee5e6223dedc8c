"""Dates as people write them, read as the days they can mean on a given day."""

# ruff: noqa: ARG001 - every maker of a rule is called alike

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from core.drafting.gate.wordlist import words as _split

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
DAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri",
         "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
WORD_DAYS = {
    word: number
    for number, word in enumerate(
        _split("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"), start=1
    )
} | {"thirtieth": 30, "thirty-first": 31} | {
    f"twenty-{word}": 20 + number for number, word in enumerate(
        _split("first second third fourth fifth sixth seventh eighth ninth"), start=1)
}  # fmt: skip
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NTH = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
    "final": 4,
}


@dataclass(frozen=True, slots=True)
class When:
    """What a date expression can mean: each span is a first and last day. ``weekday`` 0 is Monday.

    ``loose`` marks a stretch of the calendar ("this quarter", "2027") that claims nothing by itself.
    ``told_year`` says that the year is written.
    """

    start: int
    end: int
    spans: tuple[tuple[date, date], ...]
    weekday: int | None = None
    loose: bool = False
    told_year: bool = False
    problem: str = ""

    @property
    def is_day(self) -> bool:
        """Whether a single day is meant."""
        return bool(self.spans) and all(first == last for first, last in self.spans)


def _month_span(year: int, month: int, part: str = "") -> tuple[date, date]:
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    part = part.split(maxsplit=1)[0] if part else ""
    if part in ("early", "beginning", "start"):
        return first, first + timedelta(days=9)
    if part in ("mid", "mid-", "middle"):
        return first + timedelta(days=9), first + timedelta(days=20)
    if part in ("late", "end"):
        return first + timedelta(days=19), last
    return first, last


def _add_months(year: int, month: int, more: int) -> tuple[int, int]:
    place = year * 12 + month - 1 + more
    return place // 12, place % 12 + 1


def _quarter_span(year: int, quarter: int) -> tuple[date, date]:
    first = date(year, 3 * quarter - 2, 1)
    return first, _month_span(year, 3 * quarter)[1]


def _years(match: re.Match[str], as_of: date) -> tuple[int, ...]:
    """The year written, else those around."""
    written = match.groupdict().get("year")
    if written:
        return (int(written),)
    told = match.groupdict().get("rel")
    if told:
        return (as_of.year + {"last": -1, "this": 0, "next": 1}[told],)
    return (as_of.year - 1, as_of.year, as_of.year + 1)


def _near(
    spans: list[tuple[date, date]], as_of: date, told: bool, way: str
) -> tuple[tuple[date, date], ...]:
    """Without a year: the next such time within a year, and the last one within half a year.

    ``way`` is ``last`` or ``next`` where the words say so; then only that one.
    """
    if told:
        return tuple(spans)
    after = sorted(span for span in spans if span[1] >= as_of)[:1]
    before = sorted(span for span in spans if span[1] < as_of)[-1:]
    if way == "next":
        return tuple(sorted(span for span in spans if span[0] > as_of)[:1])
    if way == "last":
        return tuple(before)
    if way == "past":
        return tuple(before) + tuple(span for span in after if span[0] <= as_of)
    close = [span for span in before if way == "behind" or (as_of - span[1]).days <= 183]
    return tuple(close + [span for span in after if (span[0] - as_of).days <= 335])


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    if not 1 <= month <= 12 or day > monthrange(year, month)[1]:
        return None
    found = date(year, month, day)
    return found, found


def _made(match: re.Match[str], as_of: date, month: int, day: int, way: str = "") -> When:
    told = bool(match.groupdict().get("year") or match.groupdict().get("rel"))
    spans = [found for year in _years(match, as_of) if (found := _day(year, month, day))]
    week = match.groupdict().get("week")
    weekday = DAYS[week] if week else None
    problem = "" if spans else "there is no such day"
    near = _near(spans, as_of, told, way)
    if week and near and all(first.weekday() != weekday for first, _ in near):
        names = ", ".join(first.strftime("%-d %B %Y is a %A") for first, _ in near)
        problem = f"the weekday is wrong: {names}"
    start = match.start("start") if "start" in match.groupdict() else match.start()
    return When(start, match.end(), near, weekday, told_year=told, problem=problem)


Maker = Callable[[re.Match[str], date, str], When | None]


def read_day_month(match: re.Match[str], as_of: date, before: str) -> When | None:
    day = match["day"]
    number = WORD_DAYS.get(day) or int(re.sub(r"\D", "", day))
    return _made(match, as_of, MONTHS[match["month"]], number, way_of(before))


def read_month_alone(match: re.Match[str], as_of: date, before: str) -> When | None:
    lead, month = match["lead"] or "", MONTHS[match["month"]]
    word = match["month"]
    written = match.groupdict().get("year")
    if word in ("may", "march", "mar", "sun") and not (lead or written or match["part"]):
        return None
    if len(word) == 3 and word not in ("may",) and not (lead or written or match["part"]):
        return None
    part = (match["part"] or "").replace("-", " ").strip()
    spans = [_month_span(year, month, part) for year in _years(match, as_of)]
    way = {"last": "last", "next": "next", "since": "past"}.get(lead.strip(), "") or way_of(before)
    return When(
        match.start("word"),
        match.end(),
        _near(spans, as_of, bool(written), way),
        told_year=bool(written),
    )


def read_quarter(match: re.Match[str], as_of: date, before: str) -> When | None:
    quarter = int(match["q"]) if match["q"] else _NTH[match["nth"]]
    spans = [_quarter_span(year, quarter) for year in _years(match, as_of)]
    told = bool(match["year"])
    return When(
        match.start(), match.end(), _near(spans, as_of, told, way_of(before)), told_year=told
    )


def read_half(match: re.Match[str], as_of: date, before: str) -> When | None:
    half = int(match["h"]) if match["h"] else (1 if match["nth"] in ("first", "1st") else 2)
    year = int(match["year"]) if match["year"] else as_of.year
    span = (date(year, 6 * half - 5, 1), _month_span(year, 6 * half)[1])
    return When(match.start(), match.end(), (span,), loose=not match["year"])


def read_numbers(match: re.Match[str], as_of: date, before: str) -> When | None:
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    year += 2000 if year < 100 else 0
    ways = {(b, a)} if match["sep"] == "." else {(a, b), (b, a)}
    spans = {found for month, day in ways if (found := _day(year, month, day))}
    problem = ""
    if len(spans) != 1:
        problem = (
            "day and month can be taken for one another; write the month as a word"
            if spans
            else "there is no such day"
        )
    return When(match.start(), match.end(), tuple(spans), told_year=True, problem=problem)


def read_short(match: re.Match[str], as_of: date, before: str) -> When | None:
    """``on 7/7``: only where day and month cannot be taken for one another."""
    a, b = int(match["a"]), int(match["b"])
    ways = [(day, month) for day, month in {(a, b), (b, a)} if 1 <= month <= 12 and 1 <= day <= 31]
    if len(ways) != 1:
        problem = "day and month can be taken for one another; write the month as a word"
        return When(match.start("a"), match.end(), (), problem=problem)
    spans = [
        found for year in _years(match, as_of) if (found := _day(year, ways[0][1], ways[0][0]))
    ]
    return When(match.start("a"), match.end(), _near(spans, as_of, False, ""))


def read_iso(match: re.Match[str], as_of: date, before: str) -> When | None:
    return _made(match, as_of, int(match["m"]), int(match["d"]))


def read_weekday(match: re.Match[str], as_of: date, before: str) -> When | None:
    word, lead, behind = (
        match["week"],
        (match["lead"] or "").strip(),
        (match["behind"] or "").strip(),
    )
    if len(word) < 6 and not lead:
        return None
    number = DAYS[word]
    ahead = (number - as_of.weekday() - 1) % 7 + 1
    first, monday = as_of + timedelta(days=ahead), as_of - timedelta(days=as_of.weekday())
    back = as_of - timedelta(days=(as_of.weekday() - number - 1) % 7 + 1)
    following = monday + timedelta(days=7 + number)
    days = {
        "last": (back,), "this": (first,), "next": (first, following), "coming": (first,),
    }.get(lead, (first, first + timedelta(days=7)))  # fmt: skip
    if behind.startswith("next"):
        days = (following,)
    spans = tuple((day, day) for day in dict.fromkeys(days))
    return When(match.start(), match.end(), spans, number)


def read_near_day(match: re.Match[str], as_of: date, before: str) -> When | None:
    day = as_of + timedelta(days={"tomorrow": 1, "yesterday": -1}[match["near"]])
    return When(match.start(), match.end(), ((day, day),))


def read_season(match: re.Match[str], as_of: date, before: str) -> When | None:
    year, month = int(match["year"]), _SEASONS[match["season"]]
    last = _add_months(year, month, 2)
    return When(
        match.start(), match.end(), ((date(year, month, 1), _month_span(*last)[1]),), told_year=True
    )


def read_period(match: re.Match[str], as_of: date, before: str) -> When | None:
    """``this quarter``, ``next year``: a claim only where it is said of something dated."""
    if match["which"] == "past":
        return None
    step = {
        "this": 0,
        "current": 0,
        "next": 1,
        "coming": 1,
        "last": -1,
        "past": -1,
        "previous": -1,
    }[match["which"]]
    unit = match["unit"]
    if unit == "year":
        span = date(as_of.year + step, 1, 1), date(as_of.year + step, 12, 31)
    elif unit == "quarter":
        year, month = _add_months(as_of.year, 3 * ((as_of.month - 1) // 3) + 1, 3 * step)
        span = _quarter_span(year, (month + 2) // 3)
    elif unit == "month":
        span = _month_span(*_add_months(as_of.year, as_of.month, step))
    else:
        monday = as_of + timedelta(days=7 * step - as_of.weekday())
        span = monday, monday + timedelta(days=6)
    return When(match.start(), match.end(), (span,), loose=True)


def read_year_end(match: re.Match[str], as_of: date, before: str) -> When | None:
    year = int(match["year"]) if match.groupdict().get("year") else as_of.year
    named = {"new year's eve": (12, 31), "christmas day": (12, 25), "christmas eve": (12, 24)}
    if match["named"] in named:
        return When(match.start(), match.end(), ((date(year, *named[match["named"]]),) * 2,))
    return When(match.start(), match.end(), ((date(year, 12, 15), date(year, 12, 31)),))


def read_bare_day(match: re.Match[str], as_of: date, before: str) -> When | None:
    days = [as_of + timedelta(days=offset) for offset in range(-45, 46)]
    number = int(re.sub(r"\D", "", match["day"]))
    return When(match.start(), match.end(), tuple((day, day) for day in days if day.day == number))


def read_year_alone(match: re.Match[str], as_of: date, before: str) -> When | None:
    year = int(match["year"])
    plan = bool(match["plan"]) or bool(re.search(r"\b(?:for|into|during|key)\s+$", before))
    loose = plan and as_of.year - 1 <= year <= as_of.year + 1 and "since" not in before[-12:]
    return When(
        match.start("year"),
        match.end("year"),
        ((date(year, 1, 1), date(year, 12, 31)),),
        loose=loose,
        told_year=True,
    )


def read_week_of(match: re.Match[str], as_of: date, before: str) -> When | None:
    day = read_day_month(match, as_of, before)
    if day is None:
        return None
    spans = tuple(
        (first - timedelta(days=first.weekday()), first + timedelta(days=6 - first.weekday()))
        for first, _ in day.spans
    )
    return When(match.start(), match.end(), spans, told_year=day.told_year, problem=day.problem)


def read_nth_week(match: re.Match[str], as_of: date, before: str) -> When | None:
    nth = _NTH[match["nth"]]
    month = MONTHS[match["month"]]
    spans = []
    for year in _years(match, as_of):
        first, last = _month_span(year, month)
        start = first + timedelta(days=7 * (nth - 1) - 2)
        spans.append(
            (max(first, start), last if match["nth"] == "last" else start + timedelta(days=11))
        )
    return When(
        match.start(),
        match.end(),
        _near(spans, as_of, bool(match["year"]), ""),
        told_year=bool(match["year"]),
    )


_BEHIND = re.compile(
    r"\b(?:have|has|had|met|spoke|spoken|was|were|held|since|last|went|joined|signed|began|started|ago|took)\b"
)
_AHEAD = re.compile(r"\b(?:will|would|could|shall|may|next|upcoming|plan\w*|due|until|by)\b")


def way_of(before: str) -> str:
    """Whether the words before a date look back or ahead."""
    if re.search(r"\b(?:since|last)\s+(?:the\s+)?$", before):
        return "past"
    if re.search(r"\bnext\s+$", before):
        return "next"
    return "behind" if _BEHIND.search(before) and not _AHEAD.search(before) else ""
