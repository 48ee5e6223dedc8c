"""A scan with all that follows from it: escalations, their notices, and the drafts that wait for review.

``scan_all`` is the daily scan, ``scan_one`` the refresh of one account on demand; ``deliver`` takes the
notices to their channels, at another time, so that no slow channel holds up a scan or a page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.actor import Actor
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.channels.notices import NoticeDelivery, deliver_due
from core.cockpit.freshness import refresh_one
from core.cockpit.maintenance import Installed
from core.cockpit.query import statement
from core.cockpit.scan import Scan, scan
from core.cockpit.unattended import Drafting, maker
from core.counts import count_of
from core.health.escalation.drafts import Drafted, draft_outreach
from core.health.escalation.model import Observed
from core.health.escalation.watch import observe
from core.store import RefreshReport

KIND = "escalation_outreach"


@dataclass(frozen=True)
class FullScan:
    """What the daily scan did."""

    scan: Scan
    observed: Observed
    drafted: Drafted

    @property
    def summary(self) -> str:
        parts = [self.scan.summary, self.observed.summary, _drafts(self.drafted)]
        return ", ".join(parts)


@dataclass(frozen=True)
class OneScan:
    """What the refresh of one account did."""

    as_of: date
    refreshed: RefreshReport
    observed: Observed
    drafted: Drafted


def scan_all(
    cockpit: Drafting,
    actor: Actor,
    *,
    progress: Callable[[str], None] = lambda _model: None,
) -> FullScan:
    """Bring every score up to date, record it, and open, worsen and end escalations; for today.

    Run again on unchanged data it changes nothing, whatever stopped it before.
    """
    scanned = scan(cockpit, actor, progress=progress)
    observed = observe(cockpit.store, actor, scanned.as_of)
    return FullScan(scanned, observed, _draft(cockpit, actor, None))


def scan_one(cockpit: Drafting, actor: Actor, account_key: int) -> OneScan:
    """The same for one account, whatever the size of the rest."""
    today = cockpit.clock.today()
    refreshed = refresh_one(cockpit, actor, account_key, today)
    observed = observe(cockpit.store, actor, today, account_key)
    return OneScan(today, refreshed, observed, _draft(cockpit, actor, account_key))


def deliver(cockpit: Installed, actor: Actor) -> tuple[NoticeDelivery, ...]:
    """Try the notices that are due on their channels; cheap when none is."""
    due = cockpit.store.value(statement("notices_due"), {"now": cockpit.clock.now()})
    return deliver_due(cockpit.store, cockpit.settings, actor) if due else ()


def _draft(cockpit: Drafting, actor: Actor, account_key: int | None) -> Drafted:
    if not allows(actor, Permission.DRAFT_WRITE):
        return Drafted((), 0)
    most = int(cockpit.store.value(statement("drafts_of_a_scan")))
    make = maker(cockpit, actor, KIND)
    return draft_outreach(cockpit.store, actor, make, most=most, account_key=account_key)


def as_json(done: FullScan | OneScan) -> dict[str, Any]:
    """What a scan did, for the command line and the API; keys are only ever added."""
    refreshed = done.scan.refreshed if isinstance(done, FullScan) else done.refreshed
    return {
        "as_of": done.observed.as_of.isoformat(),
        "models": list(refreshed.ran),
        "scores_recorded": done.scan.scores if isinstance(done, FullScan) else 0,
        "opened": list(done.observed.opened),
        "worsened": list(done.observed.worsened),
        "recovered": list(done.observed.recovered),
        "drafts": list(done.drafted.made),
        "without_draft": done.drafted.refused,
    }


def _drafts(drafted: Drafted) -> str:
    return f"{count_of(len(drafted.made), 'draft')} made"
