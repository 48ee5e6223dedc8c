"""From the evidence to levels: plain sums that anybody can check with the rubric in hand.

A skill begins at the rubric's start. Each quote adds its marker's weight: the first of a marker in full, the
second and third by the rubric's shares, more not at all. The sum is held between 1 and 5 and rounded to halves.
More that speaks for a skill can so never lower its level, nor what speaks against it raise it. Without a quote
there is no level. The level could be off by 1.5 levels over the square root of the number of sentences quoted.
"""

from __future__ import annotations

import math

from core.coaching.feedback.advice import suggestions, went_well
from core.coaching.feedback.evidence import Hit, hits
from core.coaching.feedback.model import Assessment, Certainty, Quote, SkillScore
from core.coaching.rubric import Criterion, Rubric
from core.coaching.rubric.document import LEVELS
from core.coaching.skill_areas import skill_areas
from core.coaching.transcript import Transcript, sentences, talk

OFF_BY = 1.5
"""Levels that a score from a single sentence could be off."""
FAIR_FROM, GOOD_FROM = 2, 4
"""Sentences quoted."""


def assess(rubric: Rubric, transcript: Transcript) -> Assessment:
    """What the own words of ``transcript`` (and, for some markers, the customer's) show."""
    said = tuple(sentences(transcript))
    counted = talk(transcript)
    scores = tuple(
        _score(rubric, skill, criterion, hits(criterion, said, counted, transcript.our_names))
        for skill, criterion in rubric.criteria.items()
    )
    return Assessment(
        rubric.version,
        transcript.shape,
        transcript.speakers,
        scores,
        counted,
        went_well(scores),
        suggestions(rubric, scores),
    )


def _score(rubric: Rubric, skill: str, criterion: Criterion, found: list[Hit]) -> SkillScore:
    title = skill_areas()[skill].title
    quotes = _quotes(rubric, skill, found)
    if not quotes:
        return SkillScore(skill, title, next_anchor=criterion.anchors[2])
    level = level_of(rubric, [quote.points for quote in quotes])
    number = len({quote.start for quote in quotes})
    off = OFF_BY / math.sqrt(number)
    next_level = min(LEVELS, math.floor(level) + 1)
    return SkillScore(
        skill,
        title,
        level,
        round(max(1.0, level - off), 1),
        round(min(float(LEVELS), level + off), 1),
        certainty_of(number),
        rubric.anchor(skill, level),
        criterion.anchors[next_level - 1] if next_level > level else "",
        quotes,
    )


def level_of(rubric: Rubric, points: list[float]) -> float:
    """Start and points, between 1 and 5, in halves."""
    total = min(float(LEVELS), max(1.0, rubric.document.start + sum(points)))
    return math.floor(round(total * 2, 6) + 0.5) / 2


def certainty_of(sentences_quoted: int) -> Certainty:
    """How sure a level is by the number of sentences it rests on."""
    if sentences_quoted < FAIR_FROM:
        return Certainty.LOW
    return Certainty.FAIR if sentences_quoted < GOOD_FROM else Certainty.GOOD


def _quotes(rubric: Rubric, skill: str, found: list[Hit]) -> tuple[Quote, ...]:
    counts: dict[str, int] = {}
    quotes = []
    for hit in found:
        before = counts.get(hit.marker.slug, 0)
        counts[hit.marker.slug] = before + 1
        if before >= len(rubric.document.repeats):
            continue
        start, end = hit.sentence.quote(hit.start, hit.end)
        quotes.append(
            Quote(
                skill,
                hit.marker.slug,
                hit.marker.shows,
                round(hit.marker.weight * rubric.document.repeats[before], 4),
                hit.sentence.passage.text[start:end],
                start,
                end,
                hit.sentence.turn.speaker,
            )
        )
    return tuple(quotes)
