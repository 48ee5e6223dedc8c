"""What a rule says of a draft."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class RuleName(StrEnum):
    """The rules, in the order in which they are said."""

    ROLE = "role"
    RECIPIENT = "recipient"
    LEFT = "left"
    CONSENT = "consent"
    SUPPRESSION = "suppression"
    BOUNCED = "bounced"
    REGION = "region"
    QUIET_HOURS = "quiet_hours"
    OPERATIONAL_ISSUE = "operational_issue"
    TICKET_DETAIL = "ticket_detail"
    MEETING_TIME = "meeting_time"
    ATTENTION = "attention"
    COLLISION = "collision"
    WORDS = "words"


@dataclass(frozen=True)
class Block:
    """A rule that a draft meets.

    ``message`` says what is so, ``who_could_lift`` who could let the draft pass and how.
    ``stops`` is false for what only warns; ``liftable`` is true where a manager may lift the rule for
    this draft with a reason.
    """

    rule: RuleName
    message: str
    who_could_lift: str
    stops: bool = True
    liftable: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As JSON shows it."""
        return {**asdict(self), "rule": self.rule.value}
