"""A heartbeat posted by an integration: recorded once, however often it is posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from core.accounts import find_account, identified_account
from core.actor import Actor
from core.auth.guard import allows, require
from core.auth.permissions import Permission
from core.clock import Clock
from core.errors import InvalidInput
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
_CLOCKS_MAY_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True)
class Receipt:
    """What was recorded. ``recorded`` is false when the same heartbeat was here already."""

    account_id: str
    integration: str
    seen_at: datetime
    recorded: bool


def post_heartbeat(
    store: Store,
    actor: Actor,
    account: str,
    integration: str,
    *,
    seen_at: datetime | None = None,
    api_calls: int | None = None,
) -> Receipt:
    """Record that ``integration`` of ``account`` was alive at ``seen_at`` (naive UTC; now without).

    The same account, integration and second is the same heartbeat. A time ahead of ours is
    refused: it would hide a silence to come.
    """
    require(actor, Permission.HEARTBEAT_POST)
    may_read = allows(actor, Permission.ACCOUNT_READ)
    found = (find_account if may_read else identified_account)(store, actor, account)
    name, moment = checked_beat(store.clock, integration, seen_at or store.clock.now(), api_calls)
    source_id = f"{found.source_system}:{found.source_id}/{name}/{moment.isoformat()}"
    row = {
        "system": "api",
        "source_id": source_id,
        "integration": name,
        "seen_at": moment,
        "api_calls": api_calls,
        "account_ref": found.source_id,
        "account_key": found.account_key,
    }
    known = {"system": "api", "source_id": source_id}
    if store.value(load_sql(SQL, "posted_heartbeat"), known):
        return Receipt(found.source_id, name, moment, False)
    with store.transaction(actor, "heartbeat.post", source_id) as work:
        is_new = not work.value(load_sql(SQL, "posted_heartbeat"), known)
        if is_new:
            work.execute(load_sql(SQL, "post_heartbeat"), row)
            work.touch_account("crm.heartbeat", found.account_key)
        work.note(recorded=is_new)
    return Receipt(found.source_id, name, moment, is_new)


def checked_beat(
    clock: Clock, integration: str, seen_at: datetime, api_calls: int | None
) -> tuple[str, datetime]:
    """The integration's name and the time to the second; raises :class:`InvalidInput` for what is none."""
    name = integration.strip()
    moment = seen_at.replace(microsecond=0)
    if not name:
        raise InvalidInput("The integration has no name.", "Give one.")
    if api_calls is not None and api_calls < 0:
        raise InvalidInput(f"api_calls is {api_calls}.", "Give the calls counted, 0 or more.")
    if moment > clock.now() + _CLOCKS_MAY_DIFFER:
        raise InvalidInput(
            f"seen_at {moment.isoformat()}Z is in the future.", "Set the sender's clock."
        )
    return name, moment
