"""What daily scans under a policy would have flagged in the past, held against what then happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.drafting.beta import interval
from core.health.simulator.model import Backtest, Foreseen, Outcome, Rate, Warned
from core.health.simulator.replay import days_before, replay
from core.health.simulator.warn import warnings
from core.policy import Policy
from core.store import ModelSet, Row, Store, load_sql

SQL = Path(__file__).parent / "sql"
WEEKS = 52
APART_DAYS = 14
"""Outcomes of one kind and account nearer to each other than this are one."""


def backtest(
    store: Store,
    models: ModelSet,
    actor: Actor,
    policy: Policy,
    as_of: date,
    *,
    weeks: int = WEEKS,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Backtest:
    """Scan each day of ``weeks`` weeks up to ``as_of`` under ``policy`` with the data of today.

    Only the actor's accounts count. The day before the first one sets what that one is compared with.
    """
    require(actor, Permission.POLICY_READ)
    accounts = {row["account_key"]: row for row in accounts_of(store, actor)}
    days = days_before(as_of, weeks * 7 + 1)
    series = replay(store, models, policy, days, progress=progress)
    tiers = {key: row["tier"] for key, row in accounts.items()}
    found = warnings(days, series, tiers, policy)
    happened = outcomes(store, actor, days[1], as_of)
    return judged(found, happened, accounts, policy, days[1:])


def accounts_of(store: Store, actor: Actor) -> list[Row]:
    """The accounts the actor sees, by name."""
    return store.rows(load_sql(SQL, "account"), viewer(actor))


def outcomes(store: Store, actor: Actor, from_on: date, as_of: date) -> list[Outcome]:
    """Churns and escalations of the actor's accounts between two dates, oldest first."""
    scope = {**viewer(actor), "from_on": from_on, "as_of": as_of, "apart_days": APART_DAYS}
    return [
        Outcome(row["kind"], row["account_key"], row["happened_on"], tuple(row["evidence"]))
        for row in store.patient.rows(load_sql(SQL, "outcome"), scope)
    ]


def judged(
    found: Sequence[Warned],
    happened: Sequence[Outcome],
    accounts: dict[int, Row],
    policy: Policy,
    days: Sequence[date],
) -> Backtest:
    """Warnings held against outcomes; ``days`` are those that were scanned, oldest first."""
    horizon = int(policy.value("backtest_horizon_days"))
    by_account: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in happened:
        by_account[outcome.account_key].append(outcome)
    right = [_is_right(warned, by_account[warned.account_key], horizon) for warned in found]
    is_over = [warned.opened_on + timedelta(days=horizon) <= days[-1] for warned in found]
    timely = [good for good, over in zip(right, is_over, strict=True) if good or over]
    leads = [_lead(outcome, found, horizon) for outcome in happened]
    known = [lead for lead in leads if lead is not None]
    return Backtest(
        from_on=days[0],
        as_of=days[-1],
        horizon_days=horizon,
        warnings=len(found),
        per_week=_per_week(found, days),
        precision=rate(timely),
        waiting=len(found) - len(timely),
        recall=rate(lead is not None for lead in leads),
        recall_churn=_recall("churn", happened, leads),
        recall_escalation=_recall("escalation", happened, leads),
        lead_days=median(known) if known else None,
        leads=len(known),
        foreseen=tuple(
            Foreseen(
                outcome,
                accounts[outcome.account_key]["account_id"],
                accounts[outcome.account_key]["name"],
                lead,
            )
            for outcome, lead in zip(happened, leads, strict=True)
        ),
    )


def rate(hits: Iterable[bool]) -> Rate:
    """Hits of n with the 90 % Beta interval of their share."""
    counted = list(hits)
    good, n = sum(counted), len(counted)
    if not n:
        return Rate(0, 0, None, None, None)
    low, high = interval(good + 1, n - good + 1)
    return Rate(good, n, good / n, low, high)


def _recall(kind: str, happened: Sequence[Outcome], leads: Sequence[int | None]) -> Rate:
    return rate(
        lead is not None
        for outcome, lead in zip(happened, leads, strict=True)
        if outcome.kind == kind
    )


def _is_right(warned: Warned, happened: Sequence[Outcome], horizon: int) -> bool:
    """Whether an outcome came after the day of the warning and within its horizon."""
    return any(0 < (outcome.happened_on - warned.opened_on).days <= horizon for outcome in happened)


def _lead(outcome: Outcome, found: Sequence[Warned], horizon: int) -> int | None:
    """Days from the last warning before the outcome that was open or new within the horizon."""
    since = outcome.happened_on - timedelta(days=horizon)
    days = [
        (outcome.happened_on - warned.opened_on).days
        for warned in found
        if warned.account_key == outcome.account_key
        and warned.opened_on < outcome.happened_on
        and (warned.closed_on is None or warned.closed_on >= since)
    ]
    return min(days, default=None)


def _per_week(found: Sequence[Warned], days: Sequence[date]) -> tuple[int, ...]:
    """Warnings of each seven days, the last of which ends on the last day."""
    weeks = len(days) // 7
    counts = Counter((days[-1] - warned.opened_on).days // 7 for warned in found)
    return tuple(counts[back] for back in reversed(range(weeks)))
