"""The guard: every use case calls :func:`require` first, whatever door the actor came in by."""

from __future__ import annotations

from core.actor import Actor
from core.auth.permissions import GRANTS, Permission
from core.errors import Forbidden


def allows(actor: Actor, permission: Permission) -> bool:
    """Whether one of the actor's roles grants ``permission``."""
    return any(permission in GRANTS[role] for role in actor.roles)


def require(actor: Actor, permission: Permission) -> None:
    """Raise :class:`~core.errors.Forbidden` unless the actor may do this."""
    if not allows(actor, permission):
        raise Forbidden(
            f"Your role does not allow this ({permission.value}).",
            "Ask an administrator for a role that does.",
            permission.value,
        )


def require_person(actor: Actor, permission: Permission) -> None:
    """Raise :class:`~core.errors.Forbidden` unless a person may do this, signed in or by their own token."""
    require(actor, permission)
    if not actor.is_person:
        raise Forbidden(
            f"Only a person does this ({permission.value}), never a service.",
            "Sign in, or use a token made for yourself.",
            permission.value,
        )
