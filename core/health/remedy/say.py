"""A remedy in one sentence, and as the API and the command line give it."""

from __future__ import annotations

import math
from typing import Any

from core.health.remedy.model import Action, ActionKind, Plan, Remedy

_NAMED = 4


def sentence(remedy: Remedy) -> str:
    """``Close P1 KC-412 and restore the erp-connector integration: 38 to 74.``; else the reason."""
    if not remedy.plans:
        return remedy.reason
    plan = remedy.plans[0]
    return f"{_sentence_case(_todo(plan))}: {_whole(remedy.score)} to {_whole(plan.score)}."


def todo(plan: Plan) -> str:
    """What a plan does, in one clause beginning with a capital."""
    return _sentence_case(_todo(plan))


def as_json(remedy: Remedy) -> dict[str, Any]:
    """Keys are only ever added."""
    return {
        "account_id": remedy.account_id,
        "as_of": remedy.as_of.isoformat(),
        "score": remedy.score,
        "rag": remedy.rag,
        "green_min": remedy.green_min,
        "says": sentence(remedy),
        "reason": remedy.reason,
        "plans": [
            {
                "says": todo(plan),
                "effort_hours": plan.effort_hours,
                "score": plan.score,
                "rag": plan.rag,
                "steps": [
                    {
                        "action": step.action.kind.value,
                        "target": step.action.target,
                        "priority": step.action.priority or None,
                        "detail": step.action.detail,
                        "min_api_calls": step.action.min_api_calls,
                        "effort_hours": step.action.effort_hours,
                        "score": step.score,
                        "rag": step.rag,
                        "evidence": [step.action.reference],
                    }
                    for step in plan.steps
                ],
            }
            for plan in remedy.plans
        ],
    }


def _todo(plan: Plan) -> str:
    actions = [step.action for step in plan.steps]
    closed = [_ticket(one) for one in actions if one.kind is ActionKind.CLOSE_TICKET]
    restored = [one.target for one in actions if one.kind is ActionKind.RESTORE_INTEGRATION]
    parts = []
    if closed:
        parts.append(f"close {_listed(closed, 'more tickets')}")
    if restored:
        noun = "integration" if len(restored) == 1 else "integrations"
        parts.append(f"restore the {_listed(restored, 'other')} {noun}")
    return " and ".join(parts)


def _ticket(action: Action) -> str:
    return f"{action.priority} {action.target}".strip()


def _listed(names: list[str], rest: str) -> str:
    if len(names) > _NAMED + 1:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} {rest}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _whole(score: float | None) -> str:
    """Cut down and never rounded up: 69.6 is not yet 70."""
    return "no score" if score is None else str(math.floor(round(score, 6)))


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
