"""Which accounts are likely to escalate next: signs in the data, each with points and the rows it rests on.

The points rank; they are no probability. Each factor is linear between nothing and its full weight, and the
weights add up to 100.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from core import policy
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.store import Row, Store, load_sql

SQL = Path(__file__).parent / "sql"
NEAR_FROM = 0.5
"""Share of a rule's limit from which it counts as near."""

SHOWN_FROM = 5.0
"""Points below which an account is not listed."""


@dataclass(frozen=True)
class Sign:
    """A factor that speaks for an escalation: ``points`` of ``max_points``, and why."""

    factor: str
    points: float
    max_points: float
    note: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Likely:
    """An account with its signs, the strongest first; ``points`` of 100."""

    account_key: int
    account_id: str
    source_system: str
    account_name: str
    rep_email: str
    band: str
    score: float
    arr_amount: float | None
    currency: str
    renewal_on: date | None
    points: float
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class LikelyNext:
    """The accounts to look after first, as many as the team can; ``beyond`` counts the others with signs."""

    rows: tuple[Likely, ...]
    capacity: int
    beyond: int


def likely_next(
    store: Store,
    actor: Actor,
    as_of: date,
    *,
    capacity: int | None = None,
    account_keys: Sequence[int] | None = None,
) -> LikelyNext:
    """Accounts without an escalation, those with the strongest signs first, then by ARR.

    The scores must be fresh for ``as_of``. ``capacity`` is the policy's unless given. ``account_keys`` narrow
    the accounts the actor sees.
    """
    require(actor, Permission.PORTFOLIO_READ)
    thresholds = policy.current(store)
    most = int(thresholds.value("escalation_capacity")) if capacity is None else capacity
    days = int(thresholds.value("likely_days"))
    narrowed = None if account_keys is None else list(account_keys)
    rows = store.rows(
        load_sql(SQL, "likely"),
        {
            **viewer(actor),
            "as_of": as_of,
            "days": days,
            "account_keys": narrowed,
            "least_points": SHOWN_FROM,
            "most": max(most, 1),
        },
    )
    found = sorted((_likely(row, days) for row in rows[:most]), key=_order)
    total = int(rows[0]["total"]) if rows else 0
    return LikelyNext(tuple(found), most, total - len(found))


def _order(one: Likely) -> tuple[float, float, str]:
    return -one.points, -(one.arr_amount or 0), one.account_name.lower()


def _likely(row: Row, days: int) -> Likely:
    signs = [sign for factor in _FACTORS if (sign := factor(row, days)) is not None]
    signs.sort(key=lambda sign: -sign.points)
    own = {name: row[name] for name in Likely.__dataclass_fields__ if name in row}
    return Likely(**own, points=round(sum(sign.points for sign in signs), 1), signs=tuple(signs))


def _share(value: float, full: float) -> float:
    return max(0.0, min(1.0, value / full))


def _near(row: Row, _days: int) -> Sign | None:
    if (row["limit_share"] or 0) <= NEAR_FROM:
        return None
    share = _share(row["limit_share"] - NEAR_FROM, 1 - NEAR_FROM)
    what = _RULES[row["limit_rule"]]
    value, limit, unit = row["limit_value"], row["limit_threshold"], row["limit_unit"]
    again = ", beyond its limit already" if row["limit_tripped"] else ""
    note = f"{what} at {value:.3g} of {limit:.3g} {unit}{again}."
    return _sign("near_limit", share, 35, note)


def _falling(row: Row, days: int) -> Sign | None:
    if not row["score_fall"]:
        return None
    note = f"The score fell by {row['score_fall']:.0f} points in {days} days or less."
    return _sign("falling_score", _share(row["score_fall"], 30), 20, note)


def _tickets(
    name: str, *, weight: float, full: int, said: str
) -> Callable[[Row, int], Sign | None]:
    def sign(row: Row, days: int) -> Sign | None:
        rows: Sequence[str] = row[name]
        if not rows:
            return None
        count = len(rows)
        note = said.format(count=count, s="" if count == 1 else "s", days=days)
        return _sign(name, _share(count, full), weight, note, rows)

    return sign


def _troubled(row: Row, _days: int) -> Sign | None:
    if not row["troubled"]:
        return None
    return _sign("troubled_note", 1, 10, "A note speaks of trouble.", row["troubled"])


def _sign(
    factor: str, share: float, weight: float, note: str, evidence: Sequence[Any] = ()
) -> Sign:
    return Sign(factor, round(share * weight, 1), weight, note, tuple(evidence))


_RULES = {
    "aged_critical_tickets": "Oldest critical ticket",
    "too_many_open_tickets": "Open tickets",
    "silent_integration": "Longest silence of an integration",
}
_FACTORS: tuple[Callable[[Row, int], Sign | None], ...] = (
    _near,
    _falling,
    _tickets("waiting", weight=15, full=3, said="{count} open ticket{s}: the customer wrote last."),
    _tickets(
        "new_critical", weight=15, full=2, said="{count} critical ticket{s} opened in {days} days."
    ),
    _troubled,
    _tickets("reopened", weight=5, full=2, said="{count} ticket{s} opened again in {days} days."),
)
