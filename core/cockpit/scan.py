"""The scan: bring every score up to date and record what the cockpit says today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.query import Running, statement
from core.counts import count_of
from core.store import RefreshReport, Transaction, refresh

_SNAPSHOTS = {
    "mart.account_sponsor": "snapshot_sponsors",
    "mart.account_health": "snapshot_health",
}


@dataclass(frozen=True)
class Scan:
    """What a scan did.

    ``scores`` counts the recorded scores; ``scanned_at`` is when the state shown was recorded,
    empty for a past date, which is computed but never recorded.
    """

    as_of: date
    refreshed: RefreshReport
    scores: int
    scanned_at: datetime | None

    @property
    def summary(self) -> str:
        ran = count_of(len(self.refreshed.ran), "model")
        scores = count_of(self.scores, "score")
        return f"{ran} ran, {scores} recorded for {self.as_of.isoformat()}"


def scan(
    cockpit: Running,
    actor: Actor,
    as_of: date | None = None,
    *,
    progress: Callable[[str], None] = lambda _model: None,
) -> Scan:
    """Refresh the models for ``as_of`` (default today) and, for today, record the scores.

    Running it again on unchanged data and policy records nothing, so a repeated scan is harmless.
    """
    require(actor, Permission.ACCOUNT_REFRESH)
    today = cockpit.clock.today()
    day = as_of or today
    refreshed = refresh(cockpit.store, cockpit.models, day, actor, progress=progress)
    if day != today:
        return Scan(day, refreshed, 0, None)
    scores, scanned_at = _record(cockpit, actor, day)
    return Scan(day, refreshed, scores, scanned_at)


def _record(cockpit: Running, actor: Actor, day: date) -> tuple[int, datetime | None]:
    state = cockpit.store.one(statement("scan_state"), {"as_of": day}) or {}
    if (recorded_at := state["recorded_at"]) is not None:
        return 0, recorded_at
    now = cockpit.clock.now()
    with cockpit.store.transaction(actor, "score.scan", day.isoformat()) as work:
        scores = _insert(cockpit, work, {**state, "as_of": day, "scanned_at": now})
        work.note(scores=scores)
    return scores, now


def _insert(cockpit: Running, work: Transaction, made_from: dict[str, object]) -> int:
    values = {name: value for name, value in made_from.items() if name != "recorded_at"}
    filled = {model.table for model in cockpit.models.ordered}
    work.execute(
        "DELETE FROM ops.score_snapshot WHERE scanned_at = $at", {"at": values["scanned_at"]}
    )
    for table, name in _SNAPSHOTS.items():
        if table in filled:
            work.execute(statement(name), values)
    work.touch("ops.score_snapshot")
    return int(
        work.value(
            "SELECT count(*) FROM ops.score_snapshot WHERE scanned_at = $at",
            {"at": values["scanned_at"]},
        )
    )
