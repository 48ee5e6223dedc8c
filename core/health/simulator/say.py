"""Simulations and backtests as the API and the command line give them. Keys are only ever added."""

from __future__ import annotations

from typing import Any

from core.health.simulator.model import Backtest, Rate, Simulation


def simulation_json(found: Simulation) -> dict[str, Any]:
    """Colours before and after, and each account that changes."""
    return {
        "as_of": found.as_of.isoformat(),
        "accounts": found.accounts,
        "before": found.before,
        "after": found.after,
        "rescored": found.rescored,
        "changed": [
            {
                "account_id": one.account_id,
                "name": one.name,
                "tier": one.tier,
                "from_score": one.from_score,
                "from_rag": one.from_rag,
                "to_score": one.to_score,
                "to_rag": one.to_rag,
                "direction": one.direction,
            }
            for one in found.moved
        ],
    }


def backtest_json(found: Backtest) -> dict[str, Any]:
    """Warnings, precision, recall and lead time, each with what it was counted over."""
    return {
        "from": found.from_on.isoformat(),
        "to": found.as_of.isoformat(),
        "horizon_days": found.horizon_days,
        "warnings": found.warnings,
        "warnings_a_week": round(found.a_week, 3),
        "per_week": list(found.per_week),
        "precision": rate_json(found.precision),
        "waiting": found.waiting,
        "recall": rate_json(found.recall),
        "recall_churn": rate_json(found.recall_churn),
        "recall_escalation": rate_json(found.recall_escalation),
        "lead_days": {"median": found.lead_days, "n": found.leads},
        "outcomes": [
            {
                "kind": one.outcome.kind,
                "account_id": one.account_id,
                "happened_on": one.outcome.happened_on.isoformat(),
                "lead_days": one.lead_days,
                "evidence": list(one.outcome.evidence),
            }
            for one in found.foreseen
        ],
    }


def rate_json(rate: Rate) -> dict[str, Any]:
    """A share with its n and 90 % interval."""
    return {
        "hits": rate.hits,
        "n": rate.n,
        "share": rate.share,
        "low": rate.low,
        "high": rate.high,
    }
