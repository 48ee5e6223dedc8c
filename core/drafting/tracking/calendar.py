"""The executive-attention calendar: one for all systems and all of us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.drafting.tracking.model import CalendarDay
from core.drafting.tracking.touches import Asked, touches
from core.errors import InvalidInput
from core.store import Reader

LONGEST_DAYS = 366


def attention_calendar(
    reader: Reader,
    actor: Actor,
    today: date,
    days: tuple[date, date],
    *,
    account_key: int | None = None,
    contact_keys: Sequence[int] = (),
) -> tuple[CalendarDay, ...]:
    """The days with something on them, with what touches whom, on the actor's accounts."""
    require(actor, Permission.DRAFT_READ)
    start, end = days
    if not 0 <= (end - start).days <= LONGEST_DAYS:
        raise InvalidInput(
            f"{start} to {end} is no calendar.", f"Ask for up to {LONGEST_DAYS} days in order."
        )
    if account_key is not None:
        require_account(reader, actor, account_key)
    wanted = frozenset(contact_keys)
    found = touches(reader, Asked(today, start, end, account_key), viewer(actor))
    kept = [
        touch for touch in found if (touch.contact_key in wanted if wanted else touch.is_executive)
    ]
    return tuple(
        CalendarDay(day, tuple(on_day)) for day, on_day in groupby(kept, key=lambda touch: touch.on)
    )
