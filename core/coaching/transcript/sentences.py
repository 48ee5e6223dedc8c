"""Sentences with their places: what a quote can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.coaching.transcript.model import Passage, Span, Transcript, Turn

LONGEST_SENTENCE = 600
"""Characters; speech without a full stop is cut at a blank, so that a quote can be read."""
_STOP = re.compile(r"[.!?…]+[\"'\u201d\u2019)\]]*(?=\s|$)")
_BREAK = re.compile(r"[ \t]*\r?\n(?=\s*(?:\r?\n|[-*•>#\[(]|\d+[.)]|[^\Wa-z_]|$))")
"""A line that ends: before a blank line, a bullet, a number or a capital. Others are only wrapped."""
_SHORT = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|prof|approx|incl|no|nr|st|inc|ltd|co|corp|[A-Za-z])\.$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-*•>#]+|\d+[.)]|\[[ xX]?\])\s+")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a turn: ``start`` and ``end`` are places in the words of its passage."""

    turn: Turn
    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.passage.words[self.start : self.end]

    @property
    def is_question(self) -> bool:
        return self.words.rstrip("\"'\u201d\u2019)] ").endswith("?")

    def quote(self, start: int, end: int) -> Span:
        """The place of the longest verbatim piece around ``words[start:end]`` of this sentence.

        The whole sentence where it stands unbroken in the text, else the piece that holds most of the match.
        """
        whole = self.passage.places(self.start, self.end)
        if len(whole) == 1:
            return whole[0]
        matched = self.passage.places(self.start + start, self.start + end) or whole
        best = max(matched, key=lambda span: (span[1] - span[0], -span[0]))
        return next(span for span in whole if span[0] <= best[0] and best[1] <= span[1])


def sentences(transcript: Transcript) -> Iterator[Sentence]:
    """All sentences in order."""
    for turn in transcript.turns:
        passage = transcript.passage(turn)
        for start, end in _spans(passage.words, wraps=not transcript.has_turns):
            yield Sentence(turn, passage, start, end)


def _spans(words: str, *, wraps: bool) -> Iterator[Span]:
    at = 0
    for end in [*_ends(words, wraps=wraps), len(words)]:
        start = at
        at = max(at, end)
        bullet = _BULLET.match(words, start, end)
        start = bullet.end() if bullet else start
        while start < end and words[start].isspace():
            start += 1
        stop = end
        while stop > start and words[stop - 1].isspace():
            stop -= 1
        yield from _cut(words, start, stop)


def _ends(words: str, *, wraps: bool) -> list[int]:
    stops = [
        match.end()
        for match in _STOP.finditer(words)
        if not _SHORT.search(words[max(0, match.end() - 12) : match.end()])
    ]
    breaks = [match.end() for match in _BREAK.finditer(words)] if wraps else []
    return sorted({*stops, *breaks})


def _cut(words: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST_SENTENCE:
        blank = words.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = blank if blank > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut + 1 if blank > start else cut
    if start < end:
        yield start, end
