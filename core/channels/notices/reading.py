"""How far notices got, for the screen."""

from __future__ import annotations

from collections.abc import Sequence

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.channels.notices.model import NoticeDelivery, State, routed
from core.channels.notices.queue import SQL
from core.store import Reader, Row, load_sql


def deliveries(
    store: Reader,
    actor: Actor,
    *,
    key_prefix: str | None = None,
    account_key: int | None = None,
    states: Sequence[State] = (),
    limit: int = 200,
) -> tuple[NoticeDelivery, ...]:
    """Deliveries of the actor's accounts, the newest first; a row a notice and channel.

    No ``states`` means all.
    """
    require(actor, Permission.ACCOUNT_READ)
    params = viewer(actor) | {
        "key_prefix": key_prefix,
        "account_key": account_key,
        "states": [state.value for state in states],
        "limit": limit,
    }
    return tuple(delivery_of(row) for row in store.rows(load_sql(SQL, "deliveries"), params))


def delivery_of(row: Row) -> NoticeDelivery:
    """A row as it is shown."""
    channel, webhook = routed(row["channel"])
    named = {"channel": channel, "webhook": webhook, "state": State(row["state"])}
    return NoticeDelivery(**{**row, **named})
