"""What the knowledge base holds: articles, and playbooks that lead through a situation."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from core.coaching.learning.model import HelpedCount
from core.coaching.model import ReadyAction

STAGES = ("onboarding", "adoption", "value", "renewal", "expansion", "any")


class Origin(StrEnum):
    """Where a document comes from: with Rapport, or written here."""

    SHIPPED = "shipped"
    OWN = "own"


@dataclass(frozen=True)
class Step:
    """One thing to do. ``article`` is a slug or empty; ``facts`` are the ids of facts that say more."""

    do: str
    article: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phase:
    """Steps that belong together; ``due_days`` counts from the day the plan is made."""

    name: str
    when: str
    due_days: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class WatchOut:
    """What goes wrong here; ``article`` is a slug or empty."""

    say: str
    article: str = ""


@dataclass(frozen=True)
class Objection:
    """What the customer may say, and a good answer; ``article`` is a slug or empty."""

    they_say: str
    answer: str
    article: str = ""


@dataclass(frozen=True)
class Playbook:
    """How to handle a situation.

    ``says`` are ways people put it, ``signals`` words that point to it, ``analysis`` sentences that may
    hold ``{placeholders}`` of facts, ``clarify`` the one question to ask when it is likely but unclear.
    """

    says: tuple[str, ...]
    analysis: tuple[str, ...]
    phases: tuple[Phase, ...]
    watch_outs: tuple[WatchOut, ...]
    objections: tuple[Objection, ...]
    clarify: str
    ready: tuple[ReadyAction, ...]
    signals: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """Slugs of the articles it rests on, each once, in the order they come up."""
        lines: list[Step | WatchOut | Objection] = [
            step for phase in self.phases for step in phase.steps
        ]
        lines += [*self.watch_outs, *self.objections]
        return tuple(dict.fromkeys(line.article for line in lines if line.article))


@dataclass(frozen=True)
class Document:
    """An article or a playbook, as it is now. ``body`` is Markdown.

    ``author`` is the e-mail address of who wrote an own document, empty for a shipped one; ``version``
    counts the saved versions of an own one and is 0 for a shipped one.
    """

    slug: str
    kind: Literal["article", "playbook"]
    title: str
    summary: str
    topic: str
    situations: tuple[str, ...]
    skills: tuple[str, ...]
    stage: str
    source: str
    body: str = field(repr=False)
    origin: Literal["shipped", "own"] = "shipped"
    author: str = ""
    playbook: Playbook | None = field(default=None, repr=False)
    version: int = 0

    @property
    def is_own(self) -> bool:
        """Whether it was written here, not shipped."""
        return self.origin == Origin.OWN.value


@dataclass(frozen=True)
class Hit:
    """A document found. ``relevance`` is 0 to 1; ``matched`` are the words of the query it has.

    ``helped`` says how it did where guidance rested on it, where anything was said of that.
    """

    document: Document
    relevance: float
    matched: tuple[str, ...]
    helped: HelpedCount | None = None
