"""Every scheduled job, one line each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from core.actor import Actor
from core.cockpit.maintenance import back_up
from core.cockpit.scan import scan
from core.wiring import Cockpit


@dataclass(frozen=True)
class Job:
    """A daily job: due once a period, from ``at`` (UTC) on. ``run`` returns a line for the ledger.

    ``run`` may be called again for the same period after a crash and must bear that.
    """

    name: str
    at: time
    run: Callable[[Cockpit, Actor], str]

    def period(self, now: datetime) -> str:
        """The period in force at ``now``: the date on which it began."""
        begun = now.date() if now.time() >= self.at else now.date() - timedelta(days=1)
        return begun.isoformat()


def _scan(cockpit: Cockpit, actor: Actor) -> str:
    return scan(cockpit, actor).summary


def _backup(cockpit: Cockpit, actor: Actor) -> str:
    return back_up(cockpit, actor).name


JOBS: tuple[Job, ...] = (
    Job("daily_scan", time(2, 0), _scan),
    Job("daily_backup", time(3, 0), _backup),
)
