"""An escalation as JSON, for the command line and the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.health.escalation.model import Escalation, RuleHit

_INTERNAL = frozenset({"account_key"})


def escalation_json(found: Escalation, rules: Sequence[RuleHit] = ()) -> dict[str, Any]:
    """Identifiers are as imported; dates are ISO when written; keys are only ever added."""
    values = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(found).items()
        if name not in _INTERNAL
    }
    return {**values, "rules": [vars(rule) for rule in rules]}
