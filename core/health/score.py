"""The technical health of one account, with every point, rule and the rows they came from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.health.model import Adjustment, HealthScore, Rule
from core.policy.factor import Factor
from core.store import Reader, load_sql

SQL = Path(__file__).parent / "sql"


def score(store: Reader, actor: Actor, account_key: int, as_of: date) -> HealthScore:
    """Read the score from the mart, which must be fresh for ``as_of``.

    An account that was not known yet at ``as_of`` is grey. Raises
    :class:`~core.errors.NotFound` when the actor sees no such account.
    """
    require(actor, Permission.ACCOUNT_READ)
    account = require_account(store, actor, account_key)
    scope = {"account_key": account_key, "as_of": as_of}
    row = store.one(load_sql(SQL, "account_score"), scope) or _not_known(as_of)
    return HealthScore(
        account_key=account_key,
        account_id=account.source_id,
        as_of=as_of,
        factors=tuple(Factor(**entry) for entry in _rows(store, "factors", scope)),
        rules=tuple(Rule(**entry) for entry in _rows(store, "rules", scope)),
        adjustments=tuple(Adjustment(**entry) for entry in _rows(store, "adjustments", scope)),
        **_frozen(row),
    )


def as_json(found: HealthScore) -> dict[str, Any]:
    """The command line's and the API's form of a score; keys are only ever added."""
    return {
        "account_id": found.account_id,
        "as_of": found.as_of.isoformat(),
        "score": found.score,
        "uncapped_score": found.uncapped_score,
        "cap": found.cap,
        "rag": found.rag,
        "coverage_pct": found.coverage_pct,
        "at_risk": found.at_risk,
        "rules_tripped": list(found.rules_tripped),
        "missing": list(found.missing),
        "factors": {
            factor.factor: {
                "points": factor.points,
                "of": factor.max_points,
                "state": factor.state,
                "measure": factor.measure,
                "unit": factor.unit,
                "target": factor.target,
                "note": factor.note,
                "evidence": list(factor.evidence),
            }
            for factor in found.factors
        },
        "adjustments": [
            {**vars(adjustment), "evidence": list(adjustment.evidence)}
            for adjustment in found.adjustments
        ],
    }


def _rows(store: Reader, name: str, scope: dict[str, Any]) -> list[dict[str, Any]]:
    return [_frozen(row) for row in store.rows(load_sql(SQL, name), scope)]


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(item) if isinstance(item, list) else item for name, item in row.items()}


def _not_known(as_of: date) -> dict[str, Any]:
    return {
        "score": None,
        "uncapped_score": None,
        "cap": None,
        "rag": "grey",
        "coverage_pct": 0.0,
        "at_risk": False,
        "rules_tripped": [],
        "missing": [f"The account was not known on {as_of.isoformat()}: choose a later date."],
    }
