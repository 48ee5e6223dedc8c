"""How far a figure may stand from the fact, by the words around it: one table, with reasons.

The coarser the figure as written, the wider "about" and its like reach: 10 % for one counting digit
(400,000), 5 % for two (450,000), 1 % for more (449,600). "Step" is the worth of the last counting digit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

_SHARES = (Decimal("0.10"), Decimal("0.05"), Decimal("0.01"))
_PERCENT_REACH = Decimal("3.5")
"""No "about" or "nearly" reaches farther than this from a percentage: 3.5 points are seen as a miss."""
_FRACTION_ROUNDING = Decimal("1.25")
"""Points around a fraction in words: "a third" is 32.1 to 34.5 %, so 33 % and 34 % and not 32 %."""
_FRACTION_STEP = Decimal(15)
"""Points from one common fraction to the next: "over half" reads as less than two thirds."""
_DIGIT_ROUNDING = Decimal("0.025")
"""Rounding to the last written digit is honest up to 2.5 % of the value: "$0.4M" is no 449,600."""
_WHOLE_ROUNDING = Decimal("0.005")
"""Full thousands in plain digits stand for at most 0.5 % more or less: 450,000 for 449,600."""
_FAR_END = Decimal("0.001")
"""The far end of a reach is read as rounded: 449,600 is 450,000 and so nearly half a million."""


@dataclass(frozen=True)
class Hedge:
    """A way to qualify a figure: its words, what it lets the value be, and why."""

    name: str
    words: tuple[str, ...]
    reach: str
    why: str


HEDGES: tuple[Hedge, ...] = (
    Hedge("exact", (), "the value rounds to the figure", "A bare figure promises its last digit."),
    Hedge(
        "about",
        ("about", "around", "roughly", "approximately", "approx", "some", "circa", "ca", "~", "in the region of", "in the order of", "or so", "something like", "\u2248"),
        "a share of the figure on both sides",
        "Readers expect a rounded figure, not a guess.",
    ),
    Hedge(
        "nearly",
        ("nearly", "almost", "close to", "approaching", "just short of", "not quite", "virtually"),
        "below the figure by at most that share",
        "Says that the figure is not reached: 510,000 is not nearly half a million.",
    ),
    Hedge(
        "just under",
        ("just under", "just below", "slightly under", "slightly below", "slightly less than", "a little under", "a little less than", "just less than"),
        "below the figure by at most half a step and a twentieth",
        "The figure is the next round one above the value.",
    ),
    Hedge(
        "just over",
        ("just over", "just above", "slightly over", "slightly above", "slightly more than", "a little over", "a little above", "a little more than", "just more than", "a bit over", "a bit more than", "little more than"),
        "above the figure by at most half a step and a quarter",
        "The figure is the next round one below the value.",
    ),
    Hedge(
        "well over",
        ("well over", "well above", "well beyond", "well in excess of", "comfortably over", "comfortably above"),
        "above the figure by 2 % to a step or a quarter",
        "Says that the figure is passed clearly.",
    ),
    Hedge(
        "well under",
        ("well under", "well below", "comfortably under", "comfortably below"),
        "below the figure by 2 % to a step or a half",
        "Says that the figure is missed clearly.",
    ),
    Hedge(
        "at least",
        ("at least", "no less than", "no fewer than", "not less than", "a minimum of", "\u2265", "+", "or more", "plus"),
        "the figure, or above it by at most a step or a tenth",
        "True of the value, and close enough to be about it.",
    ),
    Hedge(
        "at most",
        ("at most", "no more than", "up to", "not more than", "a maximum of", "\u2264", "or less", "or fewer"),
        "the figure, or below it by at most a step or a tenth",
        "True of the value, and close enough to be about it.",
    ),
    Hedge(
        "over",
        ("over", "more than", "above", "north of", "upwards of", "upward of", "in excess of", "exceeding", "beyond", "greater than", "higher than", "longer than", ">"),
        "above the figure by at most a step or a tenth",
        "True of the value, and close enough to be about it.",
    ),
    Hedge(
        "under",
        ("under", "less than", "below", "fewer than", "south of", "lower than", "shorter than", "<", "within"),
        "below the figure by at most a step or a fifth",
        "True of the value, and close enough to be about it.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """A figure as written: ``step`` and ``digits`` as in a numeral; ``points`` says it is of a hundred."""

    value: Decimal
    step: Decimal
    digits: int
    is_percent: bool = False
    is_fraction: bool = False


def step_of(figure: Figure) -> Decimal:
    """The worth of the last counting digit: 100,000 for 400,000; 1 for 94; 15 points for a half."""
    if figure.is_fraction:
        return _FRACTION_STEP if figure.is_percent else figure.value * Decimal("0.3")
    exponent = figure.value.normalize().as_tuple().exponent
    return max(figure.step, Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0))


def _about(figure: Figure) -> Decimal:
    share = _SHARES[min(figure.digits, 3) - 1] * abs(figure.value)
    return min(share, _PERCENT_REACH) if figure.is_percent else share


def _around(figure: Figure) -> Decimal:
    """For "about": never less than rounding would do without it."""
    return max(_about(figure), figure.step / 2)


def _exact(figure: Figure, value: Decimal) -> bool:
    off = abs(value - figure.value)
    if off == 0:
        return True
    if figure.is_percent and figure.value in (0, 100):
        return off < Decimal("0.05")
    if figure.is_fraction:
        reach = _FRACTION_ROUNDING if figure.is_percent else figure.value * Decimal("0.025")
        return off <= reach
    if figure.is_percent:
        return off <= figure.step / 2
    if figure.step == 1:
        thousands = figure.value % 1000 == 0 and figure.value != 0
        return thousands and off <= 500 and off <= abs(value) * _WHOLE_ROUNDING
    return off <= figure.step / 2 and off <= abs(value) * _DIGIT_ROUNDING


_Reach = Callable[[Decimal, Decimal, Figure], tuple[Decimal, Decimal]]
_REACHES: dict[str, _Reach] = {
    "about": lambda stated, _, figure: (stated - _around(figure), stated + _around(figure)),
    "nearly": lambda stated, _, figure: (stated - _about(figure), stated),
    "just under": lambda stated, step, _: (max(stated - step / 2, stated * 19 / 20), stated),
    "just over": lambda stated, step, _: (stated, min(stated + step / 2, stated * 5 / 4)),
    "well over": lambda stated, step, _: (stated * 51 / 50, stated + max(step, stated / 4)),
    "well under": lambda stated, step, _: (stated - max(step, stated / 2), stated * 49 / 50),
    "at least": lambda stated, step, _: (stated, stated + max(step, stated / 10)),
    "at most": lambda stated, step, _: (stated - max(step, stated / 10), stated),
    "over": lambda stated, step, _: (stated, stated + max(step, stated / 10)),
    "under": lambda stated, step, _: (max(stated - max(step, stated / 5), stated / 2), stated),
}
"""Lowest and highest value by figure, step and, for shares, how it is written."""


def honest(hedge: str, figure: Figure, value: Decimal) -> bool:
    """Whether ``value`` may be said as ``figure`` with ``hedge``."""
    stated = figure.value
    if hedge == "exact":
        return _exact(figure, value)
    if value == stated:
        return hedge in ("about", "at least", "at most")
    low, high = _REACHES[hedge](stated, step_of(figure), figure)
    slack = abs(stated) * _FAR_END
    low, high = (low - slack if low < stated else low), (high + slack if high > stated else high)
    return low <= value <= high
