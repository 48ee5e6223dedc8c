"""Facts and their values in words, for reasons that help."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from core.drafting.fact import Fact, FactKind


def number(value: Decimal) -> str:
    """A number with thousands set apart and no idle zeros."""
    rounded = value.quantize(Decimal("0.01")) if value % 1 else value.quantize(Decimal(1))
    text = f"{rounded:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_of(fact: Fact) -> str:
    """What a fact says."""
    value = fact.value
    if isinstance(value, datetime):
        return f"{value:%A} {value.day} {value:%B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if not isinstance(value, Decimal):
        return value
    if fact.kind is FactKind.MONEY:
        return f"{fact.unit} {number(value)}"
    if fact.kind is FactKind.PERCENT and fact.unit in ("", "%", "percent"):
        return f"{number(value)} %"
    return f"{number(value)} {fact.unit}".strip()


def named(fact: Fact) -> str:
    """A fact's label and what it says."""
    return f"{fact.label} ({value_of(fact)})"
