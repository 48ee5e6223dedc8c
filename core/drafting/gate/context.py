"""Whether the words around a figure or date speak of the fact that has its value.

A figure is read with its neighbourhood: the words back to the figure before it and on to the next
comma. What these name decides; if they name nothing, the sentence does; if it names nothing, the
value alone does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.drafting.gate.checked import Checked
from core.drafting.gate.concepts import is_family, meanings
from core.drafting.gate.facts import Entry
from core.drafting.gate.text import Token
from core.drafting.gate.wordlist import words as _split

_LEFT_CUTS = frozenset({",", ";", "and", "but", "while", "whereas", "\u2013", "("})
_RIGHT_CUTS = _LEFT_CUTS | frozenset(
    _split(""": . ) " before after ahead against versus vs from than which that by on at with about where when since
    until to as via if so because or""")
)
_TIME_CUTS = _RIGHT_CUTS - {"since", "until", "to", "from", "when", "at"}
_WEAK = frozenset({"~talk", "~customer", "~executive", "~staff", "~return"})
"""Families whose words stand in every letter; alone they speak for no other fact."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Words near a claim and in its sentence; ``left`` and ``right`` as text, between its neighbours."""

    near: tuple[str, ...]
    before: tuple[str, ...]
    sentence: tuple[str, ...]
    left: str
    right: str
    whole: str
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


def surroundings(checked: Checked, start: int, end: int, *, of_time: bool = False) -> Surroundings:
    """What stands around the characters ``start`` to ``end``."""
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

    def said(tokens: list[Token]) -> tuple[str, ...]:
        return _words([token for token in tokens if not checked.named[token.start]], text.words)

    return Surroundings(
        said(left) + said(right),
        said(text.between(first, start)),
        said(text.between(first, last)),
        low[left_bound:start],
        low[end:right_bound] + ("#" if afters else ""),
        low[first:last],
        text.part != "subject",
    )


def _means(words: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        found |= meanings(word)
    return found


def disagreement(
    entry: Entry, others: Iterable[Entry], around: Surroundings, *, any_family: bool = True
) -> str:
    """The word that speaks of something else than ``entry``; empty where its context fits.

    With ``any_family`` the name of anything measured is such a word, even if no fact is about it.
    """
    near = _means(around.near)
    if near & entry.concepts:
        return ""
    if _LAST_TALK.search(around.whole) and "~talk" not in entry.concepts:
        return "the last contact"
    theirs = frozenset().union(*(other.concepts for other in others if other.group != entry.group))
    rival = _rival(around.near, entry, theirs, any_family)
    if rival:
        return rival
    if _means(around.sentence) & entry.concepts:
        return ""
    return _rival(around.before, entry, theirs, any_family)


_LAST_TALK = re.compile(
    r"\blast (?:spoke|met|talked|contact|conversation|heard)\b|\bsince (?:we|our|you|i)\b[^,;]{0,12}\b(?:spoke|met|talked|conversation)\b"
)


def _rival(words: Iterable[str], entry: Entry, theirs: frozenset[str], any_family: bool) -> str:
    for word in words:
        found = meanings(word) - entry.concepts
        certain = {meaning for meaning in found if any_family and is_family(meaning)} - _WEAK
        if (found & theirs) - _WEAK or certain:
            return word
    return ""


_TARGET = r"(?:targets?|goals?|objectives?|aims?|plan|ceiling|limit|threshold|budget)"
_TARGET_LEFT = re.compile(
    rf"\b{_TARGET}(?:\s+(?:value|level))?\s*(?:of|is|was|at|:|to|by|being)?\s*(?:(?:no|not)\s+(?:more|less|fewer)\s+than|at\s+(?:least|most)|the|a|an|only)?\s*$"
)
_TARGET_RIGHT = re.compile(
    r"^[\s)-]{0,2}(?:(?!than|of|above|below|against|short|ahead|behind|over|under|versus|vs|beyond|to|and|or|but|better|more|less|exceed|beat|miss|pass|surpass|met|meet|reach|hit|fall|fell|outperform)[a-z'-]+\s+){0,3}?"
    rf"(?:{_TARGET}\b(?!\s+(?:is|was|of)\b)(?!\s*(?:at|to|:|,|being)?\s*#)|planned\b|agreed\b|promised\b|you\s+(?:aimed|asked|wanted|set)|we\s+(?:had\s+)?(?:planned|agreed|aimed|set))"
)
_TARGET_WEAK = re.compile(
    rf"\b(?:{_TARGET}|planned|aimed|agreed|against|versus|vs|intended|promised|expected|set out|short of|hoped|committed)\b"
)
_OF_LEFT = re.compile(
    r"^\s*(?:[a-z-]+\s+){0,3}(?:of|out of|/)\s+(?:the|our|your|all|those)?\s*(?:[a-z]+\s+)?$"
)
_BASE_LEFT = re.compile(
    r"\b(?:from|instead of|rather than|used to (?:be|take|cost|stand at)|compared with|originally|previously|formerly|when we (?:began|started)\W*)\s+(?:the\s+)?$"
)
_BASE_RIGHT = re.compile(
    r"^[\s,]*(?:[a-z'-]+\s+){0,4}?(?:at the (?:start|outset|beginning)|when we (?:began|started)|before we|to begin with|originally|initially|at first)\b"
)
_BASE_WEAK = re.compile(
    r"\b(?:from|instead|used to|start|started|began|originally|initially|before|earlier|compared|once|outset|beginning|where it)\b"
)
_NOW_LEFT = re.compile(
    r"(?:\bstands? at|\breached|\bnow(?: at)?|\bcurrently(?: at)?|\btoday)\s+(?:the\s+)?$"
)
_DIFFERENCE = re.compile(
    r"^\s*(?:(?!and|or|but|to)[a-z]+\s+){0,3}?(?:more|fewer|less|higher|lower|better|worse|faster|slower)\s+than\b"
)
_CHANGE = re.compile(
    r"\b(?:by|more|fewer|less|gain(?:ed|s)?|up|down|points?|above|below|ahead|behind|short|better|worse|exceed\w*|beat\w*|miss\w*|(?:in|de)creas\w*|rise|rose|risen|fell|fallen|drop\w*|gr[eo]wn?|climb\w*|improv\w*|remain\w*|to come|still|sav\w*|further|additional|cut|cheap\w*|higher|lower|reduc\w*|late|missing|left|beyond|over|under|past|faster|slower|quicker|half|third|won|expansion|added|new|difference|gap|distance|change\w*|doubled|tripled|halved|not yet)\b"
)  # fmt: skip


def role_problem(role: str, around: Surroundings) -> str:  # noqa: PLR0911 - one return a case
    """What is wrong where a target is given as the value reached, or the other way round."""
    target = bool(_TARGET_LEFT.search(around.left) or _TARGET_RIGHT.search(around.right))
    base = bool(_BASE_LEFT.search(around.left) or _BASE_RIGHT.search(around.right))
    to_left = bool(re.search(r"\bto\s+$", around.left)) and (
        "from" in around.whole.split() or bool(re.search(r"\b(?:up|down|risen|fallen|rose|fell|come|gone)\b", around.left))
    )  # fmt: skip
    now = to_left or bool(_NOW_LEFT.search(around.left))
    if role in ("target", "baseline", "value") and _DIFFERENCE.match(around.right):
        return "it is given as a difference"
    if re.match(r"\W*(?:[a-z]+\s+){0,3}onwards?\b", around.right):
        base = False
    if role == "target":
        weak = (
            _TARGET_WEAK.search(around.whole)
            or _OF_LEFT.search(around.left)
            or re.search(r"\bnot\s+(?:at\s+)?(?:the\s+)?$", around.left)
        )
        return "" if target or (weak and not base and not now) else "that is the target"
    if role == "baseline":
        weak = _BASE_WEAK.search(around.whole)
        return "" if base or (weak and not target and not now) else "that was at the start"
    if role == "value":
        if target:
            return "that is what was reached, not the target"
        return "that is today's, not the start" if base and not to_left else ""
    if role == "change" and not _CHANGE.search(around.whole) and around.is_sentence:
        return "that is a difference, and the sentence does not say so"
    return ""
