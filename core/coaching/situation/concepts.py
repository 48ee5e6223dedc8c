"""The vocabulary of situations, as data: which words mean the same, and what they speak for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.coaching.situation.words import FILE, stems


@dataclass(frozen=True)
class Concept:
    """Phrases (as stems) that mean one thing, and the situations it speaks for with a weight."""

    name: str
    phrases: frozenset[tuple[str, ...]]
    situations: Mapping[str, float]


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

    def in_text(self, said: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The concepts among stems in order, each with the longest phrase that told of it."""
        there = {
            tuple(said[start : start + size])
            for size in range(1, self.longest + 1)
            for start in range(len(said) - size + 1)
        }
        found = {}
        for concept in self.concepts:
            if met := concept.phrases & there:
                found[concept.name] = max(met, key=lambda phrase: (len(phrase), phrase))
        return found

    def points(self, names: Mapping[str, object]) -> dict[str, float]:
        """What the concepts say for each situation."""
        points: dict[str, float] = {}
        speaking = [c.situations for c in self.concepts if c.name in names]
        speaking += [pair.situations for pair in self.together if pair.concepts <= names.keys()]
        for situations in speaking:
            for slug, weight in situations.items():
                points[slug] = points.get(slug, 0.0) + weight
        return points

    @property
    def stems(self) -> frozenset[str]:
        """Every stem the vocabulary knows, for slips of the pen."""
        return frozenset(one for c in self.concepts for phrase in c.phrases for one in phrase)


@cache
def vocabulary() -> Vocabulary:
    """As ``data/coaching/synonyms.toml`` has it."""
    given = tomllib.loads(FILE.read_text(encoding="utf-8"))
    concepts = tuple(
        Concept(name, frozenset(stems(word) for word in fields["words"]), fields["situations"])
        for name, fields in given["concept"].items()
    )
    together = tuple(
        Together(frozenset(fields["concepts"]), fields["situations"])
        for fields in given.get("together", ())
    )
    longest = max(len(phrase) for concept in concepts for phrase in concept.phrases)
    return Vocabulary(concepts, together, longest)
