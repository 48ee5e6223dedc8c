"""Facts of every name of the coach's catalogue, made up, for tests of sentences that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from core.coaching.guidance.catalogue import CATALOGUE
from core.drafting.fact import Fact, FactKind, FactSheet, Value
from core.drafting.fact_spec import spec_of
from core.drafting.gathering.names import person_aliases

TODAY = date(2026, 6, 30)
_PAST = re.compile(r"last|left|since|oldest")
_VALUES: dict[FactKind, tuple[Value, str]] = {
    FactKind.MONEY: (Decimal(450_000), "EUR"),
    FactKind.PERCENT: (Decimal(12), ""),
    FactKind.COUNT: (Decimal(3), "issues"),
    FactKind.DATE: (date(2026, 8, 14), ""),
    FactKind.DURATION: (Decimal(45), "days"),
    FactKind.QUOTE: ("Shorter order cycle", ""),
    FactKind.STATUS: ("amber", ""),
}


def sheet_of(names: Iterable[str]) -> FactSheet:
    """A sheet with one fact of each name; numbers differ."""
    facts = [_fact(name, number) for number, name in enumerate(dict.fromkeys(names))]
    return FactSheet(1, TODAY, tuple(facts))


def _fact(name: str, number: int) -> Fact:
    spec = spec_of(CATALOGUE, name)
    assert spec is not None, name
    fact_id, kind = name.replace("*", "first"), spec.kinds[0]
    if kind in (FactKind.PERSON, FactKind.COMPANY):
        aliases = person_aliases("Cleo Finn")
        return Fact(fact_id, kind, spec.label, "Cleo Finn", TODAY, aliases=aliases)
    value, unit = _VALUES[kind]
    if isinstance(value, Decimal):
        value += number
    if kind is FactKind.DATE and _PAST.search(name):
        value = date(2026, 5, 20)
    return Fact(fact_id, kind, spec.label, value, TODAY, spec.unit or unit)
