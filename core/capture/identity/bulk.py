"""Many pairs at once: accepted above a probability, and taken back together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.identity.decisions import (
    decide,
    refuse_contradiction,
    require_visible,
    withdraw_all,
)
from core.capture.identity.entity import entity_named
from core.capture.identity.graph import Pair
from core.capture.identity.reconcile import reconcile
from core.capture.identity.review import queue
from core.errors import InvalidInput
from core.store import Store

MOST = 5_000
"""Pairs accepted by one act: more than anyone can answer for."""


@dataclass(frozen=True)
class Accepted:
    """``decision_ids`` are the new decisions; ``refused`` pairs cannot be one with what people said before."""

    decision_ids: tuple[int, ...]
    refused: tuple[Pair, ...]


def accept_above(
    store: Store, actor: Actor, entity: str, min_probability: float, reason: str = ""
) -> Accepted:
    """Say of every waiting pair from ``min_probability`` on, the likeliest first, that both are the same.

    A pair that contradicts what a person said of others is left in the queue. Raises
    :class:`~core.errors.InvalidInput` for a probability under one half, and where more than ``MOST`` wait.
    """
    require(actor, Permission.IDENTITY_DECIDE)
    if not 0.5 <= min_probability <= 1:
        raise InvalidInput("Many pairs are accepted from 50% on only.", "Choose a higher share.")
    found = queue(store, actor, entity, limit=MOST, min_probability=min_probability)
    if found.total > MOST:
        raise InvalidInput(
            f"{found.total:,} pairs wait at that probability; at most {MOST:,} go at once.",
            "Choose a higher share.",
        )
    pairs = [(row["left_key"], row["right_key"]) for row in found.rows]
    return _decided(store, actor, entity, pairs, reason)


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


def _decided(
    store: Store, actor: Actor, entity: str, pairs: Sequence[Pair], reason: str
) -> Accepted:
    """All in one decision; where that contradicts a person's word, each half by itself."""
    if not pairs:
        return Accepted((), ())
    try:
        done = decide(store, actor, entity, pairs, "same", reason)
    except InvalidInput:
        if len(pairs) == 1:
            return Accepted((), (pairs[0],))
    else:
        return Accepted(done.decision_ids, ())
    half = len(pairs) // 2
    first = _decided(store, actor, entity, pairs[:half], reason)
    second = _decided(store, actor, entity, pairs[half:], reason)
    return Accepted((*first.decision_ids, *second.decision_ids), (*first.refused, *second.refused))
