"""What the gate knows of a text while it reads it: facts, names, findings so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.drafting.claim import Attachment, ClaimKind
from core.drafting.fact import Fact
from core.drafting.gate.facts import Entry, Facts
from core.drafting.gate.normalise import normalise
from core.drafting.gate.quantity import Quantity
from core.drafting.gate.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """Words (offsets into the text as read) that claim something; ``reason`` is empty where ``facts`` prove it.

    ``attached`` says that a person named the fact; ``vouchable`` that their own word may do.
    """

    start: int
    end: int
    kind: ClaimKind
    facts: tuple[Fact, ...] = ()
    reason: str = ""
    attached: bool = False
    vouchable: bool = False

    @property
    def stands(self) -> bool:
        return not self.reason


@dataclass
class Checked:
    """A part of a letter being checked.

    ``measured`` are its figures with the entries that prove them, ``marks`` the places of figures and
    dates, ``named[i]`` says that character ``i`` is of somebody's name.
    """

    text: Text
    facts: Facts
    own_names: tuple[str, ...]
    attachments: Sequence[Attachment]
    findings: list[Finding] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    measured: list[tuple[Quantity, tuple[Entry, ...]]] = field(default_factory=list)
    named: bytearray = field(default_factory=bytearray)
    _attached: list[tuple[int, int, Fact]] | None = None

    def __post_init__(self) -> None:
        self.named = bytearray(len(self.text.words) + 1)

    @cached_property
    def low(self) -> str:
        """The text in lower case, letter for letter."""
        words = self.text.words
        low = words.lower()
        if len(low) == len(words):
            return low
        return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in words)

    def add(self, findings: Iterable[Finding]) -> None:
        """Note findings and take their words."""
        for finding in findings:
            self.findings.append(finding)
            self.text.take(finding.start, finding.end)

    def attached_to(self, start: int, end: int) -> Fact | None:
        """The fact that a person said these words stand for."""
        if not self.attachments:
            return None
        if self._attached is None:
            self._attached = list(self._find_attached())
        for first, last, fact in self._attached:
            if first < end and start < last:
                return fact
        return None

    def _find_attached(self) -> Iterable[tuple[int, int, Fact]]:
        low = self.low
        for attachment in self.attachments:
            words = normalise(attachment.words).text.strip().lower()
            fact = self.facts.sheet.get(attachment.fact_id)
            place = low.find(words) if words else -1
            while fact is not None and place >= 0:
                yield place, place + len(words), fact
                place = low.find(words, place + 1)


Finder = Callable[[Checked], Iterable[Finding]]
"""Finds the claims of one kind and says of each what proves it or what is wrong."""
