"""What the technical health of one account says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.policy.factor import Factor


@dataclass(frozen=True)
class Rule:
    """An at-risk rule: tripped when ``value`` is over ``threshold``, both in ``unit``."""

    rule: str
    value: float | None
    threshold: float
    unit: str
    tripped: bool
    at_double: bool
    note: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Adjustment:
    """Points added to the score (negative: taken) for what notes and deals say."""

    adjustment: str
    points: float
    note: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class HealthScore:
    """An account's technical health; ``score`` is ``None`` and ``rag`` grey when it abstains."""

    account_key: int
    account_id: str
    as_of: date
    score: float | None
    uncapped_score: float | None
    cap: float | None
    rag: str
    coverage_pct: float
    at_risk: bool
    rules_tripped: tuple[str, ...]
    missing: tuple[str, ...]
    factors: tuple[Factor, ...]
    rules: tuple[Rule, ...]
    adjustments: tuple[Adjustment, ...]
