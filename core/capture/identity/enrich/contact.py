"""What a contact's record leaves open: country and time zone."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.accounts import require_account
from core.accounts.zones import zones_of
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import sees_all
from core.capture.identity.enrich.account import gaps_of_account
from core.capture.identity.enrich.model import SQL, Filled
from core.capture.identity.enrich.phones import country_name, country_of_phone
from core.errors import NotFound
from core.store import Reader, load_sql


def contact_gaps(store: Reader, actor: Actor, contact_key: int, on: date) -> tuple[Filled, ...]:
    """The values found for what the contact's record leaves open; raises NotFound for one not seen."""
    require(actor, Permission.ACCOUNT_READ)
    row = store.one(load_sql(SQL, "contact"), {"contact_key": contact_key})
    if row is None or (row["account_key"] is None and not sees_all(actor)):
        raise NotFound("No such contact is known to you.", "Choose one on an account's page.")
    if row["account_key"] is not None:
        require_account(store, actor, row["account_key"])
    gaps = of_account(store, row, on)
    return tuple(one for one in (country(row, gaps), zone(row, gaps, on)) if one is not None)


def of_account(store: Reader, row: dict[str, Any], on: date) -> dict[str, Filled]:
    """What is found for the contact's account, by field; nothing where its own record says both."""
    if row["account_key"] is None or (row["account_country"] and row["account_time_zone"]):
        return {}
    return {gap.field: gap for gap in gaps_of_account(store, row["account_key"], on)}


def country(row: dict[str, Any], gaps: dict[str, Filled]) -> Filled | None:
    """The country of a contact whose record names none; ``gaps`` are those of the account."""
    if row["country"]:
        return None
    if code := country_of_phone(row["phone"]):
        rows = (f"crm.contact/{row['contact_key']}",)
        why = f"The phone number {row['phone']} is of that country."
        return Filled("country", country_name(code), "the phone number", why, rows)
    if row["account_country"]:
        rows = (f"crm.account/{row['account_key']}",)
        return Filled(
            "country", row["account_country"], "the account", "The account is there.", rows
        )
    return gaps.get("country")


def zone(row: dict[str, Any], gaps: dict[str, Filled], on: date) -> Filled | None:
    """The time zone of a contact whose record names none; the likeliest where several fit."""
    if row["time_zone"]:
        return None
    gap = gaps.get("time_zone")
    zones = zones_of(
        phone=row["phone"],
        country=row["country"] or row["account_country"],
        account_zone=row["account_time_zone"] or (gap.value if gap else None),
        on=on,
    )
    if not zones.names:
        return None
    rows: tuple[str, ...] = (f"crm.contact/{row['contact_key']}",)
    if zones.is_of_account:
        rows = (*rows, *(gap.evidence if gap else (f"crm.account/{row['account_key']}",)))
    return Filled(
        "time_zone", zones.names[0], zones.source, zones.sentence, rows, is_certain=zones.is_certain
    )
