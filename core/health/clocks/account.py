"""The clocks of one account's tickets."""

from __future__ import annotations

from datetime import date, datetime

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.health.clocks.model import TicketClock
from core.health.clocks.prepare import prepare
from core.health.clocks.query import account_statement, parameters
from core.store import Store


def ticket_clocks(
    store: Store,
    actor: Actor,
    account_key: int,
    as_of: date,
    *,
    closed_from: date | None = None,
    moment: datetime | None = None,
) -> tuple[TicketClock, ...]:
    """The clocks of the tickets open at ``as_of``, and of those closed since ``closed_from``.

    They are read at ``moment``: without one now, or at the end of a past date. The scores must be fresh for
    ``as_of``. Raises :class:`~core.errors.NotFound` when the actor sees no such account.
    """
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, account_key)
    prepare(store, actor, as_of, account_key)
    rows = store.rows(
        account_statement(),
        parameters(store.clock, as_of, account_key, closed_from=closed_from, moment=moment),
    )
    return tuple(TicketClock(**row) for row in rows)
