"""A metric's value in its unit, as facts say it: percent, money, a time, or a count of something."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from core.drafting.fact import FactKind

_PERCENT = frozenset({"%", "percent", "pct", "per cent", "percentage", "prozent"})
_TIMES = {
    one: many
    for many, ones in {
        "minutes": "minute minutes min mins",
        "hours": "hour hours h hr hrs",
        "days": "day days d",
        "weeks": "week weeks",
        "months": "month months",
        "years": "year years",
    }.items()
    for one in ones.split()
}
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "us$": "USD"}


@dataclass(frozen=True)
class Unit:
    """How a metric is counted: the fact's kind, and the unit its values carry."""

    kind: FactKind
    unit: str = ""

    @property
    def difference(self) -> Unit:
        """How the distance of two values is counted: percent metrics differ by points."""
        return Unit(self.kind, "points") if self.kind is FactKind.PERCENT else self


@lru_cache(maxsize=512)
def unit_of(text: str | None) -> Unit:
    """What the unit of an imported metric means; an unknown one is counted as it is called."""
    said = (text or "").strip()
    folded = said.casefold()
    if folded in _PERCENT:
        return Unit(FactKind.PERCENT)
    if folded in _TIMES:
        return Unit(FactKind.DURATION, _TIMES[folded])
    if folded in _SIGNS:
        return Unit(FactKind.MONEY, _SIGNS[folded])
    if len(said) == 3 and said.upper() in _currencies():
        return Unit(FactKind.MONEY, said.upper())
    return Unit(FactKind.COUNT, said)


def exact(value: float | None) -> Decimal | None:
    """A stored number as the decimal it was imported as; ``None`` stays ``None``."""
    if value is None:
        return None
    number = Decimal(repr(value))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def rounded(value: Decimal, places: int) -> Decimal:
    """To so many places, without zeros at the end."""
    step = Decimal(1).scaleb(-places)
    cut = value.quantize(step, ROUND_HALF_EVEN).normalize()
    return cut.quantize(Decimal(1)) if cut == cut.to_integral_value() else cut


def side(value: Decimal, other: Decimal) -> str:
    """``above``, ``below`` or ``equal``: where ``value`` lies."""
    if value == other:
        return "equal"
    return "above" if value > other else "below"


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415 - loaded when a metric in money first turns up

    return frozenset(Locale("en").currencies)
