"""What a figure could stand for: a fact, or what follows from two facts of one metric."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.drafting.fact import FactKind
from core.drafting.gate.direction import sign_of
from core.drafting.gate.facts import Entry, Facts, Metric
from core.drafting.gate.quantity import Dimension, Quantity


@dataclass(frozen=True, slots=True)
class Asked:
    """What candidates are wanted for: a figure, read in ``units``, and the facts there are."""

    quantity: Quantity
    units: tuple[str, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value in the unit of the figure. ``sign`` is the direction the figure must be said in, 0 for any.

    ``is_span`` marks a stretch of time in another unit than the fact's, where rounding is wider.
    """

    entry: Entry
    value: Decimal
    dimension: Dimension
    role: str
    sign: int = 0
    also: tuple[Entry, ...] = ()
    is_span: bool = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (self.entry, *self.also)


def direct(entry: Entry, dimension: Dimension, value: Decimal | None = None) -> Candidate:
    """A fact as it is."""
    number = entry.number if value is None else value
    return Candidate(entry, number, dimension, entry.role, sign_of(entry.fact.direction))


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)


def relative_changes(
    facts: Facts, dimension: Dimension, *, of_percent: bool
) -> Iterator[Candidate]:
    """By how many percent metrics stand above or below their start and target.

    ``of_percent`` asks for those that are percentages themselves: a fraction in words says it without
    being taken for points ("the error rate fell by two thirds"), a percentage only behind "by".
    """
    for metric, other in _pairs(facts):
        value = metric.value
        assert value is not None  # noqa: S101 - _pairs gives none without
        if (value.fact.kind is FactKind.PERCENT) is of_percent and other.number:
            change = (value.number - other.number) / other.number * 100
            yield Candidate(value, abs(change), dimension, "change", _sign(change), (other,))


def shares(facts: Facts, dimension: Dimension) -> Iterator[Candidate]:
    """What part of their target or start metrics are, in percent."""
    for metric, other in _pairs(facts):
        value = metric.value
        assert value is not None  # noqa: S101 - _pairs gives none without
        if other.number:
            role = "of target" if other is metric.target else "of start"
            yield Candidate(value, value.number / other.number * 100, dimension, role, 0, (other,))


def ratios(facts: Facts) -> Iterator[Candidate]:
    """How many times their start metrics are, or the other way round for what shrinks."""
    for metric, other in _pairs(facts):
        value = metric.value
        if value is None or other is not metric.baseline or not value.number or not other.number:
            continue
        up = value.number / other.number
        yield Candidate(value, up, Dimension.TIMES, "ratio", 1, (other,))
        if up < 1:
            yield Candidate(value, 1 / up, Dimension.TIMES, "inverse", -1, (other,))


def _pairs(facts: Facts) -> Iterator[tuple[Metric, Entry]]:
    for metric in facts.metrics.values():
        if metric.value is None:
            continue
        for other in (metric.baseline, metric.target):
            if other is not None:
                yield metric, other
