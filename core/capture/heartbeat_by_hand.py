"""A heartbeat that a person typed in, and taking it back: a slip would make an integration fall silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.heartbeat import checked_beat
from core.errors import NotFound
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
LONGEST_NAME = 100


@dataclass(frozen=True)
class EnteredBeat:
    """A heartbeat as typed in; ``seen_at`` is naive UTC."""

    heartbeat_key: int
    integration: str
    seen_at: datetime
    api_calls: int | None


def enter_heartbeat(
    store: Store,
    actor: Actor,
    account_key: int,
    integration: str,
    *,
    seen_at: datetime,
    api_calls: int | None = None,
) -> bool:
    """Record that ``integration`` was seen alive (naive UTC); false when that was typed in before."""
    require(actor, Permission.HEARTBEAT_ENTER)
    account = require_account(store, actor, account_key)
    name, moment = checked_beat(store.clock, integration[:LONGEST_NAME], seen_at, api_calls)
    source_id = f"{account.source_system}:{account.source_id}/{name}/{moment.isoformat()}"
    with store.transaction(actor, "heartbeat.enter", source_id) as work:
        known = {"system": "manual", "source_id": source_id}
        is_new = not work.value(load_sql(SQL, "posted_heartbeat"), known)
        if is_new:
            row = {
                **known,
                "integration": name,
                "seen_at": moment,
                "api_calls": api_calls,
                "account_ref": account.source_id,
                "account_key": account.account_key,
            }
            work.execute(load_sql(SQL, "post_heartbeat"), row)
            work.touch_account("crm.heartbeat", account.account_key)
        work.note(recorded=is_new)
    return is_new


def entered_heartbeats(
    store: Store, actor: Actor, account_key: int, limit: int = 20
) -> tuple[EnteredBeat, ...]:
    """What was typed in for the account, the newest first."""
    require_account(store, actor, account_key)
    asked = {"account_key": account_key, "limit": limit}
    rows = store.rows(load_sql(SQL, "entered_heartbeats"), asked)
    return tuple(EnteredBeat(**row) for row in rows)


def withdraw_heartbeat(store: Store, actor: Actor, account_key: int, heartbeat_key: int) -> None:
    """Take back a heartbeat that was typed in; raises :class:`~core.errors.NotFound` for any other."""
    require(actor, Permission.HEARTBEAT_ENTER)
    account = require_account(store, actor, account_key)
    named = {"account_key": account.account_key, "heartbeat_key": heartbeat_key}
    with store.transaction(actor, "heartbeat.withdraw", str(heartbeat_key)) as work:
        row = work.one(load_sql(SQL, "entered_heartbeat"), named)
        if row is None:
            raise NotFound(
                "There is no such heartbeat that was typed in.",
                "What was posted or imported stays; undo the import instead.",
            )
        work.execute(load_sql(SQL, "withdraw_heartbeat"), named)
        work.touch_account("crm.heartbeat", account.account_key)
        work.note(integration=row["integration"], seen_at=row["seen_at"].isoformat())
