"""One account's scores over time: what scans said then, and what replay says now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.accounts import require_account
from core.actor import Actor
from core.cockpit.query import fetch
from core.store import Store


@dataclass(frozen=True)
class ScorePoint:
    """A score on a date. ``origin``: scan (what was said then) or replay (computed since)."""

    as_of: date
    system: str
    score: float | None
    band: str
    coverage_pct: float
    origin: str


def score_history(
    store: Store, actor: Actor, account_key: int, as_of: date, *, days: int = 540
) -> tuple[ScorePoint, ...]:
    """Both scores of the last ``days`` up to ``as_of``, oldest first, a point a day and system.

    What a scan said then stands before a replay of the same date; the last point, on ``as_of``, is
    the score as computed now.
    """
    require_account(store, actor, account_key)
    params = {"account_key": account_key, "as_of": as_of, "days": days}
    return fetch(store, "score_history", params, ScorePoint)
