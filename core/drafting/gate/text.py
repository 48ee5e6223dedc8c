"""A text to be checked: as read, in words, with what has been claimed of it so far."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from core.drafting.gate.normalise import Normal, is_latin, normalise

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,']\d+)*|[^\w\s]|_")
_SENTENCE_END = re.compile(
    r"[.!?]+[\")\]]*(?=\s+[\"'(\[]?[A-Z0-9$\u20ac\u00a3\u2022]|\s*$)|\n\s*\n|\n(?=\s*(?:[-\u2022]|\d{1,2}[.)])\s)"
)
_NOT_AN_END = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|vs|approx|inc|co|ltd|corp|e\.g|i\.e|etc|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[A-Z]|\b[ap]\.?m)$",
    re.I,
)  # fmt: skip
_FOREIGN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number in digits or a sign; ``low`` is its lower case."""

    start: int
    end: int
    text: str
    low: str
    is_word: bool
    is_number: bool


@dataclass
class Text:
    """A part of a letter. ``taken[i]`` says that a claim already covers character ``i``."""

    part: str
    normal: Normal
    tokens: list[Token]
    sentences: list[tuple[int, int]]
    taken: bytearray
    _starts: list[int] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text as read."""
        return self.normal.text

    def is_free(self, start: int, end: int) -> bool:
        """Whether no claim covers any of these characters yet."""
        return not any(self.taken[start:end])

    def take(self, start: int, end: int) -> None:
        """Note that a claim covers these characters."""
        self.taken[start:end] = b"\x01" * (end - start)

    def sentence_of(self, place: int) -> tuple[int, int]:
        """Bounds of the sentence around a character."""
        for start, end in self.sentences:
            if start <= place < end:
                return start, end
        return 0, len(self.words)

    def index_at(self, place: int) -> int:
        """Index of the first token that starts at or after a character."""
        found = bisect_right(self._starts, place - 1)
        return min(found, len(self.tokens))

    def between(self, start: int, end: int) -> list[Token]:
        """Tokens that lie between two characters."""
        return [token for token in self.tokens[self.index_at(start) :] if token.end <= end]

    def touches(self, index: int) -> bool:
        """Whether a token follows the one before without a space."""
        return index > 0 and self.tokens[index].start == self.tokens[index - 1].end


def read(part: str, original: str) -> Text:
    """Read one part of a letter."""
    normal = normalise(original)
    words = normal.text
    tokens = [
        Token(
            match.start(),
            match.end(),
            match[0],
            match[0].lower(),
            match[0][0].isalpha(),
            match[0][0].isdigit(),
        )
        for match in _TOKEN.finditer(words)
    ]
    starts = [token.start for token in tokens]
    return Text(part, normal, tokens, _sentences(words), bytearray(len(words)), starts)


def _sentences(words: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in _SENTENCE_END.finditer(words):
        dot = match[0].startswith(".")
        if dot and match.end() < len(words) and _NOT_AN_END.search(words, start, match.start()):
            continue
        found.append((start, match.end()))
        start = match.end()
    if start < len(words):
        found.append((start, len(words)))
    return found


def foreign_words(text: Text) -> list[tuple[int, int, str]]:
    """Words of the original with letters of another alphabet: start, end and the word."""
    original = text.normal.original
    if original.isascii():
        return []
    return [
        (match.start(), match.end(), match[0])
        for match in _FOREIGN.finditer(original)
        if not all(is_latin(letter) for letter in match[0])
    ]
