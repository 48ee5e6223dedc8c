"""Figures of a text with their hedge and unit: "nearly half a million dollars" is one quantity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from core.drafting.gate.numerals import Numeral, read_number
from core.drafting.gate.text import Text
from core.drafting.gate.tolerance import HEDGES, Figure
from core.drafting.gate.units import (
    COIN_WORDS,
    CURRENCY_CODES,
    CURRENCY_OF,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    TIME_UNITS,
    TIMES_WORDS,
    WORKING,
)
from core.drafting.gate.wordlist import words as _split


class Dimension(StrEnum):
    """What a figure counts."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    TIME = "time"
    TIMES = "times"
    FRACTION = "fraction"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure between two characters. ``core`` bounds it without hedge; ``units`` are what it may count in."""

    start: int
    end: int
    core: tuple[int, int]
    numeral: Numeral
    hedge: str
    dimension: Dimension
    units: tuple[str, ...] = ()
    whole: Decimal | None = None
    borrowed: tuple[tuple[Dimension, tuple[str, ...], Decimal], ...] = ()
    factor: Decimal = Decimal(1)

    def figure(self, dimension: Dimension | None = None) -> Figure:
        """The figure as the tolerances read it."""
        asked = dimension or self.dimension
        numeral, value, step = self.numeral, self.numeral.value, self.numeral.step
        percent = asked in (Dimension.PERCENT, Dimension.FRACTION)
        fraction = numeral.form == "fraction"
        if fraction and percent:
            value = value * 100
        if self.whole:
            step = Decimal(3) if self.whole <= 12 else Decimal(1)
            value, percent = value / self.whole * 100, True
        return Figure(value, step, numeral.digits, percent, fraction)


_HEDGES_BEFORE = {
    tuple(words.split()): hedge.name for hedge in HEDGES for words in hedge.words
}  # fmt: skip
_HEDGES_AFTER = {("+",): "at least", ("or", "more"): "at least", ("or", "so"): "about",
                 ("plus",): "at least", ("or", "less"): "at most", ("or", "fewer"): "at most"}  # fmt: skip
_LONGEST = max(len(words) for words in _HEDGES_BEFORE)


def quantities(text: Text) -> list[Quantity]:
    """All figures of a text that nothing else has claimed, in order."""
    found = _composed(text, list(_scan(text)))
    return [_borrow(text, found, place) for place in range(len(found))]


def _composed(text: Text, found: list[Quantity]) -> list[Quantity]:
    """``six years and seven months`` is one stretch of time, said in months."""
    whole: list[Quantity] = []
    for item in found:
        before = whole[-1] if whole else None
        if before and item.units == ("months",) and before.units == ("years",) and (
            item.hedge == "exact" and text.words[before.end : item.start] in (" and ", ", ", " ")
        ):  # fmt: skip
            months = before.numeral.value * 12 + item.numeral.value
            numeral = replace(before.numeral, value=months, step=Decimal(1), digits=3)
            whole[-1] = replace(
                before, end=item.end, core=(before.core[0], item.core[1]), numeral=numeral, units=item.units
            )  # fmt: skip
        else:
            whole.append(item)
    return whole


def _scan(text: Text) -> Iterator[Quantity]:
    index = 0
    while index < len(text.tokens):
        token = text.tokens[index]
        if text.taken[token.start] or not _may_start(text, index):
            index += 1
            continue
        numeral = read_number(text, index)
        if numeral is None or numeral.last <= index or not _free(text, numeral):
            span = _one_span(text, index)
            if span is not None:
                yield span
            index += 1
            continue
        quantity, after = _complete(text, numeral)
        yield quantity
        index = max(after, numeral.last)


def _free(text: Text, numeral: Numeral) -> bool:
    first, last = text.tokens[numeral.first], text.tokens[numeral.last - 1]
    return text.is_free(first.start, last.end)


def _may_start(text: Text, index: int) -> bool:
    """A digit within a word, as in B2B, starts no figure."""
    token = text.tokens[index]
    if not token.is_number or not text.touches(index):
        return True
    before = text.tokens[index - 1]
    return not before.is_word or before.low in ("x", "us", "usd", "eur", "gbp", "chf") or (
        before.low in CURRENCY_CODES
    )  # fmt: skip


_SPAN_BEFORE = frozenset({"over", "in", "within", "than", "after", "for", "nearly", "almost", "about",
                          "under", "least", "last", "roughly", "around", "just", "quite"})  # fmt: skip
_SPAN_BEHIND = frozenset({"ago", "later", "earlier", "away"})
_LASTING = frozenset(_split("been took takes take lasted lasts waited spent needed required"))
_ASKED = frozenset(
    _split("have need take takes spare give want book find ask lend offer with get for")
)


def _one_span(text: Text, index: int) -> Quantity | None:
    """``over a year``, ``a week ago``, ``a year and a half``; not the rate in "$450K a year"."""
    full = _low(text, index + 1) in ("full", "whole", "entire")
    place = index + 2 if full else index + 1
    unit = TIME_UNITS.get(_low(text, place), "")
    if _low(text, index) not in ("a", "an") or not unit or _low(text, place).endswith("s"):
        return None
    last, value, form = place + 1, Decimal(1), "words"
    half = [_low(text, last + offset) for offset in range(3)] == ["and", "a", "half"]
    if half:
        last, value = last + 3, Decimal("1.5")
    after = (_low(text, last), _low(text, last + 1))
    behind = after[0] in _SPAN_BEHIND or after in (("from", "now"), ("from", "today"))
    asked = unit in ("hours", "minutes") and _low(text, index - 1) in _ASKED
    lasting = _low(text, index - 1) in _LASTING
    if (
        not (half or full or behind or asked or lasting)
        and _low(text, index - 1) not in _SPAN_BEFORE
    ):
        return None
    numeral = Numeral(index, last, value, Decimal("0.5") if half else Decimal(1), 1, form)
    core = (text.tokens[index].start, text.tokens[last - 1].end)
    hedge, start, end, _ = _hedge(text, index, last)
    return Quantity(start, end, core, numeral, hedge, Dimension.TIME, (unit,))


def _complete(text: Text, numeral: Numeral) -> tuple[Quantity, int]:
    """Currency before, unit behind, hedge around."""
    dimension, units, first, last, factor = _unit(text, numeral)
    if factor != 1:
        numeral = numeral.times(factor, numeral.last)
    tokens = text.tokens
    if numeral.form == "digits" and _runs_on(text, last):
        numeral, last = replace(numeral, form="malformed"), last + 1
    if _is_negative(text, numeral.first, first):
        numeral = replace(numeral, form="malformed")
    core = (tokens[first].start, tokens[last - 1].end)
    hedge, start, end, last = _hedge(text, first, last)
    if dimension is Dimension.PLAIN and numeral.form == "fraction":
        dimension = Dimension.FRACTION
    return Quantity(start, end, core, numeral, hedge, dimension, units, factor=factor), last


def _is_negative(text: Text, number: int, first: int) -> bool:
    """Whether a minus stands before the digits or their currency; a fact's direction is said in words."""
    return any(
        text.tokens[place - 1].text == "-"
        and text.touches(place)
        and (
            place == 1
            or not text.touches(place - 1)
            or text.tokens[place - 2].low in CURRENCY_SIGNS
        )
        for place in {number, first}
        if place
    )


def _runs_on(text: Text, last: int) -> bool:
    """Whether letters stick to the digits that belong to no unit: ``45O``, ``3l2``."""
    if last >= len(text.tokens) or not text.touches(last) or not text.tokens[last].is_word:
        return False
    return text.tokens[last - 1].is_number and text.tokens[last].low not in (
        "st",
        "nd",
        "rd",
        "th",
        "s",
    )


_Unit = tuple[Dimension, tuple[str, ...], int, int, Decimal]


def _low(text: Text, index: int) -> str:
    return text.tokens[index].low if 0 <= index < len(text.tokens) else ""


def _unit(text: Text, numeral: Numeral) -> _Unit:
    first, last = numeral.first, numeral.last
    return (
        _money_before(text, numeral)
        or _money_behind(text, numeral)
        or _percent(text, numeral)
        or _time(text, numeral)
        or _times(text, numeral)
        or (Dimension.PLAIN, (), first, last, Decimal(1))
    )


def _money_before(text: Text, numeral: Numeral) -> _Unit | None:
    first = numeral.first
    sign = _low(text, first - 1)
    if sign == "-" and _low(text, first - 2) in CURRENCY_SIGNS:
        first, sign = first - 1, _low(text, first - 2)
    if sign in CURRENCY_SIGNS:
        prefixed = _low(text, first - 2) + sign
        if prefixed in CURRENCY_SIGNS and text.touches(first - 1):
            return Dimension.MONEY, CURRENCY_SIGNS[prefixed], first - 2, numeral.last, Decimal(1)
        if _low(text, first - 2) in CURRENCY_CODES:
            code = _low(text, first - 2).upper()
            return Dimension.MONEY, (code,), first - 2, numeral.last, Decimal(1)
        return Dimension.MONEY, CURRENCY_SIGNS[sign], first - 1, numeral.last, Decimal(1)
    if sign in CURRENCY_CODES and text.tokens[first - 1].text.isupper():
        return Dimension.MONEY, (sign.upper(),), first - 1, numeral.last, Decimal(1)
    return None


def _money_behind(text: Text, numeral: Numeral) -> _Unit | None:  # noqa: PLR0911 - one return a case
    place = numeral.last
    if _low(text, place) == "-":
        place += 1
    low = _low(text, place)
    if low in CURRENCY_SIGNS:
        return Dimension.MONEY, CURRENCY_SIGNS[low], numeral.first, place + 1, Decimal(1)
    if low == "us" and _low(text, place + 1) == "$":
        return Dimension.MONEY, ("USD",), numeral.first, place + 2, Decimal(1)
    if low in CURRENCY_CODES and (text.tokens[place].text.isupper() or low != "try"):
        return Dimension.MONEY, (low.upper(),), numeral.first, place + 1, Decimal(1)
    if low in CURRENCY_OF and _low(text, place + 1) in CURRENCY_WORDS:
        return Dimension.MONEY, CURRENCY_OF[low], numeral.first, place + 2, Decimal(1)
    if low in CURRENCY_OF and _low(text, place + 1) in COIN_WORDS:
        return Dimension.MONEY, CURRENCY_OF[low], numeral.first, place + 2, Decimal("0.01")
    if low in CURRENCY_WORDS:
        return Dimension.MONEY, CURRENCY_WORDS[low], numeral.first, place + 1, Decimal(1)
    if low in COIN_WORDS and (len(low) > 1 or text.touches(place)):
        return Dimension.MONEY, COIN_WORDS[low], numeral.first, place + 1, Decimal("0.01")
    return None


def _percent(text: Text, numeral: Numeral) -> _Unit | None:  # noqa: PLR0911 - one return a case
    place = numeral.last
    if _low(text, place) == "-" and text.touches(place):
        place += 1
    low, after = _low(text, place), _low(text, place + 1)
    first, one = numeral.first, Decimal(1)
    if low == "%":
        if after in ("-", "") or after not in ("points", "point"):
            return Dimension.PERCENT, (), first, place + 1, one
        return Dimension.POINTS, ("percentage",), first, place + 2, one
    if low in ("percent", "pct", "percentage") or (low == "per" and after == "cent"):
        last = place + (2 if low == "per" else 1)
        if _low(text, last) in ("points", "point"):
            return Dimension.POINTS, ("percentage",), first, last + 1, one
        return Dimension.PERCENT, (), first, last, one
    if low in ("points", "point", "pp", "pts", "ppt"):
        units = ("percentage",) if low == "pp" else ()
        return Dimension.POINTS, units, first, place + 1, one
    if low in ("bps", "bp") or (low == "basis" and after.startswith("point")):
        last = place + (2 if low == "basis" else 1)
        return Dimension.POINTS, ("percentage",), first, last, Decimal("0.01")
    return None


def _time(text: Text, numeral: Numeral) -> _Unit | None:
    place, first = numeral.last, numeral.first
    if _low(text, place) == "-":
        place += 1
    low = _low(text, place)
    if numeral.form == "fraction":
        if low == "of" and _low(text, place + 1) in ("a", "an"):
            place += 2
        elif low in ("a", "an"):
            place += 1
        if _low(text, place) in ("hour", "day", "year", "month", "week", "century", "decade"):
            unit = TIME_UNITS.get(_low(text, place), "decades")
            return Dimension.TIME, (unit,), first, place + 1, Decimal(1)
        return None
    if low in WORKING and _low(text, place + 1) in TIME_UNITS:
        place, low = place + 1, _low(text, place + 1)
    if low not in TIME_UNITS or (len(low) == 1 and not text.touches(place)):
        return None
    return Dimension.TIME, (TIME_UNITS[low],), first, place + 1, Decimal(1)


def _times(text: Text, numeral: Numeral) -> _Unit | None:
    place = numeral.last
    if numeral.form == "fraction":
        return None
    if _low(text, place) == "-":
        place += 1
    low = _low(text, place)
    if low in ("to", ":") and _low(text, place + 1) in ("1", "one") and (
        numeral.value > 1 and _low(text, numeral.first - 1) != "from"
    ):  # fmt: skip
        return Dimension.TIMES, (), numeral.first, place + 2, Decimal(1)
    if low in TIMES_WORDS or low == "\u00d7":
        if low == "x" and not text.touches(place) and _low(text, place + 1).isdigit():
            return None
        return Dimension.TIMES, (), numeral.first, place + 1, Decimal(1)
    return None


_WENT = frozenset(
    _split("gone went go is are was were come came moved risen climbed grown been now back")
)


def _hedge(text: Text, first: int, last: int) -> tuple[str, int, int, int]:
    """The hedge around tokens ``first`` to ``last``: its name, new bounds, and the next token."""
    tokens = text.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    for length in (2, 1):
        behind = tuple(token.low for token in tokens[last : last + length])
        if behind in _HEDGES_AFTER and len(behind) == length:
            return _HEDGES_AFTER[behind], start, tokens[last + length - 1].end, last + length
    place = first
    while place and tokens[place - 1].low in ("the", "a", "an", "only") and place > first - 2:
        place -= 1
    for skipped in {first, place}:
        for length in range(min(_LONGEST, skipped), 0, -1):
            before = tuple(token.low for token in tokens[skipped - length : skipped])
            moved = before == ("up", "to") and skipped > 2 and tokens[skipped - 3].low in _WENT
            if before in _HEDGES_BEFORE and not moved:
                name = _HEDGES_BEFORE[before]
                denied = {
                    token.low for token in tokens[max(0, skipped - length - 3) : skipped - length]
                }
                if denied & {"not", "never", "no", "nor", "cannot"}:
                    name = {"over": "at most", "under": "at least"}.get(name, name)
                return name, tokens[skipped - length].start, end, last
    return "exact", start, end, last


def _borrow(text: Text, found: list[Quantity], place: int) -> Quantity:
    """A bare figure can borrow the unit of its neighbours in the sentence: "from 80 to 94 %"."""
    mine = found[place]
    if mine.dimension is not Dimension.PLAIN:
        return mine
    start, end = text.sentence_of(mine.core[0])
    lent = [
        (other.dimension, other.units, other.factor)
        for step in (1, -1, 2, -2)
        if 0 <= place + step < len(found)
        for other in [found[place + step]]
        if start <= other.core[0] < end and other.dimension is not Dimension.PLAIN
    ]
    return replace(mine, borrowed=tuple(dict.fromkeys(lent)))
