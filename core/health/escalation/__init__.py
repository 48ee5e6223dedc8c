"""Escalations: when an account's technical health gets worse, once a crossing, until it recovered."""

from core.health.escalation.decide import Said, decide
from core.health.escalation.model import (
    Decision,
    Escalation,
    Observed,
    RuleHit,
    Severity,
    State,
    Trigger,
)
from core.health.escalation.payload import escalation_json
from core.health.escalation.reading import (
    EscalationPage,
    decisions_of,
    escalation,
    escalations,
    rules_of,
)
from core.health.escalation.watch import observe

__all__ = [
    "Decision",
    "Escalation",
    "EscalationPage",
    "Observed",
    "RuleHit",
    "Said",
    "Severity",
    "State",
    "Trigger",
    "decide",
    "decisions_of",
    "escalation",
    "escalation_json",
    "escalations",
    "observe",
    "rules_of",
]
