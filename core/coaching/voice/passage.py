"""What the coach said by itself, in pieces that Claude may put into other words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.coaching.model import Citation
from core.drafting.fact import FactSheet


class Kind(StrEnum):
    """What is spoken; each has a folder in ``prompts/``, and is a kind of call in the ledger."""

    GUIDANCE = "coach_guidance"
    FEEDBACK = "coach_feedback"
    PERSONA = "coach_persona"
    WEEKLY = "coach_weekly"


@dataclass(frozen=True)
class Passage:
    """One thing said, and what it rests on. ``id`` is ``group.number``, e.g. ``analysis.1``.

    ``about`` tells Claude what it is said of; it is not said itself. ``is_outside`` says that its text may repeat
    what others wrote; else it is of our own knowledge base or rubric.
    """

    id: str
    text: str
    citations: tuple[Citation, ...] = ()
    about: str = ""
    is_outside: bool = False

    @property
    def group(self) -> str:
        return self.id.rpartition(".")[0]


@dataclass(frozen=True)
class Source:
    """An article or playbook that may be drawn on."""

    citation: Citation
    text: str = field(repr=False)


@dataclass(frozen=True)
class Material:
    """All that Claude gets: what the coach said without it, and what that rests on.

    ``facts`` are those of the account; ``quotes`` words of the notes that are spoken of; ``asked`` what the
    person said, by name (their question, what they answered in a practice); ``background`` what was made from
    data beside it, by name, told sentence by sentence; ``style`` how they like to be spoken to.
    ``open_groups`` are groups of passages whose number may change: each keeps at least one. With ``is_settled``
    every passage keeps all that it cites and every figure in it: it is only rephrased.
    """

    kind: Kind
    passages: tuple[Passage, ...]
    documents: tuple[Source, ...] = ()
    facts: FactSheet | None = None
    quotes: tuple[str, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    background: Mapping[str, str] = field(default_factory=dict)
    style: str = ""
    open_groups: frozenset[str] = frozenset()
    is_settled: bool = False
    own_names: tuple[str, ...] = ()
