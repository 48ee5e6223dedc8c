"""How a fact is put into words: the one place where numbers, money and dates become text.

Nothing is rounded unless the rounded form is exact: 450,000 may be ``$450K``, 452,300 may not.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from core.drafting.fact import Fact, FactKind

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_SCALES = ((Decimal(1_000_000_000), "B", 2), (Decimal(1_000_000), "M", 2), (Decimal(1_000), "K", 0))
"""From which amount on a sign stands for zeros, and with how many decimals it still reads well."""
_SHORT_FROM = 10_000
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SINGULAR = {"days": "day", "hours": "hour", "minutes": "minute", "weeks": "week", "months": "month",
             "years": "year", "points": "point", "times": "times"}  # fmt: skip
_FAR_DAYS = 300
_HALF_YEAR_DAYS = 180


def say(fact: Fact, form: str = "") -> str:
    """The fact in words.

    ``form``: for dates ``month``, ``weekday``, ``year`` (with the year) or ``year_only``; for people and
    companies ``short``; for quotes ``inline`` (first letter lowered where it is an ordinary word) or
    ``lower`` (every ordinary word); for money ``exact``; for counts and durations ``words`` (up to nine
    in words), ``number`` (without the unit) or ``again`` (where the metric was named before: without its
    "a month", with its "hours"); the empty form suits a sentence.
    """
    match fact.value:
        case Decimal() as value:
            return _quantity(fact, value, form)
        case datetime() as value:
            return _moment(fact, value)
        case date() as value:
            return day(value, fact.as_of, form)
        case text:
            return _text(fact, text, form)


def _text(fact: Fact, text: str, form: str) -> str:
    if form == "short":
        return _short(fact, text)
    if form == "inline":
        return inline(text)
    if form == "lower":
        return " ".join(inline(word) for word in text.split())
    return text


def number(value: Decimal) -> str:
    """Digits with thousands separated and no zeros at the end."""
    plain = value.normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return f"{plain:,.{places}f}"


def money(amount: Decimal, currency: str, *, exact: bool = False) -> str:
    """An amount; short (``$450K``) where that loses nothing."""
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    for scale, mark, decimals in _SCALES:
        if not exact and abs(amount) >= scale and amount >= _SHORT_FROM:
            short = amount / scale
            if short == round(short, decimals):
                return f"{symbol}{number(short)}{mark}"
            break
    places = 0 if amount == amount.to_integral_value() else 2
    shown = f"{amount:,.{places}f}" if amount == round(amount, places) else number(amount)
    return f"{symbol}{shown}"


def day(on: date, as_of: date, form: str = "") -> str:
    """A date as one says it: the year only where it could be another's."""
    if form == "year_only":
        return f"{on:%Y}"
    distant = abs((on - as_of).days) > _FAR_DAYS or (on < as_of and on.year != as_of.year)
    year = f" {on.year}" if distant or form == "year" else ""
    if form == "month":
        # A month alone is taken for the nearest of its name, ahead or behind.
        behind = (as_of - on).days > _HALF_YEAR_DAYS
        return f"{on:%B} {on.year}" if behind else f"{on:%B}{year}"
    if form == "weekday":
        return f"{on:%A} {on.day} {on:%B}{year}"
    return f"{on.day} {on:%B}{year}"


def inline(text: str) -> str:
    """A quote inside a sentence: ``Cut the cost`` becomes ``cut the cost``; ``ERP`` and names stay."""
    said = text.strip().rstrip(".")
    first = re.match(r"[^\W\d_]+", said)
    if first is None or (len(first[0]) > 1 and not first[0][1:].islower()):
        return said
    return said[0].lower() + said[1:]


def _quantity(fact: Fact, value: Decimal, form: str) -> str:
    if fact.kind is FactKind.MONEY:
        return money(value, fact.unit, exact=form == "exact")
    shown = _WORDS[int(value)] if form == "words" and _is_small(value) else number(value)
    if fact.kind is FactKind.PERCENT and fact.unit != "points":
        return f"{shown}%"
    if form == "number" or (form == "again" and fact.unit.startswith("per ")):
        return shown
    if fact.kind is FactKind.PERCENT:
        return f"{shown} percentage {_unit('points', value)}"
    unit = _unit(fact.unit, value)
    return f"{shown} {unit}".strip()


def _is_small(value: Decimal) -> bool:
    return value == value.to_integral_value() and 0 <= value < len(_WORDS)


def _unit(unit: str, value: Decimal) -> str:
    if unit.startswith("per "):
        return f"a {unit[4:]}" if unit[4:] in ("day", "week", "month", "year", "quarter") else unit
    if value != 1:
        return unit
    if unit in _SINGULAR:
        return _SINGULAR[unit]
    return re.sub(r"(?<=[^s])s$", "", unit)


def _moment(fact: Fact, value: datetime) -> str:
    if fact.aliases:
        return fact.aliases[0]
    return f"{day(value.date(), fact.as_of, 'weekday')} at {value:%H:%M}"


def _short(fact: Fact, text: str) -> str:
    if fact.kind is FactKind.COMPANY:
        return min((text, *fact.aliases), key=len)
    return fact.aliases[0] if fact.aliases else text
