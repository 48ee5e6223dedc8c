"""Whose accounts an actor sees: the other half of a permission."""

from __future__ import annotations

from core.actor import Actor, Role

SEES_ALL = frozenset({Role.ANALYST, Role.ADMIN})
"""Roles that see every account. A CSM sees the own book, a manager the team's as well."""


def sees_all(actor: Actor) -> bool:
    """Whether the actor sees every account, or only those ``ops.visible_account`` names."""
    return bool(actor.roles & SEES_ALL)


def viewer(actor: Actor) -> dict[str, object]:
    """The parameters ``$viewer`` and ``$sees_all`` of ``ops.visible_account``."""
    return {"viewer": actor.email, "sees_all": sees_all(actor)}
