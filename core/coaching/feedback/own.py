"""A person's own feedback, of a practice too: read again, shared or not, forgotten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.feedback import payload
from core.coaching.feedback.model import Feedback
from core.coaching.interactions import interaction, interactions
from core.coaching.model import Interaction, InteractionType
from core.errors import NotFound
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
FORGOTTEN = ("assessments", "ratings", "wishes", "citations", "origins", "interaction")


def feedback_of(store: Store, actor: Actor, interaction_id: int) -> Feedback:
    """Feedback the actor had; another's is not found."""
    return _read(_own(store, actor, interaction_id))


def text_of(store: Store, actor: Actor, interaction_id: int) -> str:
    """The text that was handed in."""
    return str(_own(store, actor, interaction_id).context.get("text", ""))


def feedbacks(
    store: Store, actor: Actor, *, account_key: int | None = None, limit: int = 50
) -> tuple[tuple[Interaction, Feedback], ...]:
    """All feedback the actor had, newest first, each with the turn it was kept as."""
    found = interactions(
        store, actor, type=InteractionType.FEEDBACK, account_key=account_key, limit=limit
    )
    return tuple((turn, _read(turn)) for turn in found)


def share(store: Store, actor: Actor, interaction_id: int, *, is_shared: bool) -> None:
    """Let those the actor reports to see the levels of one feedback, or no longer."""
    require(actor, Permission.COACHING_USE)
    _own(store, actor, interaction_id)
    with store.transaction(actor, "feedback.share", f"interaction {interaction_id}") as work:
        for statement in ("share_interaction", "share_assessments"):
            work.execute(
                load_sql(SQL, statement),
                {
                    "interaction_id": interaction_id,
                    "person": actor.email.casefold(),
                    "is_shared": is_shared,
                },
            )
        work.note(is_shared=is_shared)
        work.touch("ops.coaching_interactions", "ops.csm_skill_assessments")


def forget(store: Store, actor: Actor, interaction_id: int) -> None:
    """Remove one feedback with its text, quotes and levels."""
    require(actor, Permission.COACHING_USE)
    _own(store, actor, interaction_id)
    with store.transaction(actor, "feedback.forget", f"interaction {interaction_id}") as work:
        for statement in FORGOTTEN:
            work.execute(load_sql(SQL, f"forget_{statement}"), {"interaction_id": interaction_id})
        work.touch(
            "ops.coaching_interactions",
            "ops.coaching_citation",
            "ops.coaching_rating",
            "ops.coaching_wish",
            "ops.csm_skill_assessments",
            "ops.task",
        )


def _own(store: Store, actor: Actor, interaction_id: int) -> Interaction:
    found = interaction(store, actor, interaction_id)
    if found.interaction_type not in (InteractionType.FEEDBACK, InteractionType.PRACTICE):
        raise NotFound(f"Turn {interaction_id} is no feedback.", "Choose one of your feedbacks.")
    return found


def _read(turn: Interaction) -> Feedback:
    found = payload.read(turn.guidance_provided)
    return replace(found, interaction_id=turn.interaction_id, is_shared=turn.is_shared)
