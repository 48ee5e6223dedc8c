"""A text somebody handed in, taken apart without changing a character of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property


class Side(StrEnum):
    """Whose words they are. ``own`` is the person the feedback is for, ``us`` are their colleagues."""

    OWN = "own"
    US = "us"
    THEM = "them"
    UNKNOWN = "unknown"
    NOTE = "note"


class Shape(StrEnum):
    """How the text is written down."""

    NOTES = "notes"
    LABELLED = "labelled turns"
    HEADED = "turns under headings"
    VTT = "WebVTT subtitles"
    SRT = "SubRip subtitles"


Span = tuple[int, int]
"""Start and end (exclusive) as places in the text handed in."""


@dataclass(frozen=True)
class Passage:
    """Words that belong together although other text (times, names) may stand between their pieces.

    ``text`` is the whole text; ``words`` are the pieces with a blank between them.
    """

    text: str
    pieces: tuple[Span, ...]

    @cached_property
    def words(self) -> str:
        return " ".join(self.text[start:end] for start, end in self.pieces)

    def places(self, start: int, end: int) -> tuple[Span, ...]:
        """Where ``words[start:end]`` stands in the text: one span a piece it touches."""
        found, at = [], 0
        for first, last in self.pieces:
            low, high = max(start, at), min(end, at + last - first)
            if low < high:
                found.append((first + low - at, first + high - at))
            at += last - first + 1
        return tuple(found)


@dataclass(frozen=True)
class Turn:
    """What one speaker said before another did. Times are seconds from the beginning, where known."""

    speaker: str
    side: Side
    pieces: tuple[Span, ...]
    starts: float | None = None
    ends: float | None = None

    def of(self, side: Side) -> Turn:
        """The same turn, ascribed to ``side``."""
        return replace(self, side=side)


@dataclass(frozen=True)
class Speaker:
    """A label of the text with whose it is taken to be."""

    name: str
    side: Side
    turns: int
    words: int


@dataclass(frozen=True)
class Transcript:
    """The text with its turns. Notes are one turn of side ``note`` and have no speakers.

    ``our_names`` are first and full names of ours, in lower case: notes tell what they did, too.
    """

    text: str
    shape: Shape
    turns: tuple[Turn, ...]
    our_names: frozenset[str] = frozenset()

    @property
    def has_turns(self) -> bool:
        return self.shape is not Shape.NOTES

    def passage(self, turn: Turn) -> Passage:
        return Passage(self.text, turn.pieces)

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """In the order in which they first speak."""
        counted: dict[str, Speaker] = {}
        for turn in self.turns if self.has_turns else ():
            words = len(self.passage(turn).words.split())
            known = counted.get(turn.speaker, Speaker(turn.speaker, turn.side, 0, 0))
            counted[turn.speaker] = replace(known, turns=known.turns + 1, words=known.words + words)
        return tuple(counted.values())

    @property
    def is_resolved(self) -> bool:
        """Whether it is known which speakers are ours."""
        return not self.has_turns or any(
            speaker.side in (Side.OWN, Side.US) for speaker in self.speakers
        )
