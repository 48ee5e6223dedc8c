"""When an account's people work: as its record says, or as somebody who knows better set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from core.accounts import require_account
from core.accounts.countries import country_code
from core.accounts.zones import is_zone
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.errors import InvalidInput, NotFound
from core.health.clocks.prepare import prepare
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class AccountHours:
    """The hours in force; ``own_*`` are those set by hand, ``None`` where the record or policy decides.

    ``time_zone`` is ``None`` while the calendar is not made: no ticket of the account is known.
    ``note`` says what had to be assumed.
    """

    opens_hour: float
    closes_hour: float
    is_always: bool
    time_zone: str | None
    country: str | None
    subdivision: str | None
    note: str
    own_country: str | None
    own_region: str | None
    own_time_zone: str | None
    own_opens_hour: float | None
    own_closes_hour: float | None
    reason: str | None
    set_by: str | None
    set_at: datetime | None


@dataclass(frozen=True)
class HoursChange:
    """What to set; an empty text or ``None`` leaves what the record and the policy say."""

    country: str = ""
    region: str = ""
    time_zone: str = ""
    opens_hour: float | None = None
    closes_hour: float | None = None
    is_always: bool = False


def account_hours(store: Store, actor: Actor, account_key: int, as_of: date) -> AccountHours:
    """When the account's people work, with what had to be assumed."""
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, account_key)
    prepare(store, actor, as_of, account_key)
    row = store.one(load_sql(SQL, "account_hours"), {"account_key": account_key, "as_of": as_of})
    return AccountHours(**(row or {}))


def set_account_hours(
    store: Store, actor: Actor, account_key: int, change: HoursChange, reason: str
) -> None:
    """Set the hours of an account in place of those set before; the clocks follow at once.

    Raises :class:`~core.errors.InvalidInput` for a country, zone or hour there is not.
    """
    require(actor, Permission.ACCOUNT_OVERRIDE)
    account = require_account(store, actor, account_key)
    if not reason.strip():
        raise InvalidInput("Business hours set by hand need a reason.", "Say why in a few words.")
    values = _checked(store, change)
    with store.transaction(actor, "account_hours.set", account.label) as work:
        work.execute(
            "DELETE FROM ops.account_hours WHERE account_key = $account_key",
            {"account_key": account_key},
        )
        work.execute(
            load_sql(SQL, "account_hours_insert"),
            {
                "account_key": account_key,
                **values,
                "reason": reason.strip(),
                "set_by": actor.email,
                "set_at": store.clock.now(),
            },
        )
        work.touch("ops.account_hours")
        work.note(**{name: value for name, value in values.items() if value is not None})


def clear_account_hours(store: Store, actor: Actor, account_key: int) -> None:
    """Go back to what the record and the policy say."""
    require(actor, Permission.ACCOUNT_OVERRIDE)
    account = require_account(store, actor, account_key)
    scope = {"account_key": account_key}
    with store.transaction(actor, "account_hours.clear", account.label) as work:
        if not work.rows("SELECT 1 FROM ops.account_hours WHERE account_key = $account_key", scope):
            raise NotFound(
                f"No hours were set by hand for {account.name}.", "There is nothing to take back."
            )
        work.execute("DELETE FROM ops.account_hours WHERE account_key = $account_key", scope)
        work.touch("ops.account_hours")


def _checked(store: Store, change: HoursChange) -> dict[str, object]:
    country = change.country.strip()
    code = country_code(country) if country else None
    if country and code is None:
        raise InvalidInput(
            f"{country!r} is no country we know.", "Give its name or ISO code, e.g. Germany or DE."
        )
    zone = change.time_zone.strip()
    if zone and not is_zone(zone):
        raise InvalidInput(f"{zone!r} is no time zone.", "Give an IANA name, e.g. Europe/Berlin.")
    for hour in (change.opens_hour, change.closes_hour):
        if hour is not None and not 0 <= hour <= 24:
            raise InvalidInput(f"{hour:g} is no hour of a day.", "Give 0 to 24.")
    _check_order(store, change)
    return {
        "country": code,
        "region": change.region.strip() or None,
        "time_zone": zone or None,
        "opens_hour": change.opens_hour,
        "closes_hour": change.closes_hour,
        "is_always": change.is_always,
    }


def _check_order(store: Store, change: HoursChange) -> None:
    """The day must end after it begins, also with the half that the policy gives."""
    for row in store.rows(load_sql(SQL, "policy_hours")):
        opens = row["opens_hour"] if change.opens_hour is None else change.opens_hour
        closes = row["closes_hour"] if change.closes_hour is None else change.closes_hour
        if opens >= closes:
            raise InvalidInput(
                f"The day would begin at {opens:g} and end at {closes:g}.",
                "Give both hours, the end after the beginning.",
            )
