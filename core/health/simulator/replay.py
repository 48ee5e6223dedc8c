"""Health under a policy that is not in force, on any date: the models' own SQL over supposed rows."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from core.errors import DatabaseBusy
from core.health.simulator.model import Colour
from core.policy import Policy, in_force
from core.store import ModelSet, Store, load_sql, suppose

SQL = Path(__file__).parent / "sql"
_AT_ONCE = max(2, (os.cpu_count() or 2) // 2)
_PATIENCE_SECONDS = 30.0
_one = threading.Lock()
"""Held while the past is scanned: one scan takes what the machine can spare."""


Colours = Mapping[int, Colour]


def health_under(store: Store, models: ModelSet, policy: Policy, as_of: date) -> Colours:
    """What the health model says of every account on a date while ``policy`` is in force.

    Nothing need have been worked out for the date.
    """
    statement, values = _question(models, policy)
    return _answer(store, statement, values, as_of)


def _question(models: ModelSet, policy: Policy) -> tuple[str, dict[str, object]]:
    tables = {"ops.policy": load_sql(SQL, "policy")}
    statement = suppose(models, tables, load_sql(SQL, "health"), mart=False)
    return statement, {**in_force(policy), "account_key": None}


def _answer(store: Store, statement: str, values: dict[str, object], as_of: date) -> Colours:
    rows = store.patient.rows(statement, {**values, "as_of": as_of})
    return {row["account_key"]: Colour(row["score"], row["rag"]) for row in rows}


def replay(
    store: Store,
    models: ModelSet,
    policy: Policy,
    days: Sequence[date],
    *,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    patience_seconds: float = _PATIENCE_SECONDS,
) -> list[Colours]:
    """The same for each of ``days``; ``progress(done, of)`` is called after each.

    Several days at a time, but not more than half of the processors: pages want their share. Raises
    :class:`~core.errors.DatabaseBusy` when another scan of the past does not end in time.
    """
    if not _one.acquire(timeout=patience_seconds):
        raise DatabaseBusy(
            "Another scan of the past is running.",
            "Try again when it has ended, in a minute or two.",
        )
    try:
        return _scan(store, models, policy, days, progress)
    finally:
        _one.release()


def _scan(
    store: Store,
    models: ModelSet,
    policy: Policy,
    days: Sequence[date],
    progress: Callable[[int, int], None],
) -> list[Colours]:
    statement, values = _question(models, policy)
    found: list[Colours] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        tasks = [pool.submit(_answer, store, statement, values, day) for day in days]
        try:
            for task in tasks:
                found.append(task.result())
                progress(len(found), len(days))
        finally:
            for task in tasks:
                task.cancel()
    return found


def days_before(as_of: date, days: int) -> list[date]:
    """``as_of`` and the days before it, oldest first, ``days`` in all."""
    return [as_of - timedelta(days=back) for back in reversed(range(days))]
