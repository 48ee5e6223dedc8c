"""The process that queues notices and takes them to their channels, to be killed at any moment."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from core.actor import SCHEDULER
from core.channels.notices import ChannelName, Notice, deliver_due, queue
from core.clock import Clock
from core.settings import Settings
from core.store import Store

STARTED, OPENED = -2, -1
BEGUN = datetime(2026, 6, 30, 12, 0)
ACCOUNT = """
INSERT INTO crm.account (account_key, name, owner_email) VALUES (11, 'Acme', 'ann@us.example')
"""


def told(number: int) -> Notice:
    """The notice of one escalation."""
    return Notice(
        key=f"escalation/{number}/opened",
        account_key=11,
        account_name="Acme",
        title=f"Escalation {number}",
        severity="high",
        lines=(f"It is number {number}.",),
        rep_email="ann@us.example",
        manager_email="",
        sales_email="sal@us.example",
        crm_page_id="",
        path="/account",
    )


def at_hour(hour: int) -> Clock:
    """A clock that stands at the ``hour``-th hour: after each start the waits are over."""
    return Clock(now=lambda: BEGUN + timedelta(hours=hour))


def deliver(store: Store, settings: Settings) -> None:
    deliver_due(store, settings, SCHEDULER, pause=lambda _seconds: None)


def run(path: Path, given: dict[str, Any], round_number: int, acknowledged: Connection) -> None:
    """Deliver what is there, then queue and deliver; each acknowledged once it is queued."""
    acknowledged.send(STARTED)
    store = Store.open(path, clock=at_hour(7 * round_number), threads=1)
    settings = Settings(database=path, **given)
    acknowledged.send(OPENED)
    deliver(store, settings)
    first = int(store.value("SELECT count(DISTINCT key) FROM ops.notice_delivery")) + 1
    for number in itertools.count(first):
        with store.transaction(SCHEDULER, "escalation.open", str(number)) as work:
            queue(work, told(number), tuple(ChannelName))
        acknowledged.send(number)
        deliver(store, settings)
