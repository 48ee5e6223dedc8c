"""Facts of reviews and meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from core.drafting.gathering.builder import SheetBuilder, reference
from core.drafting.gathering.read import Found

_YEAR = timedelta(days=365)


def reviews_held(found: Found, as_of: date) -> list[dict[str, Any]]:
    """Quarterly business reviews held within the window of the sponsor score, the newest first."""
    begin = as_of - timedelta(days=found.account["window_days"] - 1)
    return [row for row in _past(found) if row["kind"] == "qbr" and row["held_on"] >= begin]


def add_meetings(sheet: SheetBuilder, found: Found) -> None:
    """The next and the last review, and how many meetings there were."""
    ahead = [row for row in found.meetings if row["is_ahead"] and row["kind"] == "qbr"]
    if ahead:
        _add_next(sheet, ahead[-1])
    last = next((row for row in _past(found) if row["kind"] == "qbr"), None)
    if last:
        _add_last(sheet, last)
    _add_count(sheet, "qbr.held", reviews_held(found, sheet.as_of))
    year = [row for row in _past(found) if row["held_on"] > sheet.as_of - _YEAR]
    _add_count(sheet, "meetings.held", year)
    with_executives = {
        touch["activity_key"] for touch in found.touches if touch["is_direct_contact"]
    }
    shared = [row for row in year if row["activity_key"] in with_executives]
    _add_count(sheet, "meetings.with_executives", shared)


def _past(found: Found) -> list[dict[str, Any]]:
    return [row for row in found.meetings if not row["is_ahead"]]


def _add_next(sheet: SheetBuilder, row: dict[str, Any]) -> None:
    rows = (reference("activity", row["activity_key"]),)
    sheet.add("qbr.next_on", row["held_on"], evidence=rows)
    days = Decimal((row["held_on"] - sheet.as_of).days)
    sheet.add("qbr.days_to_next", days, derived_from=("qbr.next_on",))


def _add_last(sheet: SheetBuilder, row: dict[str, Any]) -> None:
    rows = (reference("activity", row["activity_key"]),)
    sheet.add("qbr.last_on", row["held_on"], evidence=rows, seen=row["held_on"])
    days = Decimal((sheet.as_of - row["held_on"]).days)
    sheet.add("qbr.days_since_last", days, derived_from=("qbr.last_on",))


def _add_count(sheet: SheetBuilder, name: str, meetings: Sequence[dict[str, Any]]) -> None:
    if meetings:
        rows = [reference("activity", row["activity_key"]) for row in meetings]
        sheet.add(name, Decimal(len(rows)), evidence=rows)
