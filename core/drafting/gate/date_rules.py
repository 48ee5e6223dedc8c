"""How dates are written: one pattern for each way, the most telling first."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from core.drafting.gate.calendar import (
    DAYS,
    MONTHS,
    WORD_DAYS,
    Maker,
    When,
    read_bare_day,
    read_day_month,
    read_half,
    read_iso,
    read_month_alone,
    read_near_day,
    read_nth_week,
    read_numbers,
    read_period,
    read_quarter,
    read_season,
    read_short,
    read_week_of,
    read_weekday,
    read_year_alone,
    read_year_end,
)

_M = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_W = r"(?:(?P<week>" + "|".join(sorted(DAYS, key=len, reverse=True)) + r")\b\.?,?\s+(?:the\s+)?)?"
_D = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
_WD = r"(?P<day>" + "|".join(sorted(WORD_DAYS, key=len, reverse=True)) + r")\b"
_Y = r"(?P<year>(?:19|20)\d\d)\b(?!\s*%)"
_YY = r"(?:(?:,\s*|\s+)(?:of\s+)?(?:" + _Y + r"|(?P<rel>this|next|last)\s+year\b))?"


_PLANS = r"(?P<plan>\s+(?:strategic\s+)?(?:initiatives?|priorities|plans?|goals?|targets?|budgets?|roadmap|strategy|planning|results?|objectives?|programme))?"
_RULES: tuple[tuple[str, Maker], ...] = (
    (r"\b(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", read_iso),
    (r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])", read_numbers),
    (r"\b(?:on|by|until|for|of)\s+(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/]|\s*(?:%|of\b))", read_short),
    (rf"\bweek\s+(?:of|beginning|starting|commencing)\s+(?:the\s+)?{_W}{_D}\s+(?:of\s+)?{_M}{_YY}", read_week_of),
    (rf"\bweek\s+(?:of|beginning|starting|commencing)\s+{_W}{_M}\s+(?:the\s+)?{_D}{_YY}", read_week_of),
    (rf"\b(?P<nth>first|second|third|fourth|last|final)\s+week\s+(?:of|in)\s+{_M}{_YY}", read_nth_week),
    (rf"\b{_W}{_D}(?=\s*(?:or|and|to|-|\u2013|,)\s*(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?{_M}{_YY})", read_day_month),
    (rf"\b{_M}\s+(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s*(?:or|and|to|-|\u2013)\s*(?P<start>{_D})(?![:.]?\d|\s*(?:%|[ap]m\b|percent|{'|'.join(MONTHS)}))", read_day_month),
    (rf"\b{_W}{_D}\s+(?:of\s+)?{_M}{_YY}", read_day_month),
    (rf"\b{_W}{_M}\s+(?:the\s+)?{_D}(?!\s*(?:%|percent|points))(?::(?!\d))?{_YY}", read_day_month),
    (rf"\b{_W}{_WD}\s+(?:day\s+)?of\s+{_M}{_YY}", read_day_month),
    (rf"\b(?:q(?P<q>[1-4])|(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|final)\s+quarter)\b(?:\s+(?:of\s+)?(?:fy\s?)?{_Y})?", read_quarter),
    (rf"\b(?:h(?P<h>[12])|(?P<nth>first|second|1st|2nd)\s+half)\b(?=\s+of|\s*\d|\W|$)(?:\s+(?:of\s+)?(?:(?:the|this)\s+year|{_Y}))?", read_half),
    (rf"\b(?P<lead>(?:in|by|until|till|since|from|for|during|before|after|last|next|this|of|our|your|the|through|and|to|around)\s+)?(?P<word>(?P<part>early\s+|mid[-\s]|late\s+|(?:the\s+)?(?:beginning|start|end|middle)\s+of\s+)?{_M}(?:,?\s+(?:of\s+)?{_Y})?)", read_month_alone),
    (r"\b(?P<named>new year's eve|christmas day|christmas eve|year[-\s]end|end of the year|the year's end)\b(?:\s+(?P<year>20\d\d)\b)?", read_year_end),
    (r"\b(?P<named>end of)\s+(?P<year>20\d\d)\b", read_year_end),
    (rf"\b(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_Y}", read_season),
    (r"\b(?:(?P<lead>last|this|next|coming|on)\s+)?(?P<week>" + "|".join(sorted(DAYS, key=len, reverse=True)) + r")\b(?P<behind>\s+next\s+week)?", read_weekday),
    (r"\b(?P<near>tomorrow|yesterday)\b", read_near_day),
    (r"\b(?:the\s+)?(?P<which>this|current|next|coming|last|past|previous)\s+(?P<unit>week|month|quarter|year)\b", read_period),
    (rf"\bthe\s+{_D}(?<=[a-z])", read_bare_day),
    (rf"(?<![\d.,$\u20ac\u00a3#-])\b(?:fy\s?)?{_Y}(?![.,]?\d|\s*(?:%|x\b|times|percent|usd|eur|gbp|dollars|euros|pounds)){_PLANS}", read_year_alone),
)  # fmt: skip
RULES = tuple((re.compile(pattern, re.I), maker) for pattern, maker in _RULES)


def date_expressions(low: str, as_of: date, is_free: Callable[[int, int], bool]) -> list[When]:
    """All date expressions of a text in lower case, the most telling rule first."""
    found: list[When] = []
    for pattern, maker in RULES:
        for match in pattern.finditer(low):
            when = maker(match, as_of, low[max(0, match.start() - 60) : match.start()])
            if when is None or not is_free(when.start, when.end):
                continue
            if all(when.end <= other.start or when.start >= other.end for other in found):
                found.append(when)
    return sorted(found, key=lambda when: when.start)
