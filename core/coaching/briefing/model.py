"""What an occasion is, and what is said before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.coaching.model import ActionPhase, Citation, Guidance, Line, ReadyAction
from core.drafting.fact import Fact


class OccasionKind(StrEnum):
    """Before what somebody is briefed."""

    QBR = "qbr"
    RENEWAL = "renewal"
    ESCALATION = "escalation"
    EXECUTIVE_MEETING = "executive_meeting"


@dataclass(frozen=True)
class Occasion:
    """Something ahead that is worth preparing.

    ``key`` tells it from every other, ``on`` is its day (of an escalation the day it began), ``about`` its subject as the
    source has it. ``is_own`` says that the account is in the viewer's own book; ``briefed_at`` when the
    viewer opened the briefing, ``interaction_id`` as what it is kept.
    """

    key: str
    kind: OccasionKind
    account_key: int
    source_system: str
    account_id: str
    account_name: str
    owner_email: str
    on: date
    about: str
    contact_key: int | None
    contact_name: str
    contact_title: str
    evidence: tuple[str, ...]
    is_own: bool
    briefed_at: datetime | None = None
    interaction_id: int | None = None


@dataclass(frozen=True)
class Briefing:
    """What to know, what to say and what to watch before an occasion; ``playbook`` is the one that leads.

    ``phases`` is that playbook's plan, ``facts`` are those the lines cite; ``guidance`` is the whole
    answer of the playbook for whoever wants more.
    """

    occasion: Occasion
    title: str
    know: tuple[Line, ...]
    say: tuple[Line, ...]
    watch_outs: tuple[Line, ...]
    playbook: Citation | None
    guidance: Guidance | None
    ready: tuple[ReadyAction, ...]
    facts: tuple[Fact, ...]

    @property
    def phases(self) -> tuple[ActionPhase, ...]:
        return self.guidance.phases if self.guidance else ()
