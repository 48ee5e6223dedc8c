"""The rules that suggest an outreach: one statement in ``sql/`` each, in order of urgency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TriggerRule:
    """``name`` is the statement's; ``purpose`` the outreach it suggests.

    ``thresholds`` are the policy's values the statement takes as parameters.
    """

    name: str
    title: str
    purpose: str
    why: str
    thresholds: tuple[str, ...] = ()


RULES = (
    TriggerRule(
        "sponsor_departed",
        "Sponsor left",
        "introduction",
        "Whoever follows forms an opinion in the first weeks; a departed sponsor is escalated at once.",
        ("departure_days",),
    ),
    TriggerRule(
        "issue_threatens_goal",
        "Red account, goal tied to the renewal",
        "issue_escalation_awareness",
        "An executive should hear of what threatens their goal from us, with the plan.",
    ),
    TriggerRule(
        "qbr_unbriefed",
        "QBR near, no executive briefed",
        "pre_qbr_briefing",
        "Executives attend what they know the purpose of.",
        ("qbr_brief_days",),
    ),
    TriggerRule(
        "plan_asks",
        "Account plan asks for an executive",
        "strategic_alignment",
        "The account plan was made with executive engagement in it.",
        ("plan_contact_days",),
    ),
    TriggerRule(
        "executives_silent",
        "No executive contact",
        "strategic_alignment",
        "The tier's alert for silence has passed.",
    ),
    TriggerRule(
        "expansion_ready",
        "Results and sponsor support an expansion",
        "expansion_conversation",
        "Target reached, account green, sponsor engaged, opportunity open.",
        ("departure_days",),
    ),
    TriggerRule(
        "backup_missing",
        "Nobody could replace the sponsor",
        "introduction",
        "Every account needs a backup sponsor.",
    ),
)
"""A literal, most urgent first; ties of priority keep this order."""


@dataclass(frozen=True)
class Trigger:
    """A rule that holds for an account on a date.

    ``contact_key`` is whom to write to, ``None`` where no executive is known. ``about`` names what the
    rule found (a person, plan or opportunity). ``days`` counts since ``since_on`` or until ``due_on``.
    """

    rule: str
    account_key: int
    contact_key: int | None
    about: str
    since_on: date | None
    due_on: date | None
    days: int | None
    evidence: tuple[str, ...]
