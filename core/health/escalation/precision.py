"""How right each rule is: of the escalations it had a part in, how many people said were ones.

With enough of them, a limit is suggested that would have spared the most false ones while losing few true
ones. It is shown in multiples of the present limit, because P1 and P2 and the tiers have limits of their own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from core import policy
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.drafting.beta import interval
from core.health.escalation.watch import SCORE_RULE
from core.store import Row, Store, load_sql

SQL = Path(__file__).parent / "sql"
LEAST = 5
"""Judged escalations below which nothing is suggested."""

KEPT = 0.9
"""Share of the true ones that a suggested limit must keep."""

LIMITS = {
    "aged_critical_tickets": ("p1_max_age_days", "p2_max_age_days"),
    "too_many_open_tickets": ("open_tickets_max",),
    "silent_integration": ("heartbeat_max_hours",),
    SCORE_RULE: ("escalation_score",),
}
"""The thresholds of the policy that a rule compares with."""


@dataclass(frozen=True)
class Month:
    """``agreed`` of ``n`` escalations opened in the month that begins on ``month``."""

    month: date
    agreed: int
    n: int


@dataclass(frozen=True)
class Suggestion:
    """A limit ``factor`` times the present one: it spares ``spared`` false and loses ``lost`` true ones.

    ``values`` are the thresholds of the policy with their values then, for all tiers.
    """

    factor: float
    spared: int
    lost: int
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Precision:
    """``agreed`` of ``n`` judged escalations with ``rule``; ``low`` to ``high`` is the 90 % interval.

    ``why`` says why nothing is suggested.
    """

    rule: str
    agreed: int
    n: int
    low: float
    high: float
    months: tuple[Month, ...]
    suggestion: Suggestion | None
    why: str


@dataclass(frozen=True)
class _Judged:
    agreed: bool
    opened_on: date
    severity: float
    """Value in multiples of the limit, over 1 however the rule compares."""


def precision(store: Store, actor: Actor) -> tuple[Precision, ...]:
    """Each rule's record over the accounts the actor sees, in order of name."""
    require(actor, Permission.PORTFOLIO_READ)
    rows = store.rows(load_sql(SQL, "judged"), viewer(actor))
    thresholds = policy.current(store)
    return tuple(
        _precision(rule, [_judged(row) for row in found], thresholds)
        for rule, found in groupby(rows, key=lambda row: str(row["rule"]))
    )


def _judged(row: Row) -> _Judged:
    value, limit = float(row["value"]), float(row["threshold"])
    # A score is the worse the lower it is, everything else the higher.
    by = (1 + (limit - value) / max(limit, 1)) if row["rule"] == SCORE_RULE else value / limit
    return _Judged(bool(row["agreed"]), row["opened_on"], by)


def _precision(rule: str, found: Sequence[_Judged], thresholds: policy.Policy) -> Precision:
    agreed, n = sum(one.agreed for one in found), len(found)
    low, high = interval(agreed + 1, n - agreed + 1)
    suggestion, why = _suggested(rule, found, thresholds)
    return Precision(rule, agreed, n, low, high, _months(found), suggestion, why)


def _months(found: Sequence[_Judged]) -> tuple[Month, ...]:
    by_month: dict[date, list[bool]] = {}
    for one in found:
        by_month.setdefault(one.opened_on.replace(day=1), []).append(one.agreed)
    return tuple(Month(month, sum(said), len(said)) for month, said in sorted(by_month.items()))


def _suggested(
    rule: str, found: Sequence[_Judged], thresholds: policy.Policy
) -> tuple[Suggestion | None, str]:
    true = [one.severity for one in found if one.agreed]
    false = [one.severity for one in found if not one.agreed]
    if len(found) < LEAST:
        return None, f"Fewer than {LEAST} were judged."
    if not false:
        return None, "Nobody disagreed: the limit may stay."
    if not true:
        return None, "Nobody agreed with any: look at the rule itself."
    may_lose = len(true) - math.ceil(len(true) * KEPT)
    best: tuple[int, float, int] | None = None
    for limit in sorted({*false}):
        lost = sum(one <= limit for one in true)
        spared = sum(one <= limit for one in false)
        if lost <= may_lose and (best is None or spared > best[0]):
            best = (spared, limit, lost)
    if best is None:
        return None, "No other limit spares a false one without losing true ones."
    spared, factor, lost = best
    values = tuple((name, _value(rule, factor, thresholds.value(name))) for name in LIMITS[rule])
    return Suggestion(round(factor, 2), spared, lost, values), ""


def _value(rule: str, factor: float, present: float) -> float:
    if rule == SCORE_RULE:
        return round(present - (factor - 1) * max(present, 1), 1)
    return round(present * factor, 1)
