"""Gathers what the coach may say of an account, and of one person there, each fact with its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.guidance.catalogue import CATALOGUE
from core.drafting.fact import FactSheet
from core.drafting.gathering import product
from core.drafting.gathering.builder import Catalogue, SheetBuilder, reference
from core.drafting.gathering.common import add_common
from core.drafting.gathering.read import read
from core.drafting.kind import DraftRequest
from core.store import Reader, Store, load_sql

SQL = Path(__file__).parent / "sql"
FACTS = Catalogue(CATALOGUE)


def gather(
    store: Store,
    actor: Actor,
    account_key: int,
    as_of: date,
    *,
    contact_key: int | None = None,
) -> FactSheet:
    """The facts of :data:`~core.coaching.guidance.catalogue.CATALOGUE` that the data hold.

    With ``contact_key`` the facts ``recipient.*`` are that person's. The marts must be fresh for ``as_of``:
    raises :class:`~core.errors.InvalidInput` when they lack the date, and
    :class:`~core.errors.NotFound` when the actor sees no such account.
    """
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, account_key)
    request = DraftRequest("coaching", account_key, "", as_of, actor.email, contact_key)
    found = read(store, request)
    sheet = SheetBuilder(FACTS, account_key, as_of, contact_key)
    add_common(sheet, found, actor.email)
    _add_operations(sheet, store)
    product.add_signals(sheet, found.signals)
    return _as_said(sheet.sheet())


def _as_said(sheet: FactSheet) -> FactSheet:
    """The sheet without a renewal that has passed, and with the person's name where letters say recipient."""
    name = sheet.get("recipient.name")
    facts = [
        replace(fact, label=_named(fact.label, str(name.value))) if name else fact
        for fact in sheet
        if not (fact.id == "renewal_on" and fact.value < sheet.as_of)  # type: ignore[operator]
    ]
    return FactSheet(sheet.account_key, sheet.as_of, tuple(facts), sheet.contact_key, sheet.missing)


def _named(label: str, name: str) -> str:
    if label == "Recipient":
        return "Person"
    return label.replace("the recipient", name).replace("Recipient", name)


def _add_operations(sheet: SheetBuilder, store: Reader) -> None:
    asked = {"account_key": sheet.account_key, "as_of": sheet.as_of}
    for row in store.rows(load_sql(SQL, "operations"), asked):
        rows = [reference(row["table_name"], key) for key in row["keys"]]
        sheet.add(row["fact"], Decimal(row["n"]), evidence=rows)
