"""Whether the words around a figure or date speak of the fact that has its value.

A figure is read with its neighbourhood: the words back to the figure before it and on to the next
comma. What these name decides; if they name nothing, the sentence does; if it names nothing, the
value alone does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.drafting.fact import FactKind
from core.drafting.gate.checked import Checked
from core.drafting.gate.concepts import is_family, meanings
from core.drafting.gate.facts import Entry
from core.drafting.gate.text import Text, Token
from core.drafting.gate.wordlist import words as _split

_LEFT_CUTS = frozenset({",", ";", "and", "but", "while", "whereas", "\u2013", "("})
_RIGHT_CUTS = _LEFT_CUTS | frozenset(
    _split(""": . ) " before after ahead against versus vs from than which that by on at with about where when since
    until to as via if so because or""")
)
_TIME_CUTS = _RIGHT_CUTS - {"since", "until", "to", "from", "when", "at"}
_WEAK = frozenset({"~talk", "~customer", "~executive", "~staff", "~return", "~people"})
"""Families whose words stand in every letter; alone they speak for no other fact."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Words near a claim and in its sentence; ``left`` and ``right`` as text, between its neighbours.

    ``population`` is what a share is of: "payments" in "nine in ten payments" names no other fact.
    """

    near: tuple[str, ...]
    population: tuple[str, ...]
    before: tuple[str, ...]
    sentence: tuple[str, ...]
    left: str
    right: str
    whole: str
    earlier: tuple[str, ...]
    is_sentence: bool


def _words(tokens: list[Token], words: str) -> tuple[str, ...]:
    """Words, and those joined by hyphens as one more."""
    found = [
        token.low
        for place, token in enumerate(tokens)
        if token.is_word and not (token.low == "used" and _follows(tokens, place, "to"))
    ]
    for place in range(len(tokens) - 2):
        one, dash, two = tokens[place : place + 3]
        if dash.text == "-" and one.is_word and two.is_word and words[one.end] == "-":
            found.append(f"{one.low}-{two.low}")
    return tuple(found)


def _follows(tokens: list[Token], place: int, word: str) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].low == word


def surroundings(
    checked: Checked, start: int, end: int, *, of_time: bool = False, is_joint: bool = False
) -> Surroundings:
    """What stands around the characters ``start`` to ``end``; of a joint figure also what is between."""
    text = checked.text
    first, last = text.sentence_of(start)
    last = max(last, end)
    befores = [mark[1] for mark in checked.marks if first <= mark[0] and mark[1] <= start]
    afters = [mark[0] for mark in checked.marks if end <= mark[0] < last]
    left_bound, right_bound = max(befores, default=first), min(afters, default=last)
    left = text.between(left_bound, start)
    if befores:
        for place in range(len(left) - 1, -1, -1):
            if left[place].low in _LEFT_CUTS:
                left = left[place + 1 :]
                break
    right = text.between(end, right_bound)
    cuts = _TIME_CUTS if of_time else _RIGHT_CUTS
    for place, token in enumerate(right):
        if token.low in cuts:
            right = right[:place]
            break
    low = checked.low
    inner = text.between(start, end) if is_joint else []

    def said(tokens: list[Token]) -> tuple[str, ...]:
        return _words([token for token in tokens if not checked.named[token.start]], text.words)

    return Surroundings(
        said(left) + said(inner) + said(right),
        said(right[:1]) if is_joint else (),
        said(text.between(first, start)),
        said(text.between(first, last)),
        low[left_bound:start],
        low[end:right_bound] + ("#" if afters else ""),
        low[first:last],
        said(text.between(*_sentence_before(text, first))),
        text.part != "subject",
    )


def _sentence_before(text: Text, first: int) -> tuple[int, int]:
    """The sentence before the one that starts at ``first``, within its paragraph; empty where there is none."""
    if first == 0 or "\n\n" in text.words[max(0, first - 2) : first + 2]:
        return 0, 0
    return text.sentence_of(first - 1)


def _means(words: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        found |= meanings(word)
    return found


def disagreement(
    entry: Entry, theirs: frozenset[str], around: Surroundings, *, any_family: bool = True
) -> str:
    """The word that speaks of something else than ``entry``; empty where its context fits.

    ``theirs`` is what other facts are about. With ``any_family`` the name of anything measured is such a word, even if no fact is about it.
    """
    dated = entry.fact.kind in (FactKind.DATE, FactKind.DURATION)
    if dated and _LAST_TALK.search(around.whole):
        wanted = "contact" if "contact" in theirs | entry.concepts else "~talk"
        if wanted not in entry.concepts:
            return "the last contact"
    support = _means(around.near) & entry.concepts
    if support - _WEAK:
        return ""
    near_words = [word for word in around.near if word not in around.population]
    rival = _rival(near_words, entry, theirs, any_family)
    if rival or support:
        return rival
    if _means(around.sentence) & entry.concepts:
        return ""
    return _rival(around.before, entry, theirs, any_family)


_LAST_TALK = re.compile(
    r"\blast (?:time we |time you )?(?:spoke|met|talked|contact|conversation|heard)\b|\bsince (?:we|our|you|i)\b[^,;]{0,12}\b(?:spoke|met|talked|conversation)\b"
)


def better_named(entry: Entry, other: Entry, words: Iterable[str]) -> bool:
    """Whether words name ``other`` as they name ``entry``, and more closely."""
    near = _means(words) - _WEAK
    return near & entry.concepts < near & other.concepts


def speaks_of(entry: Entry, theirs: frozenset[str], around: Surroundings) -> bool:
    """Whether the sentence names what a fact is about, or names nothing and the one before it does."""
    own = _means(around.sentence)
    if own & entry.concepts:
        return True
    return not (own & theirs) - _WEAK and bool(_means(around.earlier) & entry.concepts)


_TALKED = frozenset({"conversation", "spoke", "spoken", "talked"})
"""Of a date these say that it is the last contact; "meet" and "call" may be about any day."""


def _rival(words: Iterable[str], entry: Entry, theirs: frozenset[str], any_family: bool) -> str:
    weak = _WEAK if entry.fact.kind is FactKind.DATE else _WEAK | {"~measured"}
    for word in words:
        talked = entry.fact.kind is FactKind.DATE and word in _TALKED
        found = meanings(word) - entry.concepts - (weak - {"~talk"} if talked else weak)
        if found & theirs or (any_family and any(map(is_family, found))):
            return word
    return ""
