"""The rule about who approves: a person whose role allows it."""

from __future__ import annotations

from core.auth.guard import allows
from core.auth.permissions import Permission
from core.drafting.rules.model import Block, RuleName
from core.drafting.rules.situation import Situation


def role(situation: Situation) -> Block | None:
    """Approval is a person's act; jobs, commands and tokens of services never approve."""
    actor = situation.actor
    if not actor.is_person:
        return Block(
            RuleName.ROLE,
            "Only a person approves: signed in, or with a token of their own.",
            "A person who may approve, on the draft's page.",
        )
    if not allows(actor, Permission.DRAFT_APPROVE):
        return Block(
            RuleName.ROLE,
            "Your role does not allow approving drafts.",
            "A customer-success manager of the account, or their manager.",
        )
    return None
