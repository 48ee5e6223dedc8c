"""What a release or roadmap item is, and why it matters to an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

STRONGEST_FIRST = ("feature", "ticket", "goal", "integration", "component", "component_often", "stack")  # fmt: skip
"""Rules by weight: of several reasons the first is told first."""
NOT_USED = "not_used"


class ItemKind(StrEnum):
    """Where an item comes from."""

    RELEASE = "release"
    ROADMAP = "roadmap"


@dataclass(frozen=True)
class Item:
    """A change of a release, or something planned.

    ``release`` and ``item_id`` are empty for the roadmap, ``status`` for releases. ``dated_on`` is when
    it was released, or is planned for.
    """

    kind: ItemKind
    item_key: int
    title: str
    release: str
    dated_on: date | None
    item_id: str
    feature: str
    component: str
    description: str
    integrations: tuple[str, ...]
    status: str

    @property
    def reference(self) -> str:
        """The imported row."""
        return f"crm.{self.kind.value}_item/{self.item_key}"


@dataclass(frozen=True)
class Reason:
    """Something on record of an account that speaks for an item, or against it.

    ``what`` is the thing of theirs in the source's words: a feature, an integration, a ticket's subject or
    component, an application, our initiative. ``detail`` is the ticket's number, the application's category or
    their priority. ``since`` is when it began, ``tally`` counts tickets. ``counts`` says that it carries
    the item by itself.
    """

    rule: str
    what: str
    detail: str
    since: date | None
    tally: int
    evidence: tuple[str, ...]
    counts: bool

    @property
    def said(self) -> str:
        """In a few words, for people of ours."""
        since = f" since {self.since:%-d %B %Y}" if self.since else ""
        return {
            "feature": f"uses {self.what}{since}",
            "ticket": f"{self.detail or 'an open ticket'} names it: {self.what}",
            "goal": f"our initiative {self.what} serves “{self.detail}”",
            "integration": f"runs {self.what}",
            "component": f"{self.detail or 'an open ticket'} is about {self.what}",
            "component_often": f"{self.tally} tickets about {self.what}{since}",
            "stack": f"runs {self.what}{f' ({self.detail})' if self.detail else ''}",
            NOT_USED: f"{self.what} is known to be not in use",
        }[self.rule]


@dataclass(frozen=True)
class Relevant:
    """An item that matters to an account; ``reasons`` has those that speak for it, the strongest first."""

    item: Item
    reasons: tuple[Reason, ...]

    def reason(self, *rules: str) -> Reason | None:
        """The first reason of one of these rules."""
        return next((reason for reason in self.reasons if reason.rule in rules), None)

    @property
    def weight(self) -> tuple[int, int]:
        """Order among items of one release: the strongest reason first, then the more reasons."""
        return STRONGEST_FIRST.index(self.reasons[0].rule), -len(self.reasons)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The item's row and the rows of its reasons."""
        rows = (row for reason in self.reasons for row in reason.evidence)
        return tuple(dict.fromkeys((self.item.reference, *rows)))


@dataclass(frozen=True)
class LeftOut:
    """An item that does not concern an account, and why, in words."""

    item: Item
    why: str


@dataclass(frozen=True)
class Relevance:
    """Which items of a set matter to an account, in the order to tell them, and which do not."""

    account_key: int
    items: tuple[Relevant, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def why_none(self) -> str:
        """Why nothing matters, in words; empty where something does."""
        if self.items:
            return ""
        if not self.left_out:
            return "There is no item."
        told = {item.why for item in self.left_out}
        if len(told) == 1:
            return told.pop()
        return " ".join(f"{one.item.title}: {one.why}" for one in self.left_out)
