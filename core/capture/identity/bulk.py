"""Many decisions taken back at once, as they were made."""

from __future__ import annotations

from collections.abc import Sequence

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.identity.decisions import refuse_contradiction, require_visible, withdraw_all
from core.capture.identity.entity import entity_named
from core.capture.identity.reconcile import reconcile
from core.store import Store


def take_back(
    store: Store, actor: Actor, entity: str, decision_ids: Sequence[int], reason: str = ""
) -> int:
    """Withdraw those of the decisions that are in force, in one act; how many there were.

    Raises :class:`~core.errors.InvalidInput`, with nothing changed, when what then holds would make
    records one that a person called different.
    """
    require(actor, Permission.IDENTITY_DECIDE)
    kind = entity_named(entity)
    with store.transaction(actor, "identity.take_back", f"{kind.name}s") as work:
        rows = work.rows(
            "SELECT decision_id, left_key, right_key FROM ops.match_decision"
            " WHERE entity = $entity AND withdrawn_at IS NULL AND list_contains($ids, decision_id)",
            {"entity": kind.name, "ids": list(decision_ids)},
        )
        keys = [row[side] for row in rows for side in ("left_key", "right_key")]
        if rows:
            require_visible(work, actor, kind, keys)
            withdraw_all(work, actor, [row["decision_id"] for row in rows], reason.strip())
            refuse_contradiction(work, kind)
            reconcile(work, rows_changed=False)
        work.touch("ops.match_decision")
        work.note(decisions=len(rows))
    return len(rows)
