"""Stretches of time, also from the sheet's date to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from core.drafting.fact import FactKind
from core.drafting.gate.candidate import Asked, Candidate, direct
from core.drafting.gate.context import Surroundings
from core.drafting.gate.facts import day_of
from core.drafting.gate.quantity import Dimension, Quantity
from core.drafting.gate.tolerance import honest
from core.drafting.gate.units import DAYS_IN, TIME_UNITS

_EXACT = frozenset({("weeks", "days"), ("fortnights", "days"), ("fortnights", "weeks"), ("years", "months"),
                    ("quarters", "months"), ("years", "quarters"), ("hours", "minutes"), ("days", "hours"),
                    ("minutes", "seconds"), ("decades", "years")})  # fmt: skip
"""Units that hold a whole number of others."""

_PAST = re.compile(r"\b(?:ago|since|has been|have been|last|passed|after|earlier|past)\b")
_AHEAD = re.compile(
    r"\b(?:until|till|left|away|out|from now|to go|before|in|within|remain\w*|ahead|next|off)\b"
)


def candidates(asked: Asked) -> Iterator[Candidate]:
    """Durations and counts of a unit of time, in the unit said; then days to and from dates."""
    facts, unit = asked.facts, asked.units[0] if asked.units else "days"
    for entry in facts.numeric:
        if entry.fact.kind not in (FactKind.DURATION, FactKind.COUNT):
            continue
        own = TIME_UNITS.get(entry.fact.unit.lower(), "")
        if own == unit:
            yield direct(entry, Dimension.TIME)
        elif own:
            value = entry.number * _factor(own, unit)
            found = direct(entry, Dimension.TIME, value)
            yield Candidate(
                found.entry,
                value,
                found.dimension,
                found.role,
                found.sign,
                is_span=(own, unit) not in _EXACT,
            )
    for entry in facts.dates:
        if isinstance(entry.fact.value, datetime):
            continue
        days = Decimal((day_of(entry.fact) - facts.as_of).days)
        value = abs(days) / DAYS_IN[unit]
        role = "ahead" if days > 0 else "past"
        if value:
            yield Candidate(entry, value, Dimension.TIME, role, is_span=unit != "days")


def _factor(own: str, unit: str) -> Decimal:
    if {own, unit} <= {"months", "quarters", "years", "decades"}:
        months = {"months": 1, "quarters": 3, "years": 12, "decades": 120}
        return Decimal(months[own]) / months[unit]
    return DAYS_IN[own] / DAYS_IN[unit]


def is_honest(quantity: Quantity, candidate: Candidate) -> bool:
    """As any figure; in another unit than the fact's a bare one rounds to the nearest whole.

    Up to three units by 0.3, so that "two months" are 52 to 70 days; beyond, by half a unit.
    """
    figure = quantity.figure(Dimension.TIME)
    if not candidate.is_span or quantity.hedge != "exact":
        return honest(quantity.hedge, figure, candidate.value)
    off = abs(candidate.value - figure.value)
    if figure.value <= 1:
        return off <= Decimal("0.2")
    if figure.value % 1:
        return off <= Decimal("0.25")
    return off <= (Decimal("0.3") if figure.value < 4 else Decimal("0.5"))


def time_problem(candidate: Candidate, around: Surroundings) -> str:
    """What is wrong where a date behind us is said to be ahead, or the other way round."""
    near = around.left[-28:] + " | " + around.right[:40]
    past, ahead = bool(_PAST.search(near)), bool(_AHEAD.search(near))
    if candidate.role == "ahead" and past and not ahead:
        return "that day is still to come"
    if candidate.role == "past" and ahead and not past:
        return "that day has passed"
    return ""
