"""What a text rests on, opened: facts in words, each with the imported rows it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from core.actor import Actor
from core.cockpit.evidence import Evidence, evidence
from core.drafting.approval.bind import PROPOSED
from core.drafting.claim import Claim
from core.drafting.fact import Fact, FactSheet
from core.drafting.template.say import say
from core.store import Store

Sources = Mapping[str, dict[str, Any]]
"""Opened rows by their references."""


def opened(store: Store, actor: Actor, references: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The rows behind references, as JSON shows them; those the actor may not see are left out."""
    return {item.reference: _row(item) for item in evidence(store, actor, references)}


def open_facts(store: Store, actor: Actor, facts: Iterable[Fact]) -> dict[str, dict[str, Any]]:
    """The rows behind all of ``facts``, read at once."""
    references = dict.fromkeys(row for fact in facts for row in fact.evidence)
    return opened(store, actor, list(references))


def claim_json(claim: Claim, sheet: FactSheet, sources: Sources) -> dict[str, Any]:
    """A claim with the facts that prove it, best first."""
    found = claim.to_dict()
    facts = [sheet[name] for name in found.pop("fact_ids") if name in sheet]
    return {**found, "facts": [fact_json(fact, sources) for fact in facts]}


def fact_json(fact: Fact, sources: Sources) -> dict[str, Any]:
    """A fact with its rows. ``origin``: imported, derived from other facts, or proposed by us."""
    value = fact.value
    shown = float(value) if isinstance(value, Decimal) else value
    return {
        "fact_id": fact.id,
        "kind": fact.kind.value,
        "label": fact.label,
        "said": say(fact),
        "value": shown.isoformat() if isinstance(shown, date) else shown,
        "unit": fact.unit,
        "as_of": fact.as_of,
        "freshness": fact.freshness.value,
        "origin": _origin(fact),
        "derived_from": list(fact.derived_from),
        "sources": [sources[name] for name in fact.evidence if name in sources],
    }


def _origin(fact: Fact) -> str:
    if fact.id.startswith(PROPOSED):
        return "proposed"
    return "derived" if fact.derived_from else "imported"


def _row(item: Evidence) -> dict[str, Any]:
    return {
        "reference": item.reference,
        "table": item.table,
        "system": item.source_system,
        "id": item.source_id,
        "batch": item.batch_id,
        "file": item.file_name,
        "member": item.member_name,
        "line": item.line,
    }
