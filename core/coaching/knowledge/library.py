"""The documents there are: those that ship with Rapport, and those written here in their place or beside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from core.coaching.knowledge.document import Document


@dataclass(frozen=True)
class Library:
    """Every document in use, by slug. ``version`` changes whenever a document does."""

    documents: dict[str, Document] = field(repr=False)
    version: str

    def get(self, slug: str) -> Document | None:
        """The document, or ``None`` where there is none of that slug."""
        return self.documents.get(slug)

    @cached_property
    def articles(self) -> tuple[Document, ...]:
        """By topic and title."""
        return ordered(one for one in self.documents.values() if one.kind == "article")

    @cached_property
    def playbooks(self) -> tuple[Document, ...]:
        """By topic and title."""
        return ordered(one for one in self.documents.values() if one.kind == "playbook")

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Topics of the documents, by name."""
        return tuple(sorted({one.topic for one in self.documents.values()}, key=str.casefold))


def ordered(documents: Iterable[Document]) -> tuple[Document, ...]:
    """By topic and title, so that a list reads the same every time."""
    return tuple(
        sorted(documents, key=lambda one: (one.topic.casefold(), one.title.casefold(), one.slug))
    )
