"""The sponsor engagement score of one account, with every point and the rows it came from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from core.accounts import AccountRef, require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.policy.factor import Factor
from core.sponsors.model import Executive, SponsorScore
from core.store import Reader, load_sql

SQL = Path(__file__).parent / "sql"


def score(store: Reader, actor: Actor, account_key: int, as_of: date) -> SponsorScore:
    """Read the score from the mart, which must be fresh for ``as_of``.

    An account that was not known yet at ``as_of`` is Unknown. Raises
    :class:`~core.errors.NotFound` when the actor sees no such account.
    """
    require(actor, Permission.ACCOUNT_READ)
    account = require_account(store, actor, account_key)
    scope = {"account_key": account_key, "as_of": as_of}
    row = store.one(load_sql(SQL, "account_score"), scope)
    if row is None:
        return _not_known(account, as_of)
    factors: dict[int, list[Factor]] = {}
    for entry in store.rows(load_sql(SQL, "factors"), scope):
        factors.setdefault(entry.pop("contact_key"), []).append(_factor(entry))
    executives = tuple(
        _executive(entry, factors.get(entry["contact_key"], []))
        for entry in store.rows(load_sql(SQL, "executives"), scope)
    )
    row["missing"] = tuple(row["missing"])
    return SponsorScore(
        account_key=account_key,
        account_id=account.source_id,
        as_of=as_of,
        executives=executives,
        **row,
    )


def as_json(found: SponsorScore) -> dict[str, Any]:
    """The command line's and the API's form of a score; keys are only ever added."""
    return {
        "account_id": found.account_id,
        "as_of": found.as_of.isoformat(),
        "score": found.score,
        "level": found.level,
        "risk": found.risk,
        "coverage_pct": found.coverage_pct,
        "primary_sponsor": found.primary_sponsor,
        "backup_sponsor": found.backup_sponsor,
        "silence_alert": found.silence_alert,
        "missing": list(found.missing),
        "executives": [_executive_json(executive) for executive in found.executives],
    }


def _executive_json(executive: Executive) -> dict[str, Any]:
    contacted = executive.last_contact_on
    return {
        "contact_id": executive.contact_id,
        "full_name": executive.full_name,
        "title": executive.title,
        "score": executive.score,
        "level": executive.level,
        "risk": executive.risk,
        "coverage_pct": executive.coverage_pct,
        "is_primary": executive.is_primary,
        "last_contact_on": contacted.isoformat() if contacted else None,
        "relationship": executive.relationship,
        "advocacy_evidence": list(executive.advocacy_evidence),
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
            for factor in executive.factors
        },
    }


def _executive(row: dict[str, Any], factors: list[Factor]) -> Executive:
    evidence = tuple(row["advocacy_evidence"])
    return Executive(**{**row, "advocacy_evidence": evidence}, factors=tuple(factors))


def _factor(row: dict[str, Any]) -> Factor:
    return Factor(**{**row, "evidence": tuple(row["evidence"])})


def _not_known(account: AccountRef, as_of: date) -> SponsorScore:
    return SponsorScore(
        account_key=account.account_key,
        account_id=account.source_id,
        as_of=as_of,
        score=None,
        level="unknown",
        risk="critical",
        coverage_pct=0.0,
        primary_sponsor=None,
        backup_sponsor=None,
        silence_alert=False,
        missing=(f"The account was not known on {as_of.isoformat()}: choose a later date.",),
        executives=(),
    )
