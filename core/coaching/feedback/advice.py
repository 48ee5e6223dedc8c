"""What went well and what to try: chosen from the quotes, worded by the rubric."""

from __future__ import annotations

import re

from core.coaching.feedback.model import Quote, SkillScore, Suggestion
from core.coaching.model import Citation, CitationKind
from core.coaching.rubric import Criterion, Marker, Rubric

MOST_PRAISE = 4
MOST_SUGGESTIONS = 4
MOST_OF_A_SKILL = 2
FEW_SUGGESTIONS = 2
"""Fewer than these, and skills the text does not show are advised on too."""
EXPECTED = ("next_steps", "discovery", "value")
"""Skills that belong into nearly every conversation, most missed first."""
ENOUGH = 4.0
"""From this level on nothing is suggested for a skill unless something spoke against it."""


def went_well(scores: tuple[SkillScore, ...]) -> tuple[Quote, ...]:
    """The strongest quote of each skill, the highest levels first."""
    best = [
        (score, max(good, key=lambda quote: (quote.points, -quote.start)))
        for score in scores
        if score.level is not None
        and (good := [quote for quote in score.quotes if quote.points > 0])
    ]
    best.sort(key=lambda pair: (-(pair[0].level or 0), -pair[1].points, pair[1].start))
    return tuple(quote for _, quote in best[:MOST_PRAISE])


def suggestions(rubric: Rubric, scores: tuple[SkillScore, ...]) -> tuple[Suggestion, ...]:
    """First what was said against a skill, then the lowest levels, then what is missing altogether."""
    found = _from_quotes(rubric, scores)
    spoken = {suggestion.skill for suggestion in found}
    rising = sorted(
        (score for score in scores if score.level is not None and score.level < ENOUGH),
        key=lambda score: score.level or 0,
    )
    found += [_general(rubric, score) for score in rising if score.skill not in spoken]
    if len(found) < FEW_SUGGESTIONS:
        absent = {score.skill: score for score in scores if score.level is None}
        found += [_general(rubric, absent[skill]) for skill in EXPECTED if skill in absent]
    return tuple(found[:MOST_SUGGESTIONS])


def _from_quotes(rubric: Rubric, scores: tuple[SkillScore, ...]) -> list[Suggestion]:
    against = [(score, quote) for score in scores for quote in score.quotes if quote.points < 0]
    against.sort(key=lambda pair: (pair[1].points, pair[1].start))
    found: list[Suggestion] = []
    used: set[str] = set()
    for score, quote in against:
        of_skill = sum(suggestion.skill == score.skill for suggestion in found)
        if quote.marker in used or of_skill >= MOST_OF_A_SKILL:
            continue
        used.add(quote.marker)
        criterion = rubric.criteria[score.skill]
        marker = next(marker for marker in criterion.markers if marker.slug == quote.marker)
        found.append(_about(score, criterion, marker, quote))
    return found


def _about(score: SkillScore, criterion: Criterion, marker: Marker, quote: Quote) -> Suggestion:
    rewritten = rewrite(quote.text, marker.instead)
    return Suggestion(
        score.skill,
        score.title,
        quote.shows,
        marker.attempt,
        rewritten or marker.better,
        quote,
        rewrites=bool(rewritten),
        article=_article(marker.article or criterion.article),
    )


def _general(rubric: Rubric, score: SkillScore) -> Suggestion:
    criterion = rubric.criteria[score.skill]
    shows = (
        "Nothing in the text shows this"
        if score.level is None
        else f"To reach: {score.next_anchor}"
    )
    return Suggestion(
        score.skill,
        score.title,
        shows,
        criterion.attempt,
        criterion.better,
        article=_article(criterion.article),
    )


def rewrite(sentence: str, instead: dict[str, str]) -> str:
    """The sentence with its weak words replaced; empty where it holds none of them.

    The longest words are looked for first, and a capital at the beginning stays one.
    """
    flat = " ".join(sentence.replace("\u2019", "'").split())
    for weak in sorted(instead, key=lambda words: (-len(words), words)):
        match = re.search(rf"(?<!\w){re.escape(weak)}(?!\w)", flat, re.IGNORECASE)
        if match:
            put = instead[weak]
            if match.start() == 0:
                put = put[:1].upper() + put[1:]
            return flat[: match.start()] + put + flat[match.end() :]
    return ""


def _article(slug: str) -> Citation | None:
    """The title is put in where the knowledge base is at hand."""
    return Citation(CitationKind.ARTICLE, slug, slug) if slug else None
