"""A notice for the chat, passed on to each of several webhooks that receives it.

Each gets a row of its own in the ledger, once; from then on one that is down keeps no other back.
"""

from __future__ import annotations

from core.actor import Actor
from core.channels.chat.receivers import About, receivers
from core.channels.notices.model import ChannelName, route
from core.channels.notices.queue import SQL
from core.settings import ChatWebhook, Settings
from core.store import Row, Store, Transaction, load_sql


def pass_on(store: Store, actor: Actor, settings: Settings) -> None:
    """Add the rows of the webhooks that receive what is due for the chat.

    Where there is no webhook without a name, the row it would have gone by gives way to theirs; where
    none receives it, that row stays and says so.
    """
    if not settings.chat_webhooks:
        return
    asked = {"at": store.clock.now(), "channel": ChannelName.CHAT.value}
    rows = store.patient.rows(load_sql(SQL, "to_pass_on"), asked)
    wanted = [(row, _names(row, settings.chat_webhooks)) for row in rows]
    if not any(names for _row, names in wanted):
        return
    keeps = bool(settings.chat_webhook.get_secret_value().strip())
    with store.transaction(actor, "notice.pass_on") as work:
        added = sum(_added(work, row, names, keeps=keeps) for row, names in wanted)
        if added:
            work.touch("ops.notice_delivery")
        work.note(added=added)


def _names(row: Row, webhooks: tuple[ChatWebhook, ...]) -> list[str]:
    about = About(row["severity"], row["region"], row["owner_email"], tuple(row["teams"]))
    known = set(row["passed_on"])
    routes = [route(ChannelName.CHAT, one.name) for one in receivers(webhooks, about)]
    return [name for name in routes if name not in known]


def _added(work: Transaction, row: Row, names: list[str], *, keeps: bool) -> int:
    for name in names:
        work.execute(
            load_sql(SQL, "add_passed_on"),
            {
                "original": row["delivery_id"],
                "delivery_id": int(work.value(load_sql(SQL, "next"))),
                "channel": name,
                "at": work.clock.now(),
            },
        )
    if names and not keeps:
        work.execute(load_sql(SQL, "give_way"), {"delivery_id": row["delivery_id"]})
    return len(names)
