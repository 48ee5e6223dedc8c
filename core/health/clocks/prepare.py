"""Making the calendars that the accounts' tickets need, where they are not there yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.health.clocks.days import business_days
from core.health.clocks.place import place_of
from core.store import Row, Store, Transaction, load_sql

SQL = Path(__file__).parent / "sql"
EARLIEST_YEAR = 2010
"""A ticket opened before, mostly by a wrong date, is counted from the first working day of this year."""
_KEY = ("country_text", "region_text", "zone_text", "opens_hour", "closes_hour")


def prepare(store: Store, actor: Actor, as_of: date, account_key: int | None = None) -> int:
    """Make missing calendars up to the end of the year after ``as_of``; returns how many were made.

    Whoever may look at tickets may have them made: they hold nothing but days. Where the database
    takes no writes nothing is made, and clocks in business hours stay empty.
    """
    require(actor, Permission.ACCOUNT_READ)
    if store.refusal is not None or not _missing(store, as_of, account_key):
        return 0
    with store.exclusive():
        missing = _missing(store, as_of, account_key)
        if not missing:
            return 0
        with store.transaction(actor, "calendar.make", as_of.isoformat()) as work:
            for needed in missing:
                _make(work, needed)
            work.touch("ops.business_calendar", "ops.business_day")
            work.note(calendars=len(missing))
    return len(missing)


def _missing(store: Store, as_of: date, account_key: int | None) -> Sequence[Row]:
    last_year = as_of.year + 1
    scope = {
        "account_key": account_key,
        "from_year": EARLIEST_YEAR,
        "to_year": max(as_of.year, EARLIEST_YEAR),
    }
    there = {tuple(row[name] for name in _KEY): row for row in store.rows(_sql("calendars"))}
    made_with = metadata.version("holidays")
    found = []
    for needed in store.rows(_sql("needed_calendars"), scope):
        own = there.get(tuple(needed[name] for name in _KEY))
        if (
            own
            and own["made_with"] == made_with
            and own["first_year"] <= needed["first_year"]
            and last_year <= own["last_year"]
        ):
            continue
        first = min(needed["first_year"], own["first_year"] if own else needed["first_year"])
        last = max(last_year, own["last_year"] if own else last_year)
        replaces = own["calendar_id"] if own else None
        years = {"first_year": first, "last_year": last, "made_with": made_with}
        found.append({**needed, **years, "replaces": replaces})
    return found


def _make(work: Transaction, needed: Row) -> None:
    """Write one calendar and its days, in place of the one it replaces."""
    calendar_id = needed["replaces"]
    if calendar_id is None:
        calendar_id = work.value(
            "SELECT coalesce(max(calendar_id), 0) + 1 FROM ops.business_calendar"
        )
    for table in ("ops.business_calendar", "ops.business_day"):
        # The names are the two literals above; the value is a parameter.
        work.execute(f"DELETE FROM {table} WHERE calendar_id = $id", {"id": calendar_id})  # noqa: S608
    place = place_of(needed["country_text"], needed["region_text"], needed["zone_text"])
    row: dict[str, Any] = {name: value for name, value in needed.items() if name != "replaces"}
    work.execute(_sql("calendar_insert"), {**row, **vars(place), "calendar_id": calendar_id})
    days = business_days(
        place, row["opens_hour"], row["closes_hour"], row["first_year"], row["last_year"]
    )
    work.execute(
        _sql("day_insert"),
        {
            "calendar_id": calendar_id,
            "opens_at": [day.opens_at for day in days],
            "closes_at": [day.closes_at for day in days],
            "worked_before": [day.worked_before for day in days],
        },
    )


def _sql(name: str) -> str:
    return load_sql(SQL, name)
