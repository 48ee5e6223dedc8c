"""Turns with the coach as they are kept. Their text is read by the person they are for and nobody else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.model import Interaction, InteractionType
from core.errors import NotFound
from core.store import Row, Store, Transaction, load_sql

SQL = Path(__file__).parent / "sql"
LONGEST_LIST = 500


def record(
    work: Transaction,
    *,
    person: str,
    interaction_type: InteractionType,
    subject: str,
    context: Mapping[str, Any],
    guidance_provided: str,
    writer: str,
    account_key: int | None = None,
    conversation_id: int | None = None,
    is_shared: bool = False,
    citations: Sequence[str] = (),
) -> int:
    """Keep a turn within a use case's transaction and give its number.

    ``citations`` are slugs of articles and playbooks. Without ``conversation_id`` the turn begins a
    conversation. The audit event gets the number and the kind, never a word of what was said.
    """
    number = int(
        work.value("SELECT coalesce(max(interaction_id), 0) + 1 FROM ops.coaching_interactions")
    )
    work.execute(
        load_sql(SQL, "interaction_insert"),
        {
            "interaction_id": number,
            "conversation_id": conversation_id or number,
            "person": person.casefold(),
            "interaction_type": InteractionType(interaction_type).value,
            "account_key": account_key,
            "subject": subject,
            "context": json.dumps(dict(context), ensure_ascii=False, default=str),
            "guidance_provided": guidance_provided,
            "writer": writer,
            "is_shared": is_shared,
            "created_at": work.clock.now(),
        },
    )
    for document in dict.fromkeys(citations):
        work.execute(
            load_sql(SQL, "citation_insert"), {"interaction_id": number, "document": document}
        )
    work.touch("ops.coaching_interactions", "ops.coaching_citation")
    work.note(interaction_id=number, interaction_type=InteractionType(interaction_type).value)
    return number


def interaction(store: Store, actor: Actor, interaction_id: int) -> Interaction:
    """One turn of the actor's own.

    Another person's turn is not found, just as one that never was: a refusal would tell that it exists.
    """
    require(actor, Permission.COACHING_USE)
    found = _found(store, actor, interaction_id=interaction_id)
    if not found:
        raise NotFound(
            f"You have no turn number {interaction_id} with the coach.",
            "Choose one of your conversations.",
        )
    return found[0]


def interactions(
    store: Store,
    actor: Actor,
    *,
    type: InteractionType | None = None,
    account_key: int | None = None,
    conversation_id: int | None = None,
    limit: int = 50,
) -> tuple[Interaction, ...]:
    """The actor's own turns, newest first."""
    require(actor, Permission.COACHING_USE)
    return _found(
        store,
        actor,
        interaction_type=InteractionType(type).value if type else None,
        account_key=account_key,
        conversation_id=conversation_id,
        limit=min(limit, LONGEST_LIST),
    )


def _found(store: Store, actor: Actor, **wanted: object) -> tuple[Interaction, ...]:
    anything = dict.fromkeys(
        ("interaction_id", "interaction_type", "account_key", "conversation_id")
    )
    asked = {**anything, "limit": 1, **wanted, "person": actor.email.casefold()}
    return tuple(_interaction(row) for row in store.rows(load_sql(SQL, "interactions"), asked))


def _interaction(row: Row) -> Interaction:
    return Interaction(
        **{
            **row,
            "interaction_type": InteractionType(row["interaction_type"]),
            "context": json.loads(row["context"]),
        }
    )
