"""Kinds of draft, and what is asked for when one is to be made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from core.actor import Actor
from core.drafting.fact import FactSheet
from core.drafting.letter import Letter
from core.store import Store


class Tone(StrEnum):
    """How a draft speaks."""

    WARM = "warm"
    CONCISE = "concise"
    FORMAL = "formal"


class Length(StrEnum):
    """How long a draft is, within the limit of its kind."""

    SHORT = "short"
    STANDARD = "standard"


@dataclass(frozen=True)
class DraftRequest:
    """A draft that someone wants. ``sender`` is the e-mail address it would go out from."""

    kind: str
    account_key: int
    purpose: str
    as_of: date
    sender: str
    contact_key: int | None = None
    tone: Tone = Tone.WARM
    length: Length = Length.STANDARD

    def but(self, **changed: object) -> DraftRequest:
        """The request with something else wanted, e.g. another tone."""
        return replace(self, **changed)  # type: ignore[arg-type]


Gather = Callable[[Store, Actor, DraftRequest], FactSheet]
"""Gathers the facts a request may draw on; checks that the actor may see the account."""


@dataclass(frozen=True)
class DraftKind:
    """A kind of draft: its folder in ``prompts/`` says the rest."""

    name: str
    title: str
    gather: Gather


@dataclass(frozen=True)
class Assignment:
    """All a writer gets: the request, its facts, and nothing else.

    ``function`` is the reader's (``ceo``, ``cfo``, ``cto`` or ``other``); ``max_words`` bounds the body.
    ``actor`` is who asked, for the ledger of calls to a model; without one it is whoever would send.
    ``variant`` counts how often other words were asked for; a writer with several ways to say a thing
    takes another.
    """

    request: DraftRequest
    sheet: FactSheet
    function: str
    max_words: int
    actor: Actor | None = None
    variant: int = 0


@dataclass(frozen=True)
class Usage:
    """What a call to a model used and cost; tokens are the provider's count."""

    model: str
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    cost_usd: float


@dataclass(frozen=True)
class Written:
    """A letter and who wrote it: ``claude`` or ``template``.

    ``note`` says, where the template wrote although a model was to, why.
    """

    letter: Letter
    writer: str
    prompt_version: str
    usage: Usage | None = None
    note: str = ""


class Writer(Protocol):
    """Writes a letter from facts. ``on_text`` is called with the text so far while it grows."""

    def write(
        self, assignment: Assignment, on_text: Callable[[str], None] | None = None
    ) -> Written: ...
