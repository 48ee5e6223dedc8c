"""An answer as the API and the command line give it: names and identifiers people know, no keys of ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.accounts import require_account
from core.actor import Actor
from core.coaching.guidance.as_json import to_dict
from core.coaching.guidance.ask import Answer
from core.coaching.guidance.fill import fact_citation
from core.coaching.model import Guidance, ReadyAction
from core.drafting.fact import Fact
from core.store import Reader


def answer_dict(store: Reader, actor: Actor, answer: Answer, as_of: date) -> dict[str, Any]:
    """The answer with its account by identifier, and each fact with what it says and its rows."""
    guidance = answer.guidance
    made = to_dict(guidance)
    situation: dict[str, Any] = made.pop("situation")
    situation.pop("account_key")
    situation.pop("account_name")
    account = None
    if guidance.situation.account_key is not None:
        found = require_account(store, actor, guidance.situation.account_key)
        account = {
            "source_system": found.source_system,
            "account_id": found.source_id,
            "name": found.name,
        }
    return {
        "interaction_id": answer.interaction_id,
        "conversation_id": answer.conversation_id,
        "as_of": as_of.isoformat(),
        "situation": {
            **situation,
            "people": [_without_key(one) for one in situation["people"]],
            "account": account,
        },
        **made,
        "ready": [_action(guidance, one) for one in guidance.ready],
        "facts": [_fact(fact) for fact in guidance.facts],
        "options": list(answer.options),
    }


def _without_key(person: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in person.items() if name != "contact_key"}


def _action(guidance: Guidance, action: ReadyAction) -> dict[str, Any]:
    people = {one.contact_key: one.full_name for one in guidance.situation.people}
    return {
        "label": action.label,
        "act": action.act,
        "draft_kind": action.draft_kind,
        "purpose": action.purpose,
        "contact": people.get(action.contact_key or 0, ""),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "says": fact_citation(fact).title,
        "is_stale": fact.freshness.value == "stale",
        "evidence": list(fact.evidence),
    }
