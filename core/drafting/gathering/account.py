"""Facts of the account itself: name, fee, renewal, tenure, and how it stands."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.accounts.countries import country_code
from core.drafting.gathering.builder import SheetBuilder, reference
from core.drafting.gathering.names import company_aliases
from core.drafting.gathering.quantity import exact, rounded
from core.drafting.gathering.read import Found

_RENEWAL = re.compile(r"renew|verl[aä]nger|renouvel|renov|rinnov", re.IGNORECASE)


def is_renewal(name: str) -> bool:
    """Whether an opportunity's name says it is a renewal."""
    return bool(_RENEWAL.search(name))


def add_account(sheet: SheetBuilder, found: Found) -> None:
    """Company, tier, place, fee, renewal and tenure."""
    row = found.account
    seen = found.exported_at.get(row["batch_id"])
    if row["name"]:
        aliases = company_aliases(row["name"], row["domain"])
        sheet.add(
            "account.name", row["name"], evidence=_of(row, "name"), seen=seen, aliases=aliases
        )
    for name in ("tier", "region", "industry"):
        sheet.add(f"account.{name}", row[name], evidence=_of(row, name), seen=seen)
    if listed := found.filled.get("industry"):
        sheet.add("account.industry", listed.value, evidence=listed.evidence)
    code = country_code(row["country"])
    aliases = (code,) if code else ()
    sheet.add(
        "account.country", row["country"], evidence=_of(row, "country"), seen=seen, aliases=aliases
    )
    _add_fee(sheet, row, seen)
    if sheet.add("renewal_on", row["renewal_on"], evidence=_of(row, "renewal_on"), seen=seen):
        _add_days_to_renewal(sheet, row["renewal_on"])
    _add_tenure(sheet, row)


def add_standing(sheet: SheetBuilder, row: dict[str, Any]) -> None:
    """Health, engagement and the risks that follow from them, all for our own eyes."""
    rows = (reference("account", row["account_key"]),)
    if row["rag"] not in (None, "grey"):
        sheet.add("health.rag", row["rag"], evidence=rows)
        sheet.add("health.score", _points(row["health_score"]), evidence=rows)
    sheet.add("sponsor.level", row["sponsor_level"], evidence=rows)
    sheet.add("sponsor.score", _points(row["sponsor_score"]), evidence=rows)
    tripped = ", ".join(row["rules_tripped"] or ())
    sheet.add("risk.at_risk", tripped, evidence=rows)
    if row["silent_days"] is not None:
        sheet.add("risk.silence", Decimal(row["silent_days"]), evidence=rows)


def _of(row: dict[str, Any], field: str) -> tuple[str, ...]:
    """The imported row a field of the account was read from."""
    return (reference("account", row["taken_from"].get(field, row["account_key"])),)


def _add_fee(sheet: SheetBuilder, row: dict[str, Any], seen: datetime | None) -> None:
    amount, currency = row["arr_amount"], (row["currency"] or "").upper()
    if amount is None:
        return
    if not currency:
        sheet.miss("arr", "The amount is there, its currency is not: import accounts with it.")
        return
    rows = _of(row, "arr_amount")
    whole = amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
    sheet.add("arr", whole, unit=currency, evidence=rows, seen=seen)


def _add_days_to_renewal(sheet: SheetBuilder, renewal_on: date) -> None:
    days = (renewal_on - sheet.as_of).days
    if days >= 0:
        sheet.add("days_to_renewal", Decimal(days), derived_from=("renewal_on",))
        return
    sheet.miss(
        "days_to_renewal",
        f"The renewal date, {renewal_on.isoformat()}, has passed: import accounts with the next one.",
    )


def _add_tenure(sheet: SheetBuilder, row: dict[str, Any]) -> None:
    since = row["customer_since"]
    if since is None or is_renewal(row["since_name"] or ""):
        return
    sheet.add("customer_since", since, evidence=(reference("opportunity", row["since_key"]),))
    months = (sheet.as_of.year - since.year) * 12 + sheet.as_of.month - since.month
    months -= sheet.as_of.day < since.day
    if months > 0:
        sheet.add("customer_tenure", Decimal(months), derived_from=("customer_since",))


def _points(score: float | None) -> Decimal | None:
    number = exact(score)
    return None if number is None else rounded(number, 1)
