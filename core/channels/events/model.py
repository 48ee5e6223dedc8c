"""What an event is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What happened, as ``noun.verb``."""

    ESCALATION_OPENED = "escalation.opened"
    ESCALATION_WORSENED = "escalation.worsened"
    ESCALATION_RECOVERED = "escalation.recovered"
    CODEVELOPMENT_FOUND = "codevelopment.found"
    RELEASE_NOTES_READY = "release_notes.ready"


@dataclass(frozen=True)
class Event:
    """Something that happened on an account.

    ``key`` names the happening: recorded once, however often it is published. ``for_email`` is who
    should act on it, empty for nobody in particular. ``evidence`` are references to source rows.
    """

    kind: EventKind
    account_key: int
    subject: str
    title: str
    detail: str
    evidence: tuple[str, ...]
    for_email: str
    key: str
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RecordedEvent(Event):
    """An event in the log. ``occurred_at`` is naive UTC; ``account_id`` is as imported."""

    event_id: int
    occurred_at: datetime
    account_name: str
    account_id: str
