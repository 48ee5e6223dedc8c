"""Feedback on a conversation: scores with the words they rest on, what went well, what to try."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.coaching.model import Citation
from core.coaching.transcript import Shape, Speaker, Talk


class Certainty(StrEnum):
    """How much a score rests on: one quote, two or three, more."""

    LOW = "low"
    FAIR = "fair"
    GOOD = "good"


@dataclass(frozen=True)
class Quote:
    """Words of the text, verbatim: ``text`` stands there from ``start`` to ``end``.

    ``marker`` and ``shows`` say what they were taken to show; ``points`` is what they add to the level.
    ``speaker`` is empty for notes.
    """

    skill: str
    marker: str
    shows: str
    points: float
    text: str
    start: int
    end: int
    speaker: str = ""


@dataclass(frozen=True)
class SkillScore:
    """``level`` is 1 to 5 in halves, or ``None``: nothing in the text shows this skill.

    ``low`` and ``high`` are how far the level could be off by so few quotes; ``anchor`` is what the level looks
    like, ``next_anchor`` the one above.
    """

    skill: str
    title: str
    level: float | None = None
    low: float | None = None
    high: float | None = None
    certainty: Certainty | None = None
    anchor: str = ""
    next_anchor: str = ""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """What to try: the advice, a better sentence, the words it would replace, and what it rests on.

    ``rewrites`` says that ``better`` is the quoted sentence itself, put better. Square brackets in it stand for
    what only the person knows.
    """

    skill: str
    title: str
    shows: str
    attempt: str
    better: str
    quote: Quote | None = None
    rewrites: bool = False
    article: Citation | None = None


@dataclass(frozen=True)
class Assessment:
    """What a text shows by a rubric. The same text and rubric always give the same."""

    rubric_version: int
    shape: Shape
    speakers: tuple[Speaker, ...]
    scores: tuple[SkillScore, ...]
    talk: Talk | None
    went_well: tuple[Quote, ...]
    to_try: tuple[Suggestion, ...]

    @property
    def scored(self) -> tuple[SkillScore, ...]:
        """The skills that the text shows."""
        return tuple(score for score in self.scores if score.level is not None)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotes, in the order of the text."""
        found = [quote for score in self.scores for quote in score.quotes]
        return tuple(sorted(found, key=lambda quote: (quote.start, quote.end, quote.skill)))


@dataclass(frozen=True)
class Feedback:
    """An assessment given to a person. ``summary`` says it in two or three sentences.

    ``writer`` is ``template`` or ``claude``; ``note`` says why the template wrote where a model was to, or that
    the text was handed in before.
    """

    interaction_id: int
    title: str
    assessment: Assessment
    summary: str
    account_key: int | None = None
    is_shared: bool = False
    writer: str = "template"
    note: str = ""
