"""What an approval is bound to beyond the text: the facts it rests on, and how they compare later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from core.drafting.approval.model import CitedFact, FactChange
from core.drafting.fact import Fact, FactKind, FactSheet

PROPOSED = ("meeting.", "send.")
"""Facts of ours that no import changes."""


def cited_facts(sheet: FactSheet, fact_ids: Sequence[str]) -> tuple[CitedFact, ...]:
    """The root facts behind ``fact_ids``: what imports can change, proposals of ours left out."""
    return tuple(
        CitedFact(fact.id, fact.label, said(fact), fact.version)
        for fact in sheet.roots(fact_ids)
        if not fact.id.startswith(PROPOSED)
    )


def changes(cited: Sequence[CitedFact], today: FactSheet) -> tuple[FactChange, ...]:
    """What is no longer as it was said, in words."""
    found = []
    for fact in cited:
        now = today.get(fact.fact_id)
        if now is None or now.version != fact.version:
            found.append(FactChange(fact.label, fact.said, "" if now is None else said(now)))
    return tuple(found)


def said(fact: Fact) -> str:
    """The fact's value as a person reads it, e.g. ``450,000 USD`` or ``21 March 2027``."""
    value = fact.value
    if isinstance(value, datetime):
        return f"{value:%-d %B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if not isinstance(value, Decimal):
        return value
    number = f"{value:,f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    if fact.kind is FactKind.PERCENT:
        return f"{number} %"
    direction = f" {fact.direction}" if fact.direction in ("above", "below") else ""
    return f"{number} {fact.unit}".strip() + direction
