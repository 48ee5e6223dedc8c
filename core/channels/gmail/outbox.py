"""The rows of the outbox: what is to be put into Gmail is written down before it is tried.

A crash between Gmail and the database leaves a row in ``waiting``. The next attempt sees it and
looks for the draft in the mailbox before it makes one.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote

from core.channels.gmail.access import SQL
from core.channels.gmail.drafts import Placed
from core.channels.gmail.problems import BeingDelivered, DraftGone
from core.channels.mail import OutgoingMail
from core.errors import InvalidInput
from core.store import Reader, Row, Store, Transaction, load_sql

HOLD = timedelta(minutes=5)
"""For so long an attempt keeps others away; longer than any attempt takes."""


@dataclass(frozen=True)
class Delivery:
    """Where an approved text went. Times are naive UTC.

    ``state`` of ``channel`` gmail: ``waiting``, ``created``, ``failed`` (``error`` says why), ``gone``
    (a person must say whether it was sent), ``sent``, ``discarded`` or ``replaced``; of the other
    channels (``eml``, ``link``, ``copy``): ``handed_over``.
    """

    delivery_id: int
    draft_id: int
    approval_id: int
    content_hash: str
    owner: str
    address: str
    channel: str
    state: str
    attempts: int
    gmail_draft_id: str | None
    message_id: str | None
    thread_id: str | None
    error: str
    begun_at: datetime
    changed_at: datetime
    seen_at: datetime | None

    @property
    def link(self) -> str:
        """Where the draft can be opened in Gmail; empty when it is not there."""
        if self.state != "created" or not self.message_id:
            return ""
        account = quote(self.address, safe="")
        return f"https://mail.google.com/mail/?authuser={account}#drafts/{self.message_id}"


_SHOWN = tuple(field.name for field in fields(Delivery))


@dataclass(frozen=True)
class Attempt:
    """An attempt that may go ahead.

    ``lies`` is the delivery of an earlier approval whose text lies in Gmail. ``is_unclear``: an earlier
    attempt may have made a draft that nobody wrote down; ``since`` is when the first began. ``hashes``
    are the texts that may lie there, ``replaces`` the deliveries that this one takes the place of.
    """

    delivery: Delivery
    lies: Delivery | None
    is_unclear: bool
    since: datetime
    hashes: frozenset[str]
    replaces: tuple[int, ...]
    is_done: bool = False


def delivery_of(row: Row) -> Delivery:
    """A row of ``ops.delivery`` as it is shown."""
    return Delivery(**{name: row[name] for name in _SHOWN})


def latest(
    reader: Reader, draft_ids: Sequence[int], *, channel: str | None = None
) -> dict[int, Delivery]:
    """The newest delivery of each draft, by ``channel`` or by whichever.

    For use cases that have checked who may see the drafts.
    """
    params = {"draft_ids": list(draft_ids), "channel": channel}
    rows = reader.rows(load_sql(SQL, "latest_deliveries"), params)
    return {row["draft_id"]: delivery_of(row) for row in rows}


def deliveries(reader: Reader, delivery_ids: Sequence[int]) -> tuple[Delivery, ...]:
    """These deliveries, by number."""
    rows = reader.rows(load_sql(SQL, "deliveries"), {"delivery_ids": list(delivery_ids)})
    return tuple(delivery_of(row) for row in rows)


def done_already(reader: Reader, mail: OutgoingMail, address: str) -> Delivery | None:
    """The delivery of exactly this approval, if it lies in the mailbox."""
    for row in rows_of(reader, mail.draft_id):
        if (row["approval_id"], row["content_hash"], row["address"], row["state"]) == (
            mail.approval_id,
            mail.content_hash,
            address,
            "created",
        ):
            return delivery_of(row)
    return None


def rows_of(reader: Reader, draft_id: int) -> list[Row]:
    """All deliveries of a draft into Gmail, the newest first."""
    return reader.rows(load_sql(SQL, "deliveries_of_draft"), {"draft_id": draft_id})


def begin(
    store: Store, work: Transaction, mail: OutgoingMail, *, owner: str, address: str
) -> Attempt:
    """Write down that ``mail`` is about to be put into the mailbox; refuse what must not be tried."""
    rows = rows_of(work, mail.draft_id)
    own = next((row for row in rows if row["approval_id"] == mail.approval_id), None)
    others = [row for row in rows if row is not own]
    _check(store, rows, own, mail, address)
    if own is not None and own["state"] == "created":
        return _attempt(own, others, done=True)
    now = store.clock.now()
    if own is None:
        number = _add(work, mail, now, owner, address, "gmail", "waiting")
    else:
        number = own["delivery_id"]
    hold = {"held_by": this_process(os.getpid()), "held_until": now + HOLD}
    work.execute(load_sql(SQL, "try_delivery"), {"delivery_id": number, "at": now, **hold})
    work.touch("ops.delivery")
    begun = next(row for row in rows_of(work, mail.draft_id) if row["delivery_id"] == number)
    return _attempt(begun, others, tried_before=own is not None)


def record(
    store: Store, work: Transaction, mail: OutgoingMail, *, owner: str, channel: str
) -> Delivery:
    """Write down that ``mail`` was handed over by another channel than Gmail."""
    now = store.clock.now()
    number = _add(work, mail, now, owner, mail.sender, channel, "handed_over")
    work.touch("ops.delivery")
    return deliveries(work, [number])[0]


def finish(store: Store, work: Transaction, attempt: Attempt, placed: Placed) -> Delivery:
    """Write down where the draft lies; what it replaces is none any more."""
    work.execute(
        load_sql(SQL, "finish_delivery"),
        {
            "delivery_id": attempt.delivery.delivery_id,
            "gmail_draft_id": placed.draft_id,
            "message_id": placed.message_id,
            "thread_id": placed.thread_id,
            "at": store.clock.now(),
        },
    )
    move(store, work, attempt.replaces, "replaced")
    work.touch("ops.delivery")
    return deliveries(work, [attempt.delivery.delivery_id])[0]


def fail(store: Store, work: Transaction, attempt: Attempt, error: str) -> None:
    """Write down why the attempt failed."""
    params = {
        "delivery_id": attempt.delivery.delivery_id,
        "error": error,
        "at": store.clock.now(),
    }
    work.execute(load_sql(SQL, "fail_delivery"), params)
    work.touch("ops.delivery")


def move(store: Store, work: Transaction, delivery_ids: Iterable[int], state: str) -> None:
    """Put deliveries into another state."""
    params = {"delivery_ids": list(delivery_ids), "state": state, "at": store.clock.now()}
    if params["delivery_ids"]:
        work.execute(load_sql(SQL, "set_delivery_state"), params)
        work.touch("ops.delivery")


def _add(  # noqa: PLR0917 - the columns of the row
    work: Transaction,
    mail: OutgoingMail,
    at: datetime,
    owner: str,
    address: str,
    channel: str,
    state: str,
) -> int:
    number = int(work.value(load_sql(SQL, "next_delivery")))
    params: dict[str, Any] = {
        "delivery_id": number,
        "draft_id": mail.draft_id,
        "approval_id": mail.approval_id,
        "content_hash": mail.content_hash,
        "owner": owner,
        "address": address,
        "channel": channel,
        "state": state,
        "at": at,
    }
    work.execute(load_sql(SQL, "add_delivery"), params)
    return number


@cache
def this_process(pid: int) -> str:
    """A name that no other process has, nor a later one with the same number."""
    return f"{pid}-{secrets.token_hex(8)}"


def _check(
    store: Store, rows: Sequence[Row], own: Row | None, mail: OutgoingMail, address: str
) -> None:
    if any(_is_held(store, row) for row in rows):
        raise BeingDelivered
    if any(row["state"] == "sent" for row in rows):
        raise InvalidInput("This draft was sent.", "Write a new one.")
    if any(row["state"] == "gone" for row in rows):
        raise DraftGone
    if any(row["state"] == "created" and row["address"] != address for row in rows):
        raise InvalidInput(
            "This draft lies in another mailbox.", "Delete it there, then say that it is deleted."
        )
    if own is not None and own["content_hash"] != mail.content_hash:
        raise InvalidInput("The approval is of another text.", "Approve the text as it stands now.")
    if own is not None and own["state"] == "replaced":
        raise InvalidInput("A later approval replaced this one.", "Use the later one.")


def _is_held(store: Store, row: Row) -> bool:
    """Whether an attempt is under way. A process that is gone holds nothing, wherever we can tell."""
    if row["state"] != "waiting" or row["held_until"] is None:
        return False
    is_other = row["held_by"] != this_process(os.getpid())
    return bool(row["held_until"] > store.clock.now()) and not (store.is_file and is_other)


def _attempt(
    own: Row, others: Sequence[Row], *, tried_before: bool = False, done: bool = False
) -> Attempt:
    lying = next((row for row in others if row["state"] == "created"), None)
    open_ones = [row for row in others if row["state"] in ("created", "waiting", "failed")]
    unclear = [row for row in open_ones if row["state"] != "created"]
    return Attempt(
        delivery=delivery_of(own),
        lies=delivery_of(lying) if lying else None,
        is_unclear=tried_before or bool(unclear),
        since=min(row["begun_at"] for row in (own, *others)),
        hashes=frozenset(row["content_hash"] for row in (own, *others)),
        replaces=tuple(row["delivery_id"] for row in open_ones),
        is_done=done,
    )
