"""Setting the rules of survivorship; golden records follow in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.identity.decisions import require_visible
from core.capture.identity.entity import entity_named
from core.capture.identity.reconcile import reconcile
from core.capture.identity.statement import statement
from core.capture.identity.survivorship import write_rule, write_trust
from core.errors import NotFound
from core.store import Store


def set_rule(  # noqa: PLR0917  (each says something else, in the order of the sentence)
    store: Store, actor: Actor, entity: str, field: str, rule: str, reason: str = ""
) -> None:
    """Choose a field's value by another rule; the shipped rule again forgets the choice."""
    require(actor, Permission.IDENTITY_SET_RULES)
    kind = entity_named(entity)
    with store.transaction(actor, "identity.set_rule", f"{kind.name}.{field}") as work:
        write_rule(work, actor, kind, field, rule, reason=reason.strip())
        reconcile(work, rows_changed=True)
        work.touch("ops.survivorship_rule")
        work.note(rule=rule)


def set_trust(store: Store, actor: Actor, systems: Sequence[str]) -> None:
    """Say which system is trusted before which; systems not named come last, in no order."""
    require(actor, Permission.IDENTITY_SET_RULES)
    with store.transaction(actor, "identity.set_trust", "systems") as work:
        write_trust(work, actor, systems)
        reconcile(work, rows_changed=True)
        work.touch("ops.system_trust")
        work.note(systems=list(systems))


def choose_standing(
    store: Store, actor: Actor, entity: str, member_key: int, reason: str = ""
) -> None:
    """Let this record stand for the cluster it is in: its key and identifier are the cluster's."""
    require(actor, Permission.IDENTITY_DECIDE)
    kind = entity_named(entity)
    with store.transaction(actor, "identity.choose_standing", f"{kind.name}s") as work:
        require_visible(work, actor, kind, [member_key])
        if not work.value(
            "SELECT EXISTS (SELECT 1 FROM ops.cluster_member"
            " WHERE entity = $entity AND member_key = $member_key)",
            {"entity": kind.name, "member_key": member_key},
        ):
            raise NotFound(
                f"This {kind.name} is in no cluster.", "Call two records the same first."
            )
        chosen = {"by": actor.name, "at": work.clock.now(), "reason": reason.strip()}
        work.execute(
            statement("write_choice"), {"entity": kind.name, "member_key": member_key, **chosen}
        )
        reconcile(work, rows_changed=False)
        work.touch("ops.cluster_choice")
