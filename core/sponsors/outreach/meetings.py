"""Facts of reviews and meetings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from core.sponsors.outreach.builder import SheetBuilder, reference


def add_meetings(sheet: SheetBuilder, found: Sequence[dict[str, Any]]) -> None:
    """The next and the last review, and how many meetings there were."""
    for row in found:
        _add_reviews(sheet, row)
        _add_count(sheet, "qbr.held", row["held_keys"])
        _add_count(sheet, "meetings.held", row["meeting_keys"])
        _add_count(sheet, "meetings.with_executives", row["executive_keys"])


def _add_reviews(sheet: SheetBuilder, row: dict[str, Any]) -> None:
    if row["next_on"] is not None:
        rows = (reference("activity", row["next_key"]),)
        sheet.add("qbr.next_on", row["next_on"], evidence=rows)
        days = Decimal((row["next_on"] - sheet.as_of).days)
        sheet.add("qbr.days_to_next", days, derived_from=("qbr.next_on",))
    if row["last_on"] is not None:
        rows = (reference("activity", row["last_key"]),)
        sheet.add("qbr.last_on", row["last_on"], evidence=rows, seen=row["last_on"])
        days = Decimal((sheet.as_of - row["last_on"]).days)
        sheet.add("qbr.days_since_last", days, derived_from=("qbr.last_on",))


def _add_count(sheet: SheetBuilder, name: str, keys: Sequence[int] | None) -> None:
    if keys:
        rows = [reference("activity", key) for key in keys]
        sheet.add(name, Decimal(len(rows)), evidence=rows)
