"""The report as JSON: every line with its facts and the source lines they open to."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from core.drafting.fact import Fact
from core.sponsors.report.model import Event, Line, Part, Report
from core.sponsors.report.planning import reason
from core.sponsors.report.say import shown


def as_json(report: Report) -> dict[str, Any]:
    """The command line's and the API's form of a report; keys are only ever added."""
    return {
        "account": {
            "system": report.account.source_system,
            "id": report.account.source_id,
            "name": report.account.name,
        },
        "as_of": report.as_of.isoformat(),
        "policy": {"version": report.policy_version, "hash": report.policy_hash},
        "headline": {name: shown(fact) for name, fact in report.headline.items()},
        "sections": [
            {
                "name": section.name,
                "title": section.title,
                "parts": [_part(report, part) for part in section.parts],
            }
            for section in report.sections
        ],
        "calendar": [_event(event) for event in report.events],
        "sources": [asdict(source) for source in report.sources.values()],
    }


def _part(report: Report, part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "title": part.title,
        "columns": list(part.columns),
        "lines": [_line(report, line) for line in part.lines],
        "missing": list(part.missing),
    }


def _line(report: Report, line: Line) -> dict[str, Any]:
    return {
        "lead": line.lead,
        "text": line.text,
        "cells": list(line.cells),
        "depth": line.depth,
        "rule": line.rule,
        "facts": [_fact(report.sheet[name]) for name in line.fact_ids],
        "evidence": [
            {
                "reference": source.reference,
                "system": source.system,
                "id": source.record,
                "file": source.file or None,
                "line": source.line,
            }
            for source in report.sources_of(line)
        ],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "kind": fact.kind.value,
        "value": shown(fact),
        "evidence": list(fact.evidence),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "slot": event.slot,
        "kind": event.kind,
        "on": event.on.isoformat(),
        "at": event.at or None,
        "zone": event.zone or None,
        "minutes": event.minutes or None,
        "title": event.title,
        "attendees": list(event.attendees),
        "objective": event.objective,
        "moved": reason(event) or None,
        "evidence": list(event.evidence),
    }
