"""Who is not to be written to. An entry makes approvals to them void in the same transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from core.accounts import require_account
from core.actor import Actor, ActorKind, Role
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.auth.users import normal_email
from core.drafting.approval.model import FactChange
from core.drafting.approval.void import void
from core.drafting.drafts.rows import load, next_id
from core.drafting.rules.load import recipient
from core.errors import InvalidInput, NotFound
from core.store import Reader, Store, Transaction, load_sql

statement = partial(load_sql, Path(__file__).parent / "sql")
_DOMAIN = re.compile(r"^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$")
EVERYONE = Actor("suppression", frozenset({Role.ADMIN}), ActorKind.JOB)
"""Sees every book: who must not be written to must not be written to by anybody."""


@dataclass(frozen=True)
class Suppressed:
    """An entry in force. ``scope`` is contact, address or domain; times are naive UTC."""

    suppression_id: int
    scope: str
    contact_key: int | None
    value: str
    contact_name: str
    reason: str
    suppressed_by: str
    suppressed_at: datetime
    until_on: date | None


def suppressions(store: Store, actor: Actor) -> tuple[Suppressed, ...]:
    """Who is not to be written to now, the newest entry first."""
    require(actor, Permission.DRAFT_READ)
    asked = {**viewer(actor), "today": store.clock.today()}
    return tuple(Suppressed(**row) for row in store.rows(statement("suppression_list"), asked))


def suppress(
    store: Store,
    actor: Actor,
    value: str,
    reason: str,
    *,
    until: date | None = None,
    contact_key: int | None = None,
) -> int:
    """Never write to an address, a domain, or (with its key) a contact; returns the entry's number.

    ``value`` is the address or domain and may be empty for a contact. The entry holds for everyone's
    drafts, whoever's accounts they are on. A contact that was merged is entered with every record, so that
    the entry holds for each of them also when they are parted.
    """
    require(actor, Permission.SUPPRESSION_MANAGE)
    scope, said = _subject(store, actor, value, contact_key)
    why = " ".join(reason.split())
    if not why:
        raise InvalidInput("A suppression needs a reason.", "Say why in a few words.")
    if until is not None and until < store.clock.today():
        raise InvalidInput("The last day is past.", "Choose a later one, or none.")
    now = store.clock.now()
    with store.transaction(actor, "suppression.add", scope) as work:
        number = next_id(work, "suppression")
        for place, key in enumerate(_records(work, contact_key)):
            work.execute(
                statement("suppression_insert"),
                {
                    "suppression_id": number + place,
                    "scope": scope,
                    "contact_key": key,
                    "value": "" if place else said,
                    "reason": why,
                    "by": actor.email,
                    "at": now,
                    "until_on": until,
                },
            )
        voided = _void_covered(work, number, now, actor)
        work.touch("ops.suppression")
        work.note(suppression_id=number, approvals_voided=voided)
    return number


def end_suppression(store: Store, actor: Actor, suppression_id: int, reason: str) -> None:
    """Let the contact, address or domain be written to again, with a reason."""
    require(actor, Permission.SUPPRESSION_MANAGE)
    why = " ".join(reason.split())
    if not why:
        raise InvalidInput("Ending a suppression needs a reason.", "Say why in a few words.")
    with store.transaction(actor, "suppression.end", str(suppression_id)) as work:
        row = work.one(statement("suppression"), {"suppression_id": suppression_id})
        if row is None or row["ended_at"] is not None:
            raise NotFound(f"No suppression {suppression_id} is in force.", "List them.")
        if row["scope"] == "contact":
            _require_contact(work, actor, row["contact_key"])
        asked = {"suppression_id": suppression_id}
        for entry in work.rows(statement("suppression_together"), asked):
            values = {**entry, "by": actor.email, "at": store.clock.now(), "reason": why}
            work.execute(statement("suppression_end"), values)
        work.touch("ops.suppression")
        work.note(reason=why)


def _records(reader: Reader, contact_key: int | None) -> list[int | None]:
    """The records to enter: of a contact each that was merged, the one that stands for all first."""
    if contact_key is None:
        return [None]
    rows = reader.rows(statement("suppression_members"), {"contact_key": contact_key})
    return [row["member_key"] for row in rows] or [contact_key]


def _subject(store: Store, actor: Actor, value: str, contact_key: int | None) -> tuple[str, str]:
    said = value.strip().lower().removeprefix("@")
    if contact_key is not None:
        return "contact", said or _require_contact(store, actor, contact_key)
    if "@" in said:
        return "address", normal_email(said)
    if _DOMAIN.match(said):
        return "domain", said
    raise InvalidInput(f"{value!r} is neither an address nor a domain.", "E.g. acme.example.")


def _require_contact(reader: Reader, actor: Actor, contact_key: int) -> str:
    """The contact's address, where the actor sees their account."""
    person = recipient(reader, contact_key)
    if person is None or person.account_key is None:
        raise NotFound("No such contact is known to you.", "Choose one of an account.")
    require_account(reader, actor, person.account_key)
    return person.email


def _void_covered(work: Transaction, number: int, now: datetime, actor: Actor) -> int:
    """Void every standing approval to whom the new entry covers, in any book."""
    rows = work.rows(statement("covered_approvals"), {"suppression_id": number})
    for row in rows:
        record = load(work, EVERYONE, row["draft_id"])
        change = FactChange("Recipient", "could be written to", "asked not to be written to")
        void(work, record, "suppressed", [change], at=now, by=actor.email)
    return len(rows)
