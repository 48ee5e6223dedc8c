"""Refusals leave a trace: what was tried, by whom, and that it was not allowed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.errors import Forbidden, ReadOnly
from core.store import Store


@contextmanager
def refusals_audited(store: Store, actor: Actor) -> Iterator[None]:
    """Record a :class:`~core.errors.Forbidden` raised inside, then let it pass on.

    Front doors wrap every use case they call in this, so that the use cases need not.
    """
    try:
        yield
    except Forbidden as refusal:
        record_refusal(store, actor, refusal)
        raise


def require_audited(store: Store, actor: Actor, permission: Permission) -> None:
    """:func:`~core.auth.guard.require`, with the refusal in the audit log."""
    with refusals_audited(store, actor):
        require(actor, permission)


def record_refusal(store: Store, actor: Actor, refusal: Forbidden) -> None:
    """Write the refusal to the audit log; a read-only database refuses all the same."""
    try:
        with store.transaction(actor, "access.refuse", refusal.permission) as work:
            work.note(reason=refusal.message, roles=sorted(role.value for role in actor.roles))
    except ReadOnly:
        return
