"""Queue a notice in the transaction that makes it necessary, so that neither is without the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from core.channels.events import Event, publish
from core.channels.notices.model import ChannelName, Notice, State
from core.store import Transaction, load_sql

SQL = Path(__file__).parent / "sql"


def queue(work: Transaction, notice: Notice, channels: Iterable[ChannelName]) -> None:
    """Write ``notice`` down for each of ``channels``; what is there by its key already stays as it is.

    The event to sales is in the database like the notice, so it is published here and now.
    """
    now = work.clock.now()
    for channel in dict.fromkeys(channels):
        if work.value(load_sql(SQL, "known"), {"notice": notice.key, "channel": channel.value}):
            continue
        is_here = channel is ChannelName.SALES_EVENT
        if is_here:
            publish(work, event_of(notice))
        _add(work, notice, channel, now, is_done=is_here)
    work.touch("ops.notice_delivery")


def event_of(notice: Notice) -> Event:
    """The notice as the event that sales sees."""
    return Event(
        kind=notice.kind,
        account_key=notice.account_key,
        subject=notice.subject,
        title=notice.title,
        detail="\n".join(notice.lines),
        evidence=notice.evidence,
        for_email=notice.sales_email,
        key=notice.key,
        data={"severity": notice.severity, "path": notice.path} | dict(notice.data),
    )


def _add(
    work: Transaction, notice: Notice, channel: ChannelName, now: datetime, *, is_done: bool
) -> None:
    work.execute(
        load_sql(SQL, "add"),
        {
            "delivery_id": int(work.value(load_sql(SQL, "next"))),
            "notice_id": notice.key,
            "channel": channel.value,
            "account_key": notice.account_key,
            "title": notice.title,
            "severity": notice.severity,
            "notice": notice.to_json(),
            "state": (State.DELIVERED if is_done else State.WAITING).value,
            "attempts": 1 if is_done else 0,
            "at": now,
            "delivered_at": now if is_done else None,
        },
    )
