"""An account's own interval between check-ins."""

from __future__ import annotations

from pathlib import Path

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.errors import InvalidInput
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
LONGEST_DAYS = 730


def set_interval(
    store: Store, actor: Actor, account_key: int, every_days: int | None, reason: str
) -> None:
    """Check in every so many days whatever policy says; 0 for never, ``None`` for policy's interval again."""
    require(actor, Permission.ACCOUNT_OVERRIDE)
    account = require_account(store, actor, account_key)
    said = reason.strip()
    if not said:
        raise InvalidInput("The reason is missing.", "Say in a sentence why this account differs.")
    if every_days is not None and not 0 <= every_days <= LONGEST_DAYS:
        raise InvalidInput(
            f"{every_days} days is no interval.", f"Give 0 for never, or 1 to {LONGEST_DAYS} days."
        )
    subject = f"account {account.source_id}"
    with store.transaction(actor, "checkin.set_interval", subject) as work:
        work.execute(load_sql(SQL, "interval_delete"), {"account_key": account_key})
        if every_days is not None:
            work.execute(
                load_sql(SQL, "interval_insert"),
                {
                    "account_key": account_key,
                    "every_days": every_days,
                    "reason": said,
                    "set_by": actor.email,
                    "set_at": store.clock.now(),
                },
            )
        work.touch("ops.checkin_interval")
        work.note(every_days=every_days, reason=said)
