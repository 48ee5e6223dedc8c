"""How a fact reads in a sentence, and what is done to text of a customer's system before it is shown."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from typing import Any

from core.drafting.fact import Fact, FactKind

LONGEST = 160
"""Characters of a customer's text that a line takes; the source line has all of it."""

_HIDDEN = re.compile(
    "[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


_PLURAL = re.compile(r"(\w)(?<!s)s( per .*| of .*)?$")


def clean(text: object) -> str:
    """One line of text without control, direction and invisible characters, cut where it is too long."""
    found = unicodedata.normalize("NFC", str(text).encode(errors="replace").decode())
    found = _HIDDEN.sub("", found)
    found = "".join(
        " " if unicodedata.category(char) in ("Cc", "Cn", "Co") else char for char in found
    )
    found = " ".join(found.split())
    return found if len(found) <= LONGEST else found[: LONGEST - 1].rstrip() + "…"


def day(value: date) -> str:
    """``21 November 2026``."""
    return f"{value.day} {value:%B %Y}"


def number(value: Decimal | float, decimals: int = 1) -> Decimal:
    """Cut, not rounded: 74.96 stays below a threshold of 75; no trailing zeros."""
    cut = Decimal(f"{value:.6f}").quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN)
    return cut.quantize(Decimal(1)) if cut == cut.to_integral() else cut.normalize()


def money(value: Any) -> Decimal:
    """An amount with its cents only where it has any."""
    amount = Decimal(str(value)).quantize(Decimal("0.01"))
    return amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount


def counted(value: Decimal, unit: str) -> str:
    """``1 day``, ``12 days``, ``12``."""
    if value == 1:
        unit = _PLURAL.sub(r"\1\2", unit)
    return f"{value:,} {unit}".rstrip()


def shown(fact: Fact) -> str:
    """The fact as words."""
    value, kind = fact.value, fact.kind
    if isinstance(value, Decimal):
        unit = {FactKind.MONEY: fact.unit, FactKind.PERCENT: "%"}.get(kind)
        return f"{value:,} {unit}" if unit else counted(value, fact.unit)
    if isinstance(value, datetime):
        return f"{day(value.date())}, {value:%H:%M}"
    if isinstance(value, date):
        return day(value)
    return f"“{value}”" if kind is FactKind.QUOTE else value
