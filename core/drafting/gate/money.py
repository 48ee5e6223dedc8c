"""Amounts of money."""

from __future__ import annotations

from collections.abc import Iterator

from core.drafting.fact import FactKind
from core.drafting.gate.candidate import Asked, Candidate, direct
from core.drafting.gate.quantity import Dimension


def candidates(asked: Asked) -> Iterator[Candidate]:
    """Facts in the currency said; an amount without currency may be of any."""
    codes = asked.facts.currencies(asked.units)
    for entry in asked.facts.numeric:
        if entry.fact.kind is FactKind.MONEY and (not codes or entry.fact.unit in codes):
            yield direct(entry, Dimension.MONEY)
