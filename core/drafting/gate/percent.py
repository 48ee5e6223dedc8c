"""Percentages, percentage points and parts such as "a third"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.drafting.fact import FactKind
from core.drafting.gate.candidate import Asked, Candidate, direct, relative_changes, shares
from core.drafting.gate.facts import Entry
from core.drafting.gate.quantity import Dimension


def _is_points(entry: Entry) -> bool:
    return entry.fact.unit.lower().startswith(("point", "percentage point", "pp"))


def candidates(asked: Asked) -> Iterator[Candidate]:
    """Percentages as they are, and changes and shares that follow from two values of a metric."""
    quantity, facts = asked.quantity, asked.facts
    fraction = quantity.dimension is Dimension.FRACTION
    dimension = Dimension.FRACTION if fraction or quantity.whole else Dimension.PERCENT
    for entry in facts.numeric:
        if entry.fact.kind is FactKind.PERCENT and not _is_points(entry):
            yield direct(entry, dimension)
        elif fraction and entry.role == "ratio":
            yield Candidate(entry, entry.number * 100, dimension, "of start")
    yield from relative_changes(facts, dimension, of_percent=False)
    yield from shares(facts, dimension)
    for item in relative_changes(facts, dimension, of_percent=True):
        yield item if fraction else replace(item, role="relative")


def points(asked: Asked) -> Iterator[Candidate]:
    """Points between percentages, and points of a score unless percentage points are said."""
    for entry in asked.facts.numeric:
        if not _is_points(entry):
            continue
        if entry.fact.kind is FactKind.PERCENT or "percentage" not in asked.units:
            yield direct(entry, Dimension.POINTS)
