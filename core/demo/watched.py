"""The demonstration's past escalations: opened, recovered and judged as the scans of those days would have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from core.actor import Actor, Role
from core.channels.notices import ChannelName
from core.health.escalation import Said, decide, escalations
from core.health.escalation.watch import observe
from core.store import Store

SCAN_AT = time(5, 0)
TOLD_DAYS = 14
"""Sales is told of what happened so many days before the end; of older things nobody waits to hear."""

JUDGED_DAYS = 21
_NONE = "Planned maintenance: the customer knew."


def watch_past(store: Store, actor: Actor, days: Sequence[date], end: date) -> None:
    """Watch ``days`` before ``end`` in order; their scores must be in the mart.

    No channel but the event to sales hears of it: an installation's chat is no place for invented accounts.
    """
    for day in sorted({day for day in days if day < end}):
        is_news = (end - day).days <= TOLD_DAYS
        observe(
            store,
            actor,
            day,
            at=datetime.combine(day, SCAN_AT),
            channels=(ChannelName.SALES_EVENT,) if is_news else (),
        )
    _judge(store, actor, end)


def _judge(store: Store, actor: Actor, end: date) -> None:
    """Owners said of most what they thought of it; of every fourth that it was none."""
    page = escalations(store, actor, standing=False, limit=500)
    old = [one for one in page.rows if one.opened_on <= end - timedelta(days=JUDGED_DAYS)]
    for one in sorted(old, key=lambda one: one.escalation_id):
        if not one.rep_email or one.escalation_id % 6 == 5:
            continue
        owner = Actor(one.rep_email, frozenset({Role.CSM}))
        is_none = one.escalation_id % 4 == 0
        said = Said.DISAGREED if is_none else Said.ACKNOWLEDGED
        decide(store, owner, one.escalation_id, said.value, reason=_NONE if is_none else "")
