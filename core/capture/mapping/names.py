"""Names of columns taken apart into what their words mean, in whatever language or notation."""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.capture.mapping.words import MAPPINGS

_EDGES = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")
_WRAPPED = re.compile(
    r"^(?:custom field|benutzerdefiniertes? felde?r?|campo personalizado|champs? personnalises?|"
    r"aangepast veld) \((.*)\)$",
    re.IGNORECASE,
)
_SILENT = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "in",
        "by",
        "s",
        "c",
        "is",
        "has",
        "associated",
        "related",
        "linked",
        "de",
        "del",
        "la",
        "el",
        "los",
        "las",
        "du",
        "des",
        "le",
        "les",
        "l",
        "d",
        "von",
        "der",
        "die",
        "das",
        "dem",
        "den",
        "fur",
        "van",
        "het",
        "een",
        "per",
        "zu",
        "zur",
        "im",
    ]
)
_LINKS = ("", "s", "es", "n", "en", "e")
_SHORTEST_PART = 3


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """``concepts`` by word; ``entities`` by table; ``phrases`` by (table, field), as written.

    ``needs``: concepts of which a column's name has one if it is the field; ``files``: names of files.
    """

    concepts: Mapping[str, str]
    entities: Mapping[str, frozenset[str]]
    phrases: Mapping[tuple[str, str], tuple[str, ...]]
    needs: Mapping[tuple[str, str], frozenset[str]]
    files: Mapping[str, tuple[str, ...]]

    def meaning(self, name: str) -> frozenset[str]:
        """What the words of a name mean; a word not known stands for itself."""
        found: set[str] = set()
        for word in words_of(name):
            found.update(self._concepts(word))
        if "email" in found:
            found.discard("street")
        return frozenset(found)

    def called(self, file_name: str, table: str) -> int:
        """How many words of a table's usual file names are in this one's."""
        words = self.meaning(file_name)
        names = [self.meaning(name) for name in self.files.get(table, ())]
        return max((len(name) for name in names if name <= words), default=0)

    def _concepts(self, word: str) -> tuple[str, ...]:
        if word in self.concepts:
            return (self.concepts[word],)
        if word.endswith("s") and word[:-1] in self.concepts:
            return (self.concepts[word[:-1]],)
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            tail = self.concepts.get(word[cut:])
            if not tail:
                continue
            for link in _LINKS:
                head = word[:cut].removesuffix(link) if link else word[:cut]
                if len(head) >= _SHORTEST_PART and head in self.concepts:
                    return (self.concepts[head], tail)
        return (word,)


def words_of(name: str) -> list[str]:
    """The words of a name, lower case, without accents and words that say nothing."""
    flat = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    plain = "".join(char for char in flat if not unicodedata.combining(char)).strip()
    if inside := _WRAPPED.match(plain):
        plain = inside.group(1)
    plain = re.sub(r"__[cr]$|^_fivetran_", "", plain)
    plain = re.sub(r"(?i)\be-mail", "email", plain)
    parts = [part.lower() for part in _EDGES.split(plain) if part]
    return [part for part in parts if part not in _SILENT] or parts


@cache
def vocabulary(folder: Path = MAPPINGS) -> Vocabulary:
    """``names.toml``, read once."""
    document = tomllib.loads((folder / "names.toml").read_text(encoding="utf-8"))
    concepts = {word: concept for concept, words in document["concept"].items() for word in words}
    entities = {table: frozenset(found) for table, found in document["entity"].items()}
    phrases = {
        (name.partition(".")[0], name.partition(".")[2]): tuple(written)
        for name, written in document["field"].items()
    }
    needs = {
        (name.partition(".")[0], name.partition(".")[2]): frozenset(found)
        for name, found in document["needs"].items()
    }
    files = {table: tuple(names) for table, names in document["file"].items()}
    return Vocabulary(concepts, entities, phrases, needs, files)


def rarity(meanings: Iterable[frozenset[str]]) -> dict[str, float]:
    """How much a concept tells: the fewer phrases it stands in, the more."""
    seen = list(meanings)
    counted = Counter(concept for meaning in seen for concept in meaning)
    return {concept: 0.4 + math.log(len(seen) / count) for concept, count in counted.items()}


def overlap(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """How far two meanings are one, 0 to 1; concepts weigh by their rarity."""
    most = max(weights.values(), default=1.0)

    def weight(concepts: Iterable[str]) -> float:
        return sum(weights.get(concept, most * 0.8) for concept in concepts)

    whole = weight(one) + weight(other)
    return 2 * weight(one & other) / whole if whole else 0.0
