"""The clocks as one statement: the steps of ``sql/steps`` in order, each readable alone.

They are asked for, not stored: no score needs them, only the few open tickets have running ones, and
what is left of a clock changes by the minute.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from core.clock import Clock
from core.store import load_sql

STEPS = ("ticket", "status_change", "marked", "span", "counted", "ticket_clock")
SQL = Path(__file__).parent / "sql"
_NEVER = date(9999, 12, 31)


@cache
def steps() -> str:
    """The steps as common table expressions, without the leading ``WITH`` and the last comma."""
    return ",\n".join(f"{name} AS (\n{load_sql(SQL / 'steps', name)}\n)" for name in STEPS)


def statement(folder: Path, name: str) -> str:
    """``folder/name.sql``, whose steps begin with ``WITH``, with the steps of the clocks in front."""
    head, _with, rest = load_sql(folder, name).partition("\nWITH\n")
    return f"{head}\nWITH\n{steps()},\n{rest}"


def moment_of(clock: Clock, as_of: date) -> datetime:
    """When clocks are read for a date: its end, or this minute where the date has not ended."""
    end = datetime.combine(as_of, time()) + timedelta(days=1)
    now = clock.now().replace(microsecond=0)
    return min(end, now) if as_of <= clock.today() else end


def parameters(
    clock: Clock,
    as_of: date,
    account_key: int | None = None,
    *,
    closed_from: date | None = None,
    moment: datetime | None = None,
) -> dict[str, object]:
    """The parameters of the steps; without ``closed_from`` only tickets open at the date are read.

    ``moment`` is when the clocks are read: :func:`moment_of` the date without one.
    """
    return {
        "as_of": as_of,
        "moment": moment or moment_of(clock, as_of),
        "account_key": account_key,
        "closed_from": closed_from or _NEVER,
    }
