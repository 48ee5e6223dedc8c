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


@cache
def steps() -> str:
    """The steps as common table expressions, without the leading ``WITH`` and the last comma.

    They read ``scoped_account``, a step with the keys of the accounts asked for, which comes first.
    """
    return ",\n".join(f"{name} AS (\n{load_sql(SQL / 'steps', name)}\n)" for name in STEPS)


@cache
def account_statement() -> str:
    """The clocks of one account: ``account_clocks.sql`` behind the steps."""
    head, _with, rest = load_sql(SQL, "account_clocks").partition("\n),\n")
    return f"{head}\n),\n{steps()},\n{rest}"


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
    promised_only: bool = False,
) -> dict[str, object]:
    """The parameters of the steps; without ``closed_from`` only tickets open at the date are read.

    ``moment`` is when the clocks are read: :func:`moment_of` the date without one. ``promised_only``
    leaves out clocks without a promise.
    """
    return {
        "as_of": as_of,
        "moment": moment or moment_of(clock, as_of),
        "account_key": account_key,
        "closed_from": closed_from,
        "promised_only": promised_only,
    }
