"""Which sentences show what: the markers of a rubric found in a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import regex

from core.coaching.rubric import Criterion, Marker, compiled
from core.coaching.rubric.patterns import Match, straight
from core.coaching.transcript import Sentence, Side, Talk

_CLAUSE = re.compile(r"[,;:\u2013\u2014()]|\bbut\b|\bthen\b", re.IGNORECASE)
_TOKEN = re.compile(r"[\w']+")
NEGATES_WITHIN = 4
"""Words between a negation and what it negates."""
_NEGATORS = frozenset(
    {"not", "never", "no", "without", "cannot", "nobody", "neither", "nor", "hardly", "barely"}
    | {"forgot", "forgets", "failed", "fails", "unable", "refused", "rarely", "seldom"}
    | {"avoid", "avoided", "avoiding", "skipped", "skipping"}
)
_UNREAL = re.compile(
    r"\b(?:should|could|would|might) (?:have|'ve)\b|\b(?:wish|if only|wanted to|meant to|planned to|too (?:little|late))\b"
    r"|\b(?:instead of|rather than)\s*$",
    re.I,
)
_AFFIRMS = re.compile(
    r"\b(?:not only|no doubt|not just|no problem|why not|why don't|no later)\b", re.IGNORECASE
)


_OTHER = r"(?P<who>\b(?:he|she|they|(?:the )?(?:customer|client|prospect|user)s?)\b|\b\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)"
_DOES = regex.compile(rf"{_OTHER}(?: (?:has|have|had|also|then|again|just|even))*\W*$")
_SAYS = regex.compile(
    rf"{_OTHER}(?: \w+)? (?:said|says|saying|told|tells|thinks|thought|feels|felt|believes|complained|replied|answered|"
    r"wrote|writes|claims|claimed|mentioned|promised|admitted)\b"
)
_SPEAKS = regex.compile(
    r"(?:asked|asking|raised|named|flagged|recommended|proposed|advised|apologi[sz]ed|confirmed|repeated|played|dug|pushed)\b",
    regex.IGNORECASE,
)
"""Verbs of notes that tell whose act it was by the name before them."""
_NOBODY = frozenset(
    {
        "we",
        "i",
        "also",
        "then",
        "and",
        "agreed",
        "today",
        "so",
        "notes",
        "note",
        "next",
        "finally",
        "later",
    }
)


class Hit(NamedTuple):
    """A marker found in a sentence, ``start`` to ``end`` of its words."""

    marker: Marker
    sentence: Sentence
    start: int
    end: int


def hits(
    criterion: Criterion,
    said: tuple[Sentence, ...],
    talk: Talk | None,
    our_names: frozenset[str] = frozenset(),
) -> list[Hit]:
    """Everything that speaks for or against a skill, in the order of the text.

    ``our_names`` tell whose acts notes speak of.
    Words count once: where two markers hold the same words of a sentence, the weightier does.
    """
    found: list[Hit] = []
    for sentence in said:
        taken: list[Hit] = []
        for hit in sorted(
            _in_sentence(criterion, sentence, our_names), key=lambda hit: -abs(hit.marker.weight)
        ):
            if all(hit.end <= other.start or other.end <= hit.start for other in taken):
                taken.append(hit)
        found += sorted(taken, key=lambda hit: hit.start)
    return [*found, *_measured(criterion, said, talk)]


def _in_sentence(
    criterion: Criterion, sentence: Sentence, our_names: frozenset[str]
) -> Iterator[Hit]:
    side, words = sentence.turn.side, straight(sentence.words)
    for marker in criterion.markers:
        heard = (Side.THEM,) if marker.who == "them" else (Side.OWN, Side.NOTE)
        if marker.measure or side not in heard:
            continue
        patterns = marker.patterns if not marker.question or sentence.is_question else ()
        if side is Side.NOTE:
            patterns += marker.notes
        match = _first(patterns, words, asks=marker.question and sentence.is_question)
        if match and side is Side.NOTE and is_anothers(words, match, our_names):
            continue
        if match and not any(compiled(other).find(words) for other in marker.unless):
            yield Hit(marker, sentence, match.start, match.end)


def _first(patterns: tuple[str, ...], words: str, *, asks: bool) -> Match | None:
    """The first match of any pattern that is meant as it says."""
    for text in patterns:
        for match in compiled(text).every(words):
            if asks or not is_denied(words, match):
                return match
    return None


def is_denied(words: str, match: Match) -> bool:
    """Whether the clause before the match, or a gap within it, says that it did not happen."""
    before = _AFFIRMS.sub(" ", words[: match.start])
    clause = _CLAUSE.split(before)[-1]
    if _UNREAL.search(clause):
        return True
    near = _TOKEN.findall(clause)[-NEGATES_WITHIN:] + _TOKEN.findall(
        _AFFIRMS.sub(" ", match.within)
    )
    return any(word.lower() in _NEGATORS or word.lower().endswith("n't") for word in near)


def is_anothers(words: str, match: Match, our_names: frozenset[str]) -> bool:
    """Whether notes tell this of somebody who is not ours: ``Tom asked why``, ``she said it is no big deal``."""
    before = words[: match.start]
    told = list(_SAYS.finditer(before))
    if _SPEAKS.match(words, match.start):
        told += list(_DOES.finditer(before))
    subjects = {found["who"].casefold() for found in told}
    return any(not _is_ours(subject, our_names) for subject in subjects)


def _is_ours(subject: str, our_names: frozenset[str]) -> bool:
    return (
        subject in our_names
        or subject in _NOBODY
        or subject.partition(" ")[0] in our_names | _NOBODY
    )


def _measured(criterion: Criterion, said: tuple[Sentence, ...], talk: Talk | None) -> Iterator[Hit]:
    """Markers of counts over the turns; their words are the beginning of the longest stretch."""
    if talk is None or talk.longest_at is None:
        return
    begins = next(
        sentence for sentence in said if sentence.quote(0, len(sentence.words)) == talk.longest_at
    )
    for marker in criterion.markers:
        value = {"longest_words": talk.longest_words, "our_share": talk.our_share}.get(
            marker.measure
        )
        if value is not None and value > marker.above and talk.is_telling:
            yield Hit(marker, begins, 0, len(begins.words))
