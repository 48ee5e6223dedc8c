"""The ledger of deliveries: what is due, and what became of each attempt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.actor import Actor
from core.auth.scope import viewer
from core.channels.notices.channel import Sent
from core.channels.notices.model import Notice, NoticeDelivery, State
from core.channels.notices.queue import SQL
from core.channels.notices.reading import delivery_of
from core.channels.notices.waits import KEPT_UNCONFIGURED, KEPT_WAITING, backoff
from core.store import Reader, Transaction, load_sql


@dataclass(frozen=True)
class Due:
    """A delivery that may be tried now, by ``route``; ``attempts`` counts the ones before."""

    delivery_id: int
    route: str
    notice: Notice
    state: State
    attempts: int
    error: str
    queued_at: datetime


def due(reader: Reader, now: datetime) -> tuple[Due, ...]:
    """What may be tried at ``now``, in the order in which it was queued."""
    return tuple(
        Due(
            row["delivery_id"],
            row["channel"],
            Notice.from_json(row["notice"]),
            State(row["state"]),
            row["attempts"],
            row["error"],
            row["queued_at"],
        )
        for row in reader.rows(load_sql(SQL, "due"), {"at": now})
    )


def overdue(reader: Reader, now: datetime) -> list[int]:
    """What is too old to be news, and was never delivered."""
    ages = {"waiting_since": now - KEPT_WAITING, "unconfigured_since": now - KEPT_UNCONFIGURED}
    return [row["delivery_id"] for row in reader.rows(load_sql(SQL, "overdue"), ages)]


def begin(work: Transaction, tried: Iterable[Due]) -> None:
    """Count the attempt and put off the next before anything goes out.

    A process that dies in the middle, and again after its start, then repeats itself at the pace of the
    waits and not of its starts.
    """
    now = work.clock.now()
    for one in tried:
        attempts = one.attempts + 1
        row = {"delivery_id": one.delivery_id, "at": now, "attempts": attempts}
        work.execute(load_sql(SQL, "begin"), row | {"next_at": now + backoff(attempts)})


def delivered(work: Transaction, one: Due, sent: Sent) -> None:
    """It got through."""
    row = {"delivery_id": one.delivery_id, "at": work.clock.now()}
    work.execute(load_sql(SQL, "finish"), row | {"reference": sent.reference, "error": sent.note})
    if sent.keep is not None:
        sent.keep(work)


def failed(
    work: Transaction, one: Due, error: str, *, state: State, wait: timedelta | None = None
) -> None:
    """It did not; the next attempt is in ``wait`` or after the backoff, whichever is later."""
    pause = max(backoff(one.attempts + 1), wait or timedelta())
    row = {"delivery_id": one.delivery_id, "state": state.value, "error": error}
    work.execute(load_sql(SQL, "fail"), row | {"next_at": work.clock.now() + pause})


def not_configured(work: Transaction, one: Due, missing: str) -> None:
    """The channel is not set up; it is due as soon as that is."""
    state = State.NOT_CONFIGURED.value
    params = {"delivery_id": one.delivery_id, "state": state, "error": missing}
    work.execute(load_sql(SQL, "set_state"), params)


def expire(work: Transaction, delivery_ids: Iterable[int]) -> None:
    """Give up what is too old; why it was not delivered stays with it."""
    for number in delivery_ids:
        work.execute(load_sql(SQL, "expire"), {"delivery_id": number, "state": State.EXPIRED.value})


def by_number(
    reader: Reader, actor: Actor, delivery_ids: Sequence[int]
) -> tuple[NoticeDelivery, ...]:
    """These deliveries as they stand, of accounts that the actor sees."""
    params = viewer(actor) | {"delivery_ids": list(delivery_ids)}
    rows = reader.rows(load_sql(SQL, "by_number"), params)
    return tuple(delivery_of(row) for row in rows)
