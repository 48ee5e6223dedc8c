"""Bringing the mart up to date for a date before it is looked at, and computing past dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.query import Running, statement
from core.store import RefreshReport, refresh, refresh_account, stale_dates

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class DataDate:
    """How old what is on screen is. ``policy_version`` is empty before the first policy."""

    as_of: date
    last_imported_at: datetime | None
    last_exported_at: datetime | None
    policy_version: int | None
    policy_hash: str | None
    data_version: int


def ensure_fresh(
    cockpit: Running,
    actor: Actor,
    as_of: date | None = None,
    *,
    progress: Callable[[str], None] = lambda _model: None,
) -> RefreshReport:
    """Run the models whose rows for ``as_of`` (default today) are missing or out of date.

    Cheap when nothing changed. Whoever may look may have it computed.
    """
    require(actor, Permission.PORTFOLIO_READ)
    day = as_of or cockpit.clock.today()
    return refresh(cockpit.store, cockpit.models, day, actor, progress=progress)


def refresh_one(
    cockpit: Running, actor: Actor, account_key: int, as_of: date | None = None
) -> RefreshReport:
    """Compute one account's scores anew, whatever the size of the rest."""
    require(actor, Permission.ACCOUNT_REFRESH)
    require_account(cockpit.store, actor, account_key)
    day = as_of or cockpit.clock.today()
    return refresh_account(cockpit.store, cockpit.models, day, account_key, actor)


def month_ends(as_of: date, months: int = MONTHS_SHOWN) -> tuple[date, ...]:
    """``as_of`` and the last days of the months before it, oldest first, ``months`` in all."""
    days = [as_of]
    while len(days) < months:
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return tuple(reversed(days))


def missing_history(cockpit: Running, as_of: date, months: int = MONTHS_SHOWN) -> tuple[date, ...]:
    """The month-ends whose rows are missing or out of date: what ``compute_history`` would run."""
    return tuple(stale_dates(cockpit.store, cockpit.models, month_ends(as_of, months)))


def compute_history(
    cockpit: Running,
    actor: Actor,
    as_of: date,
    *,
    months: int = MONTHS_SHOWN,
    progress: Callable[[date, int, int], None] = lambda _day, _done, _of: None,
) -> Sequence[date]:
    """Replay the scores of the past month-ends with today's data and policy; returns those run.

    ``progress(day, done, of)`` is called before each.
    """
    require(actor, Permission.PORTFOLIO_READ)
    days = missing_history(cockpit, as_of, months)
    for done, day in enumerate(days):
        progress(day, done, len(days))
        refresh(cockpit.store, cockpit.models, day, actor)
    return days


def data_date(cockpit: Running, actor: Actor, as_of: date | None = None) -> DataDate:
    """The date shown, the last import before it, and the policy in force."""
    require(actor, Permission.PORTFOLIO_READ)
    store = cockpit.store
    row = store.one(statement("data_date")) or {}
    return DataDate(as_of=as_of or cockpit.clock.today(), data_version=store.data_version, **row)
