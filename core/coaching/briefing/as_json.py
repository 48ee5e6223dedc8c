"""A briefing as JSON: as it is kept, and as the command line and the API show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.coaching.briefing.model import Briefing, Occasion
from core.coaching.model import Line


def to_dict(made: Briefing) -> dict[str, Any]:
    """The briefing without internal keys."""
    return {
        "occasion": occasion_dict(made.occasion),
        "title": made.title,
        "know": _lines(made.know),
        "say": _lines(made.say),
        "watch_outs": _lines(made.watch_outs),
        "playbook": made.playbook.ref if made.playbook else "",
        "phases": [
            {
                "name": phase.name,
                "when": phase.when,
                "due_on": phase.due_on.isoformat(),
                "steps": _lines(phase.steps),
            }
            for phase in made.phases
        ],
        "ready": [
            {
                "label": one.label,
                "act": one.act,
                "draft_kind": one.draft_kind,
                "purpose": one.purpose,
            }
            for one in made.ready
        ],
        "facts": [fact.to_dict() for fact in made.facts],
    }


def occasion_dict(found: Occasion) -> dict[str, Any]:
    """The occasion: identifiers as imported, the day as text."""
    return {
        "key": found.key,
        "kind": found.kind.value,
        "account_id": found.account_id,
        "source_system": found.source_system,
        "account_name": found.account_name,
        "owner_email": found.owner_email,
        "on": found.on.isoformat(),
        "about": found.about,
        "contact_name": found.contact_name,
        "contact_title": found.contact_title,
        "is_own": found.is_own,
        "briefed_at": found.briefed_at,
        "interaction_id": found.interaction_id,
        "evidence": list(found.evidence),
    }


def _lines(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [
        {
            "text": line.text,
            "citations": [
                {"kind": one.kind.value, "ref": one.ref, "title": one.title}
                for one in line.citations
            ],
        }
        for line in lines
    ]
