"""Who may sign in, and with which roles. Every change takes effect at the person's next call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from email_validator import EmailNotValidError, validate_email

from core.actor import Actor, Role
from core.auth.guard import require
from core.auth.permissions import Permission
from core.errors import InvalidInput, NotFound
from core.store import Reader, Store, Transaction, load_sql

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class User:
    """A person who may sign in, or might; times are naive UTC."""

    email: str
    roles: frozenset[Role]
    is_active: bool
    has_signed_in: bool
    created_at: datetime
    last_seen_at: datetime | None


def list_users(store: Store, actor: Actor) -> list[User]:
    """Everyone with an account here, by e-mail address."""
    require(actor, Permission.USER_MANAGE)
    return [
        User(**{**row, "roles": frozenset(Role(name) for name in row["roles"])})
        for row in store.rows(load_sql(SQL, "users"))
    ]


def create_user(store: Store, actor: Actor, email: str, roles: Iterable[Role]) -> str:
    """Let a person sign in; gives the address as it is kept."""
    require(actor, Permission.USER_MANAGE)
    address, wanted = normal_email(email), _names(roles)
    with store.transaction(actor, "user.create", address) as work:
        if work.one(load_sql(SQL, "user_by_email"), {"email": address}):
            raise InvalidInput(f"{address} already has an account.", "Change its roles instead.")
        params = {"email": address, "roles": wanted, "at": store.clock.now()}
        work.execute(load_sql(SQL, "add_user"), params)
        work.note(roles=wanted)
        work.touch("ops.user_account")
    return address


def set_roles(store: Store, actor: Actor, email: str, roles: Iterable[Role]) -> None:
    """Give a person exactly these roles; the last administrator keeps that role."""
    require(actor, Permission.USER_MANAGE)
    wanted = _names(roles)
    with store.transaction(actor, "user.set_roles", email) as work:
        before = _person(work, email)
        if Role.ADMIN.value not in wanted:
            _keep_an_administrator(work, email)
        work.execute(
            load_sql(SQL, "set_user"),
            {"email": email, "roles": wanted, "is_active": before["is_active"]},
        )
        work.note(before=before["roles"], after=wanted)
        work.touch("ops.user_account")


def disable_user(store: Store, actor: Actor, email: str) -> None:
    """Refuse a person from now on, in sessions under way too."""
    require(actor, Permission.USER_MANAGE)
    with store.transaction(actor, "user.disable", email) as work:
        before = _person(work, email)
        _keep_an_administrator(work, email)
        work.execute(
            load_sql(SQL, "set_user"),
            {"email": email, "roles": before["roles"], "is_active": False},
        )
        work.execute(
            load_sql(SQL, "end_sessions_of"),
            {"email": email, "at": store.clock.now(), "reason": "disabled"},
        )
        work.touch("ops.user_account")


def enable_user(store: Store, actor: Actor, email: str) -> None:
    """Let a disabled person sign in again, with the roles they had."""
    require(actor, Permission.USER_MANAGE)
    with store.transaction(actor, "user.enable", email) as work:
        before = _person(work, email)
        work.execute(
            load_sql(SQL, "set_user"),
            {"email": email, "roles": before["roles"], "is_active": True},
        )
        work.touch("ops.user_account")


def forget_identity(store: Store, actor: Actor, email: str) -> None:
    """Accept a new identity for an e-mail address, e.g. after a change of identity provider."""
    require(actor, Permission.USER_MANAGE)
    with store.transaction(actor, "user.forget_identity", email) as work:
        _person(work, email)
        work.execute(load_sql(SQL, "forget_subject"), {"email": email})
        work.execute(
            load_sql(SQL, "end_sessions_of"),
            {"email": email, "at": store.clock.now(), "reason": "expired"},
        )
        work.touch("ops.user_account")


def normal_email(text: str) -> str:
    """The address in lower case; raises :class:`~core.errors.InvalidInput` when it is none."""
    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise InvalidInput(f"{text!r} is no e-mail address: {error}", "Correct it.") from error


def _names(roles: Iterable[Role]) -> list[str]:
    return sorted({Role(role).value for role in roles})


def _person(work: Reader, email: str) -> dict[str, object]:
    found = work.one(load_sql(SQL, "user_by_email"), {"email": email})
    if found is None:
        raise NotFound(f"{email} has no account here.", "Create one first.")
    return found


def _keep_an_administrator(work: Transaction, email: str) -> None:
    person = _person(work, email)
    roles = person["roles"]
    is_admin = isinstance(roles, list) and Role.ADMIN.value in roles
    if is_admin and not work.value(load_sql(SQL, "other_admins"), {"email": email}):
        raise InvalidInput(
            f"{email} is the only administrator.", "Make somebody else an administrator first."
        )
