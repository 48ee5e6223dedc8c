"""What the coach says: a situation understood, guidance in phases, and what each line rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.drafting.fact import Fact


class InteractionType(StrEnum):
    """What kind of turn a row of ``ops.coaching_interactions`` is."""

    GUIDANCE = "guidance"
    FEEDBACK = "feedback"
    PRACTICE = "practice"
    BRIEFING = "briefing"
    WEEKLY = "weekly"


class CitationKind(StrEnum):
    """What a line can rest on."""

    ARTICLE = "article"
    PLAYBOOK = "playbook"
    FACT = "fact"


@dataclass(frozen=True)
class Citation:
    """``ref`` is the slug of a document or the id of a fact; ``title`` is what the screen shows."""

    kind: CitationKind
    ref: str
    title: str


@dataclass(frozen=True)
class Line:
    """One thing said, with what it rests on; a line that rests on nothing says nothing about the account."""

    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class ActionPhase:
    """Steps that belong together. ``when`` is said ("this week"), ``due_on`` is the last day of it."""

    name: str
    when: str
    due_on: date
    steps: tuple[Line, ...]


@dataclass(frozen=True)
class ReadyAction:
    """A follow-up that is one click away.

    ``act`` is ``draft`` (the draft panel opens with ``draft_kind`` and ``purpose`` for ``contact_key``) or
    ``plan`` (the phases become dated tasks).
    """

    label: str
    act: str
    draft_kind: str = ""
    purpose: str = ""
    contact_key: int | None = None


@dataclass(frozen=True)
class PersonMeant:
    """A contact of the account whom the question speaks of."""

    contact_key: int
    full_name: str
    title: str


@dataclass(frozen=True)
class Situation:
    """What a question was understood to be about.

    ``playbook`` is the slug of the situation's playbook, empty where none was recognised; ``confidence``
    is 0 to 1; ``alternatives`` are the slugs of the next likeliest.
    """

    playbook: str
    title: str
    confidence: float
    account_key: int | None = None
    account_name: str = ""
    people: tuple[PersonMeant, ...] = ()
    stage: str = ""
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guidance:
    """An answer of the coach. With a ``question`` it is one clarifying question and nothing else.

    ``wording`` is what they may say, and words to answer with. ``facts`` are those its lines cite;
    ``writer`` is ``template`` or ``claude``; ``note`` says why the template wrote where a model was to.
    """

    situation: Situation
    analysis: tuple[Line, ...] = ()
    phases: tuple[ActionPhase, ...] = ()
    watch_outs: tuple[Line, ...] = ()
    wording: tuple[Line, ...] = ()
    ready: tuple[ReadyAction, ...] = ()
    facts: tuple[Fact, ...] = ()
    question: str = ""
    writer: str = "template"
    note: str = ""


@dataclass(frozen=True)
class Interaction:
    """A turn as it is kept."""

    interaction_id: int
    conversation_id: int
    person: str
    interaction_type: InteractionType
    account_key: int | None
    subject: str
    context: dict[str, object] = field(repr=False)
    guidance_provided: str = field(repr=False)
    feedback_received: str = field(repr=False)
    writer: str
    is_shared: bool
    created_at: datetime
