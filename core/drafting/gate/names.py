"""People, companies and products: those of the facts, our own, and those that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from core.drafting.claim import ClaimKind
from core.drafting.fact import Fact, FactKind
from core.drafting.gate.facts import Facts
from core.drafting.gate.normalise import normalise
from core.drafting.gate.vocabulary import is_ordinary
from core.drafting.gate.wordlist import words as _split

_PARTS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,']\d+)*|[^\w\s]")
_LEGAL = frozenset(
    _split("""co company inc incorporated ltd limited llc llp lp plc corp corporation gmbh ag se kg kgaa ohg mbh sa sas sarl srl spa
    bv nv ab as asa oy oyj aps pty pte kk sl holding holdings group""")
)
KINDS = {
    FactKind.PERSON: ClaimKind.PERSON,
    FactKind.COMPANY: ClaimKind.COMPANY,
    FactKind.PRODUCT: ClaimKind.PRODUCT,
}


@dataclass(frozen=True, slots=True)
class Name:
    """A way to write a name, in words of lower case; ``is_part`` of a person's full name."""

    words: tuple[str, ...]
    kind: ClaimKind
    facts: tuple[Fact, ...] = ()
    is_part: bool = False


@dataclass
class Names:
    """All known names by their first word, the longest first, and the words of other texts."""

    by_first: dict[str, list[Name]] = field(default_factory=dict)
    mentioned: dict[str, list[Fact]] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()

    def add(
        self, written: str, kind: ClaimKind, fact: Fact | None, *, is_part: bool = False
    ) -> None:
        """Learn a way to write a name; the same name of several facts stands for all of them."""
        words = tuple(
            part.lower() for part in _PARTS.findall(normalise(written).text) if part != "."
        )
        if not words:
            return
        known = self.by_first.setdefault(words[0], [])
        for place, name in enumerate(known):
            if name.words == words:
                if fact is not None and fact not in name.facts:
                    known[place] = Name(
                        words, name.kind, (*name.facts, fact), name.is_part and is_part
                    )
                return
        known.append(Name(words, kind, (fact,) if fact else (), is_part))
        known.sort(key=lambda name: -len(name.words))

    def is_like(self, low: str) -> bool:
        """Whether a word is nearly, but not quite, one of the names."""
        return len(low) > 5 and any(
            known != low
            and abs(len(known) - len(low)) <= 1
            and Levenshtein.distance(known, low) <= 2
            for known in self.by_first
        )

    def at(self, words: Sequence[str]) -> Name | None:
        """The longest name that these words in lower case begin with."""
        for name in self.by_first.get(words[0], ()):
            if tuple(words[: len(name.words)]) == name.words:
                return name
        return None


@lru_cache(maxsize=8)
def learn(facts: Facts, own_names: tuple[str, ...]) -> Names:
    """All names of a sheet and our own; kept like the sheet."""
    said = (word for entry in facts.numeric for word in _PARTS.findall(entry.fact.label.lower()))
    names = Names(labels=frozenset(said))
    for entry in facts.entries:
        fact = entry.fact
        if fact.kind in KINDS and isinstance(fact.value, str):
            for written in (fact.value, *fact.aliases):
                _learn_one(names, written, fact)
        elif isinstance(fact.value, str) and fact.kind in (FactKind.QUOTE, FactKind.STATUS):
            for word in _PARTS.findall(normalise(fact.value).text):
                if word[0].isupper():
                    names.mentioned.setdefault(word, []).append(fact)
    for own in own_names:
        names.add(own, ClaimKind.COMPANY, None)
        for word in own.split():
            if not is_ordinary(word):
                names.add(word, ClaimKind.COMPANY, None)
    return names


def _learn_one(names: Names, written: str, fact: Fact) -> None:
    kind = KINDS[fact.kind]
    words = normalise(written).text.split()
    if fact.kind is FactKind.PERSON:
        names.add(written, kind, fact, is_part=len(words) == 1)
        if len(words) > 1:
            names.add(words[0], kind, fact, is_part=True)
            names.add(words[-1], kind, fact, is_part=True)
            names.add(f"{words[0]} {words[-1]}", kind, fact)
            names.add(f"{words[0][0]} {words[-1]}", kind, fact)
        return
    names.add(written, kind, fact)
    if fact.kind is FactKind.COMPANY:
        kept = [word for word in words if word.lower().strip(".,") not in _LEGAL]
        if kept and len(kept) < len(words):
            names.add(" ".join(kept).strip(","), kind, fact)
        if kept and not is_ordinary(kept[0].strip(",")):
            names.add(kept[0].strip(","), kind, fact)


def is_legal_form(word: str) -> bool:
    """Whether a word is the legal form of a company."""
    return word.lower().strip(".") in _LEGAL
