"""The audit log without the person: texts cleaned, and the chain hashed anew from the first of them.

The tombstone at its end says from where the chain was hashed anew and what its end was before, so
that a copy of the old head kept elsewhere still proves the log it belonged to.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.capture.erased import Mentions
from core.erasure.cells import clean_json
from core.store import Event

ACTION = "person.erase"


@dataclass(frozen=True)
class CleanLog:
    """``cleaned`` are the numbers of the events whose text changed."""

    events: tuple[Event, ...]
    cleaned: tuple[int, ...]


def clean_log(events: Sequence[Event], mentions: Mentions) -> CleanLog:
    """Every event without the person; those before the first that named them keep their hash."""
    found: list[Event] = []
    cleaned: list[int] = []
    for event in events:
        new = replace(
            event,
            actor=mentions.clean(event.actor),
            subject=mentions.clean(event.subject),
            detail=clean_json(event.detail, mentions) or "{}",
        )
        if new != event:
            cleaned.append(event.sequence)
        if cleaned and found:
            new = replace(new, previous=found[-1].hash)
        found.append(new)
    return CleanLog(tuple(found), tuple(cleaned))


def tombstone(
    log: CleanLog, before: Sequence[Event], *, at: datetime, actor: str, who: str, detail: Any
) -> Event:
    """The event that ends the new log. ``who`` is a keyed hash, ``detail`` counts."""
    last = log.events[-1] if log.events else None
    told = {
        **detail,
        "cleaned_events": list(log.cleaned),
        "hashed_anew_from": log.cleaned[0] if log.cleaned else None,
        "end_before": before[-1].hash if before else None,
    }
    return Event(
        last.sequence + 1 if last else 1,
        at,
        actor,
        ACTION,
        f"person {who}",
        json.dumps(told, sort_keys=True, default=str),
        last.hash if last else "0" * 64,
    )
