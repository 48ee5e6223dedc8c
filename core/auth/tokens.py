"""Bearer tokens of the API: shown once, kept as a hash, with roles and an end."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from core.actor import Actor, ActorKind, Role
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import SEES_ALL
from core.auth.users import normal_email
from core.errors import InvalidInput, NotFound, NotSignedIn
from core.store import Row, Store, load_sql

SQL = Path(__file__).parent / "sql"
PREFIX = "rapport_"
LONGEST_DAYS = 366
DEFAULT_DAYS = 90


@dataclass(frozen=True)
class Token:
    """What may be shown of a token at any time; times are naive UTC."""

    token_id: int
    name: str
    roles: frozenset[Role]
    acts_for: str | None
    created_at: datetime
    created_by: str
    expires_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True)
class NewToken:
    """``secret`` is shown to the person who made it, now and never again."""

    token_id: int
    secret: str
    expires_at: datetime


def create_token(
    store: Store,
    actor: Actor,
    name: str,
    roles: Iterable[Role],
    *,
    days: int = DEFAULT_DAYS,
    acts_for: str = "",
) -> NewToken:
    """Make a token with these roles for this many days.

    A token whose roles see only somebody's accounts must say whose in ``acts_for``.
    """
    require(actor, Permission.TOKEN_CREATE)
    wanted = frozenset(Role(role) for role in roles)
    owner = normal_email(acts_for) if acts_for else None
    _check(name, wanted, days, owner)
    secret = PREFIX + secrets.token_urlsafe(32)
    now = store.clock.now()
    expires_at = now + timedelta(days=days)
    with store.transaction(actor, "token.create", name) as work:
        if owner and not work.one(load_sql(SQL, "user_by_email"), {"email": owner}):
            raise NotFound(f"{owner} has no account here.", "Create one first.")
        work.execute(
            load_sql(SQL, "add_token"),
            {
                "name": name,
                "token_hash": _hash(secret),
                "roles": sorted(role.value for role in wanted),
                "at": now,
                "created_by": actor.name,
                "expires_at": expires_at,
                "acts_for": owner,
            },
        )
        token_id = work.value(load_sql(SQL, "token_number"), {"token_hash": _hash(secret)})
        work.note(token_id=token_id, roles=sorted(wanted), days=days, acts_for=owner)
        work.touch("ops.api_token")
    return NewToken(int(token_id), secret, expires_at)


def revoke_token(store: Store, actor: Actor, token_id: int) -> None:
    """Refuse a token from now on."""
    require(actor, Permission.TOKEN_CREATE)
    with store.transaction(actor, "token.revoke", str(token_id)) as work:
        if token_id not in {row["token_id"] for row in work.rows(load_sql(SQL, "tokens"))}:
            raise NotFound(f"There is no token {token_id}.", "List the tokens.")
        work.execute(load_sql(SQL, "revoke_token"), {"token_id": token_id, "at": store.clock.now()})
        work.touch("ops.api_token")


def list_tokens(store: Store, actor: Actor) -> list[Token]:
    """All tokens ever made, without their secrets."""
    require(actor, Permission.TOKEN_CREATE)
    return [
        Token(**{**row, "roles": _roles(row["roles"])})
        for row in store.rows(load_sql(SQL, "tokens"))
    ]


def actor_of_token(store: Store, secret: str) -> Actor:
    """The actor a token stands for; raises :class:`~core.errors.NotSignedIn` otherwise.

    A token for a person can do no more than that person can now; any other is no person, whatever its name.
    """
    row = store.one(load_sql(SQL, "token_by_hash"), {"token_hash": _hash(secret)})
    if row is None or row["revoked_at"] is not None:
        raise NotSignedIn("This token is not known here, or was revoked.", "Create a new one.")
    if store.clock.now() >= row["expires_at"]:
        raise NotSignedIn("This token has expired.", "Create a new one.")
    return Actor(
        email=row["acts_for"] or f"token {row['name']}",  # no address: a name must make it nobody
        roles=_roles_in_force(row),
        kind=ActorKind.TOKEN,
        label=row["name"],
        for_person=bool(row["is_personal"]),
    )


def _roles_in_force(row: Row) -> frozenset[Role]:
    granted = _roles(row["roles"])
    if not row["is_personal"]:
        return granted
    return granted & _roles(row["person_roles"]) if row["person_is_active"] else frozenset()


def _check(name: str, roles: frozenset[Role], days: int, owner: str | None) -> None:
    if not name.strip():
        raise InvalidInput("A token needs a name.", "Say what it is for.")
    if not roles:
        raise InvalidInput("A token needs a role.", f"Choose from {', '.join(Role)}.")
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidInput(
            f"A token cannot last {days} days.", f"Choose between 1 and {LONGEST_DAYS}."
        )
    if owner is None and not roles & (SEES_ALL | {Role.INTEGRATION}):
        raise InvalidInput(
            "A token with only these roles sees nobody's accounts.",
            "Say whose with an e-mail address (acts_for).",
        )


def _roles(names: list[str]) -> frozenset[Role]:
    return frozenset(Role(name) for name in names)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
