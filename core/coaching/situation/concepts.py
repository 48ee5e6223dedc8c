"""The vocabulary of situations, as data: which words mean the same, and what they speak for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.coaching.situation.words import FILE, stems

_APART = ".."
_BY_LENGTH = {1: 0.55, 2: 0.9}
_LONG = 1.15
_FAINT, _MOST_HINTS = 0.3, 2
_STRONGEST = 1.6
"""What a phrase of one word, of two and of more adds to the strength of its concept, and where that ends."""


@dataclass(frozen=True)
class Concept:
    """Phrases (as stems) that mean one thing, and the situations it speaks for with a weight.

    ``apart`` are phrases with words between, as patterns over stems parted by blanks; ``hints`` say it faintly.
    """

    name: str
    phrases: frozenset[tuple[str, ...]]
    situations: Mapping[str, float]
    apart: tuple[re.Pattern[str], ...] = ()
    hints: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True)
class Together:
    """Concepts that side by side mean more than each alone."""

    concepts: frozenset[str]
    situations: Mapping[str, float]


@dataclass(frozen=True)
class Vocabulary:
    """All concepts, and those that belong together."""

    concepts: tuple[Concept, ...]
    together: tuple[Together, ...]
    longest: int

    def in_text(self, said: Sequence[str]) -> dict[str, float]:
        """The concepts among stems in order, each with its strength: more and longer phrases tell more surely."""
        there = {
            tuple(said[start : start + size])
            for size in range(1, self.longest + 1)
            for start in range(len(said) - size + 1)
        }
        line = f" {' '.join(said)} "
        found = {}
        for concept in self.concepts:
            met = [
                *(concept.phrases & there),
                *(tuple(one[0].split()) for form in concept.apart if (one := form.search(line))),
            ]
            faint = _FAINT * min(_MOST_HINTS, len(concept.hints & there))
            if strength := min(_STRONGEST, _strength(met) + faint):
                found[concept.name] = strength
        return found

    def points(self, strengths: Mapping[str, float]) -> dict[str, float]:
        """What the concepts say for each situation."""
        points: dict[str, float] = {}
        speaking = [
            (concept.situations, strengths[concept.name])
            for concept in self.concepts
            if concept.name in strengths
        ]
        speaking += [
            (pair.situations, min(strengths[name] for name in pair.concepts))
            for pair in self.together
            if pair.concepts <= strengths.keys()
        ]
        for situations, strength in speaking:
            for slug, weight in situations.items():
                points[slug] = points.get(slug, 0.0) + weight * strength
        return points

    @property
    def stems(self) -> frozenset[str]:
        """Every stem the vocabulary knows, for slips of the pen."""
        return frozenset(
            one for c in self.concepts for phrase in c.phrases | c.hints for one in phrase
        )


def _strength(met: Sequence[tuple[str, ...]]) -> float:
    """Phrases that are part of a longer one found add nothing."""
    joined = [f" {' '.join(phrase)} " for phrase in met]
    whole = [
        phrase
        for phrase, text in zip(met, joined, strict=True)
        if not any(text in other and text != other for other in joined)
    ]
    return sum(_BY_LENGTH.get(len(phrase), _LONG) for phrase in whole)


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = (" ".join(stems(part)) for part in phrase.split(_APART))
    return re.compile(r"(?<= )" + r"(?: \S+){0,3} ".join(map(re.escape, parts)) + r"(?= )")


@cache
def vocabulary() -> Vocabulary:
    """As ``data/coaching/synonyms.toml`` has it."""
    given = tomllib.loads(FILE.read_text(encoding="utf-8"))
    concepts = tuple(
        Concept(
            name,
            frozenset(stems(word) for word in fields["words"] if _APART not in word),
            fields["situations"],
            tuple(_pattern(word) for word in fields["words"] if _APART in word),
            frozenset(stems(word) for word in fields.get("hints", ())),
        )
        for name, fields in given["concept"].items()
    )
    together = tuple(
        Together(frozenset(fields["concepts"]), fields["situations"])
        for fields in given.get("together", ())
    )
    longest = max(len(phrase) for concept in concepts for phrase in concept.phrases)
    return Vocabulary(concepts, together, longest)
