"""An answer as JSON: as it is kept, and as the API and the command line show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.coaching.model import (
    ActionPhase,
    Citation,
    CitationKind,
    Guidance,
    Line,
    PersonMeant,
    ReadyAction,
    Situation,
)
from core.drafting.fact import Fact


def to_dict(guidance: Guidance) -> dict[str, Any]:
    """The answer; :func:`from_dict` reads it back equal. Keys are text: they are too large for JSON's numbers."""
    return {
        "situation": situation_dict(guidance.situation),
        "analysis": [_line(line) for line in guidance.analysis],
        "phases": [
            {
                "name": phase.name,
                "when": phase.when,
                "due_on": phase.due_on.isoformat(),
                "steps": [_line(step) for step in phase.steps],
            }
            for phase in guidance.phases
        ],
        "watch_outs": [_line(line) for line in guidance.watch_outs],
        "wording": [_line(line) for line in guidance.wording],
        "ready": [
            {
                "label": one.label,
                "act": one.act,
                "draft_kind": one.draft_kind,
                "purpose": one.purpose,
                "contact_key": _text(one.contact_key),
            }
            for one in guidance.ready
        ],
        "facts": [fact.to_dict() for fact in guidance.facts],
        "question": guidance.question,
        "writer": guidance.writer,
        "note": guidance.note,
    }


def from_dict(given: Mapping[str, Any]) -> Guidance:
    """An answer as :func:`to_dict` wrote it."""
    return Guidance(
        situation=situation_from(given["situation"]),
        analysis=_lines(given["analysis"]),
        phases=tuple(
            ActionPhase(
                one["name"], one["when"], date.fromisoformat(one["due_on"]), _lines(one["steps"])
            )
            for one in given["phases"]
        ),
        watch_outs=_lines(given["watch_outs"]),
        wording=_lines(given.get("wording", ())),
        ready=tuple(
            ReadyAction(**{**one, "contact_key": _key(one["contact_key"])})
            for one in given["ready"]
        ),
        facts=tuple(Fact.from_dict(one) for one in given["facts"]),
        question=given["question"],
        writer=given["writer"],
        note=given["note"],
    )


def situation_dict(situation: Situation) -> dict[str, Any]:
    """What was understood, with keys as text."""
    return {
        "playbook": situation.playbook,
        "title": situation.title,
        "confidence": situation.confidence,
        "account_key": _text(situation.account_key),
        "account_name": situation.account_name,
        "people": [
            {
                "contact_key": _text(one.contact_key),
                "full_name": one.full_name,
                "title": one.title,
            }
            for one in situation.people
        ],
        "stage": situation.stage,
        "alternatives": list(situation.alternatives),
    }


def situation_from(given: Mapping[str, Any]) -> Situation:
    """A situation as :func:`situation_dict` wrote it."""
    return Situation(
        playbook=given["playbook"],
        title=given["title"],
        confidence=given["confidence"],
        account_key=_key(given["account_key"]),
        account_name=given["account_name"],
        people=tuple(
            PersonMeant(int(one["contact_key"]), one["full_name"], one["title"])
            for one in given["people"]
        ),
        stage=given["stage"],
        alternatives=tuple(given["alternatives"]),
    )


def _line(line: Line) -> dict[str, Any]:
    return {
        "text": line.text,
        "citations": [
            {"kind": one.kind.value, "ref": one.ref, "title": one.title} for one in line.citations
        ],
    }


def _lines(given: Any) -> tuple[Line, ...]:
    return tuple(
        Line(
            one["text"],
            tuple(
                Citation(CitationKind(cited["kind"]), cited["ref"], cited["title"])
                for cited in one["citations"]
            ),
        )
        for one in given
    )


def _text(key: int | None) -> str | None:
    return None if key is None else str(key)


def _key(text: str | None) -> int | None:
    return None if text is None else int(text)
