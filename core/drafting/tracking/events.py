"""The log of what happens to drafts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from core.drafting.tracking.model import DraftEvent
from core.store import Reader, Transaction, load_sql

statement = partial(load_sql, Path(__file__).parent / "sql")

FOLLOWED = frozenset({"sent", "replied", "meeting_booked"})
"""Events that the engagement follows: the models of the account run again."""


@dataclass(frozen=True)
class Happening:
    """What happened to which draft. ``at`` is empty where only the day is known."""

    draft_id: int
    account_key: int
    contact_key: int | None
    event: str
    on: date
    at: datetime | None = None
    activity_key: int | None = None


def put_event(
    work: Transaction,
    happening: Happening,
    recorded_at: datetime,
    recorded_by: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Keep an event in the open transaction."""
    work.execute(
        statement("event_insert"),
        {
            "draft_id": happening.draft_id,
            "account_key": happening.account_key,
            "contact_key": happening.contact_key,
            "event": happening.event,
            "occurred_on": happening.on,
            "occurred_at": happening.at,
            "activity_key": happening.activity_key,
            "recorded_at": recorded_at,
            "recorded_by": recorded_by,
            "detail": json.dumps(detail or {}, ensure_ascii=False, default=str),
        },
    )
    work.touch("ops.draft")
    if happening.event in FOLLOWED:
        work.touch_account("ops.draft_event", happening.account_key)


def events_of_draft(reader: Reader, draft_id: int) -> tuple[DraftEvent, ...]:
    """All events of a draft, oldest first."""
    rows = reader.rows(statement("events_of_draft"), {"draft_id": draft_id})
    return tuple(DraftEvent(**{**row, "detail": json.loads(row["detail"])}) for row in rows)
