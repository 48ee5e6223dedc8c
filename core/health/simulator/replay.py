"""Health under a policy that is not in force, on any date: the models' own SQL over supposed rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from core.health.simulator.model import Colour
from core.policy import Policy, in_force
from core.store import ModelSet, Store, load_sql, suppose

SQL = Path(__file__).parent / "sql"
_AT_ONCE = 2

Colours = Mapping[int, Colour]


def health_under(
    store: Store, models: ModelSet, policy: Policy, as_of: date, *, mart: bool = True
) -> Colours:
    """What the health model says of every account on a date while ``policy`` is in force.

    ``mart`` off: nothing need have been worked out for the date.
    """
    tables = {"ops.policy": load_sql(SQL, "policy")}
    statement = suppose(models, tables, load_sql(SQL, "health"), mart=mart)
    rows = store.patient.rows(statement, {**in_force(policy), "as_of": as_of, "account_key": None})
    return {row["account_key"]: Colour(row["score"], row["rag"]) for row in rows}


def replay(
    store: Store,
    models: ModelSet,
    policy: Policy,
    days: Sequence[date],
    *,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[Colours]:
    """The same for each of ``days``; ``progress(done, of)`` is called after each.

    Two days at a time: the database works beside this thread, and pages want their share of it.
    """
    found: list[Colours] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        tasks = [pool.submit(health_under, store, models, policy, day, mart=False) for day in days]
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
