"""What the command line and the API say of pairs, decisions and clusters: identifiers, never keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.capture.identity.preview import GoldenField
from core.capture.identity.review import Pair, Record

_SIDES = ("left", "right")


def queued_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """A pair of the queue."""
    return {
        **{side: {**_side(row, side), "account": row[f"{side}_account"]} for side in _SIDES},
        "probability": row["probability"],
        "weight": row["weight"],
    }


def decision_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """A decision; a record that is no longer here has no name."""
    plain = {
        name: row[name]
        for name in (
            "decision_id",
            "entity",
            "verdict",
            "is_automatic",
            "probability",
            "reason",
            "decided_by",
            "decided_at",
            "withdrawn_by",
            "withdrawn_at",
            "withdrawn_reason",
        )
    }
    return {**plain, **{side: _side(row, side) for side in _SIDES}}


def cluster_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """A cluster with its members, the one that stands for all first."""
    members = [
        {
            "system": member["source_system"],
            "id": member["source_id"],
            "name": member["label"],
            "email": member["email"],
        }
        for member in row["members"]
    ]
    return {
        "name": row["label"],
        "members": members,
        "has_automatic": bool(row["has_automatic"]),
        "decided_at": row["decided_at"],
    }


def pair_json(pair: Pair) -> dict[str, Any]:
    """One pair side by side."""
    records = (pair.left, pair.right)
    standing = [one for one in records if one.key == pair.standing_key]
    return {
        "entity": pair.entity,
        "left": _record(pair.left),
        "right": _record(pair.right),
        "probability": pair.probability,
        "weight": pair.weight,
        "evidence": list(pair.evidence),
        "decision": {
            "decision_id": pair.decision.decision_id,
            "verdict": pair.decision.verdict,
            "is_automatic": pair.decision.is_automatic,
        }
        if pair.decision
        else None,
        "stands_for_both": f"{standing[0].source_system}:{standing[0].source_id}"
        if standing
        else "another member of the cluster",
        "moving": dict(pair.moving),
        "golden": golden_json(pair.golden),
        "obstacle": pair.obstacle,
    }


def golden_json(fields: Sequence[GoldenField]) -> list[dict[str, Any]]:
    """A golden record, field by field."""
    return [
        {
            "field": one.field,
            "value": one.value,
            "rule": one.rule,
            "system": one.source_system,
            "id": one.source_id,
            "file": one.file_name,
            "line": one.line,
            "others": [said for _key, said in one.others],
        }
        for one in fields
        if not one.field.endswith("_key")
    ]


def _side(row: Mapping[str, Any], side: str) -> dict[str, Any]:
    found = {
        "system": row[f"{side}_system"],
        "id": row[f"{side}_id"],
        "name": row[f"{side}_label"],
    }
    return {**found, "email": row[f"{side}_email"]} if f"{side}_email" in row else found


def _record(record: Record) -> dict[str, Any]:
    return {
        "system": record.source_system,
        "id": record.source_id,
        "name": record.label,
        "file": record.file_name,
        "line": record.line,
        "exported_at": record.exported_at,
        "cluster_size": record.cluster_size,
        "fields": {
            field: value for field, value in record.fields.items() if not field.endswith("_key")
        },
    }
