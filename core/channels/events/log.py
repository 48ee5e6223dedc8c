"""Publish an event, and read those one may see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.channels.events.model import Event, EventKind, RecordedEvent
from core.store import Reader, Row, Transaction, load_sql

SQL = Path(__file__).parent / "sql"


def publish(work: Transaction, event: Event) -> bool:
    """Record ``event`` with the transaction's own writes; ``False`` when its key is there already."""
    if work.value(load_sql(SQL, "known"), {"event": event.key}):
        return False
    work.execute(
        load_sql(SQL, "add"),
        {
            "event_id": int(work.value(load_sql(SQL, "next"))),
            "event": event.key,
            "kind": event.kind.value,
            "account_key": event.account_key,
            "subject": event.subject,
            "title": event.title,
            "detail": event.detail,
            "evidence": list(event.evidence),
            "for_email": event.for_email.strip().lower(),
            "data": json.dumps(dict(event.data), ensure_ascii=False, sort_keys=True),
            "at": work.clock.now(),
        },
    )
    work.touch("ops.event")
    return True


def events(
    store: Reader,
    actor: Actor,
    *,
    kinds: Sequence[EventKind] = (),
    account_key: int | None = None,
    for_email: str | None = None,
    since: datetime | None = None,
    after: int | None = None,
    limit: int = 50,
) -> tuple[RecordedEvent, ...]:
    """The newest events first: of the actor's accounts, and those addressed to the actor.

    No ``kinds`` means all. With ``after``, the number of the last event seen, the ones that followed it,
    the oldest first: so a program reads along and misses none. Whoever is asked to act on an event sees it without being on the account's
    team, as the owner of a deal often is not.
    """
    require(actor, Permission.ACCOUNT_READ)
    params = viewer(actor) | {
        "kinds": [kind.value for kind in kinds],
        "account_key": account_key,
        "for_email": None if for_email is None else for_email.strip().lower(),
        "since": since,
        "after": after,
        "limit": limit,
    }
    return tuple(_recorded(row) for row in store.rows(load_sql(SQL, "events"), params))


def _recorded(row: Row) -> RecordedEvent:
    given = {
        "kind": EventKind(row["kind"]),
        "evidence": tuple(row["evidence"]),
        "data": json.loads(row["data"]),
    }
    return RecordedEvent(**{**row, **given})
