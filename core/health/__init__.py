"""Technical health: tickets, integrations, rules, and from which rows they follow."""

from core.health.model import Adjustment, HealthScore, Rule
from core.health.score import as_json, score

__all__ = ["Adjustment", "HealthScore", "Rule", "as_json", "score"]
