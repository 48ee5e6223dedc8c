"""What a person knows better than the data: a RAG status or a contact's field, with the reason.

An override never changes the imported fact or the computed score; it is shown beside the status and
overlays the contact's field until it is cleared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.accounts import AccountRef, require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.query import fetch, statement
from core.errors import InvalidInput, NotFound
from core.store import Store

OVERRIDE_RAGS = ("green", "amber", "red")
LONGEST_OVERRIDE_DAYS = 180
CONTACT_FIELDS: dict[str, tuple[str, ...]] = {
    "seniority": ("c_level", "vp", "director", "manager", "individual"),
    "function": (),
    "role": (
        "executive_sponsor",
        "champion",
        "decision_maker",
        "economic_buyer",
        "evaluator",
        "influencer",
        "blocker",
        "approver",
        "procurement",
    ),
    "is_primary_sponsor": ("true", "false"),
    "status": ("active", "left"),
    "technical_maturity": ("low", "medium", "high"),
    "first_maturity": ("low", "medium", "high"),
}
"""Fields of a contact that a person may correct, with their values; none listed: free text."""


@dataclass(frozen=True)
class ContactOverride:
    """A person's correction of one field of a contact, beside the value as imported."""

    contact_key: int
    field: str
    value: str
    reason: str
    set_at: datetime
    set_by: str


def set_health_override(
    store: Store, actor: Actor, account_key: int, *, rag: str, reason: str, expires_on: date
) -> None:
    """Show ``rag`` beside the computed status through ``expires_on``; an earlier one is replaced."""
    require(actor, Permission.ACCOUNT_OVERRIDE)
    account = require_account(store, actor, account_key)
    today = store.clock.today()
    _one_of("rag", rag, OVERRIDE_RAGS)
    if not today <= expires_on <= today + timedelta(days=LONGEST_OVERRIDE_DAYS):
        raise InvalidInput(
            f"expires_on is {expires_on}.",
            f"Give a date from {today} to {today + timedelta(days=LONGEST_OVERRIDE_DAYS)}.",
        )
    why = _reason(reason)
    with store.transaction(actor, "health_override.set", _subject(account)) as work:
        work.execute(statement("health_override_end"), _ended(store, account_key))
        work.execute(
            statement("health_override_insert"),
            {
                "account_key": account_key,
                "rag": rag,
                "reason": why,
                "set_at": store.clock.now(),
                "set_by": actor.email,
                "expires_on": expires_on,
            },
        )
        work.touch("ops.health_override")
        work.note(rag=rag, expires_on=expires_on.isoformat())


def clear_health_override(store: Store, actor: Actor, account_key: int) -> None:
    """Show the computed status alone again."""
    require(actor, Permission.ACCOUNT_OVERRIDE)
    account = require_account(store, actor, account_key)
    with store.transaction(actor, "health_override.clear", _subject(account)) as work:
        work.execute(statement("health_override_end"), _ended(store, account_key))
        work.touch("ops.health_override")


def _ended(store: Store, account_key: int) -> dict[str, object]:
    return {"account_key": account_key, "yesterday": store.clock.today() - timedelta(days=1)}


def contact_overrides(store: Store, actor: Actor, account_key: int) -> tuple[ContactOverride, ...]:
    """The corrections in force on one account's contacts."""
    require_account(store, actor, account_key)
    return fetch(store, "contact_overrides", {"account_key": account_key}, ContactOverride)


def set_contact_override(
    store: Store, actor: Actor, contact_key: int, *, field: str, value: str, reason: str
) -> None:
    """Put ``value`` in place of the imported one; the scores follow at the next refresh."""
    require(actor, Permission.ACCOUNT_OVERRIDE)
    account = _account_of(store, actor, contact_key)
    _one_of("field", field, tuple(CONTACT_FIELDS))
    if CONTACT_FIELDS[field]:
        _one_of(field, value, CONTACT_FIELDS[field])
    elif not value.strip():
        raise InvalidInput(f"{field} is empty.", "Give a value, or clear the correction.")
    why = _reason(reason)
    with store.transaction(actor, "contact_override.set", _subject(account)) as work:
        work.execute(
            statement("contact_override_insert"),
            {
                "contact_key": contact_key,
                "field": field,
                "value": value.strip(),
                "reason": why,
                "set_at": store.clock.now(),
                "set_by": actor.email,
            },
        )
        work.touch_account("ops.contact_override", account.account_key)
        work.note(contact_key=contact_key, field=field)


def clear_contact_override(store: Store, actor: Actor, contact_key: int, field: str) -> None:
    """Let the imported value stand again."""
    require(actor, Permission.ACCOUNT_OVERRIDE)
    account = _account_of(store, actor, contact_key)
    _one_of("field", field, tuple(CONTACT_FIELDS))
    with store.transaction(actor, "contact_override.clear", _subject(account)) as work:
        work.execute(
            statement("contact_override_delete"), {"contact_key": contact_key, "field": field}
        )
        work.touch_account("ops.contact_override", account.account_key)
        work.note(contact_key=contact_key, field=field)


def _account_of(store: Store, actor: Actor, contact_key: int) -> AccountRef:
    key = store.value(statement("contact_account"), {"contact_key": contact_key})
    if key is None:
        raise NotFound("No such contact is known to you.", "Choose one on its account's page.")
    return require_account(store, actor, int(key))


def _subject(account: AccountRef) -> str:
    return f"account {account.source_id}"


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise InvalidInput(f"{name} is {value!r}.", f"Choose from {', '.join(choices)}.")


def _reason(text: str) -> str:
    if not text.strip():
        raise InvalidInput("An override needs a reason.", "Say why in a sentence.")
    return text.strip()
