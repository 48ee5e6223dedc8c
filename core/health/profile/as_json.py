"""The profile as the command line and the API say it: no internal keys, everything with its rows."""

from __future__ import annotations

from typing import Any

from core.health.profile.model import (
    Opportunity,
    RelationshipProfile,
    Remark,
    Stakeholder,
)


def as_json(found: RelationshipProfile) -> dict[str, Any]:
    """The whole profile; keys are only ever added."""
    return {
        "account_id": found.account_id,
        "name": found.account_name,
        "as_of": found.as_of,
        "stakeholders": [_stakeholder(person) for person in found.stakeholders],
        "integrations": [_plain(item, "depth") for item in found.integrations],
        "features": [_plain(item) for item in found.features],
        "features_used": found.features_used,
        "environment": [_plain(item) for item in found.systems],
        "communications": [_plain(item) for item in found.communications],
        "roadmap": [_plain(item, "alignment") for item in found.roadmap],
        "unrelated_roadmap_items": found.unrelated_items,
        "codevelopment": [_opportunity(item) for item in found.opportunities],
        "past_codevelopment": [_opportunity(item) for item in found.past_opportunities],
        "missing": list(found.missing),
    }


def _stakeholder(person: Stakeholder) -> dict[str, Any]:
    maturity = person.maturity
    return {
        **{
            name: value
            for name, value in vars(person).items()
            if name not in ("contact_key", "maturity")
        },
        "technical_maturity": maturity.level or None,
        "maturity": {
            "level": maturity.level or None,
            "source": maturity.source,
            "why": maturity.why,
            "first": maturity.first or None,
            "read": maturity.read or None,
            "value": maturity.value,
            "override_reason": maturity.override_reason or None,
            "override_by": maturity.override_by or None,
            "signs": [_plain(sign, "level") for sign in maturity.signs],
            "evidence": list(maturity.evidence),
        },
    }


def _opportunity(item: Opportunity) -> dict[str, Any]:
    hidden = ("account_key", "account_id", "account_name", "source_system", "remark")
    return {
        **{name: _value(value) for name, value in vars(item).items() if name not in hidden},
        "state": item.state,
        "remark": _remark(item.remark),
    }


def _plain(item: Any, *derived: str) -> dict[str, Any]:
    """The fields of a part, and of its properties those named."""
    return {
        **{
            name: _remark(value) if isinstance(value, Remark) else _value(value)
            for name, value in vars(item).items()
        },
        **{name: getattr(item, name) for name in derived},
    }


def _remark(said: Remark | None) -> dict[str, Any] | None:
    return None if said is None else vars(said)


def _value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
