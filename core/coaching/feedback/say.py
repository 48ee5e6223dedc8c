"""What feedback says in a few sentences, before anybody reads the table."""

from __future__ import annotations

from core.coaching.feedback.model import Assessment, Certainty, SkillScore

GOOD = 3.0
"""No level below is called a strength."""


def summary(found: Assessment) -> str:
    """Two or three sentences: what could be judged, what stands out, what to work on."""
    scored = found.scored
    if not scored:
        return (
            "Nothing in the text shows a skill, so nothing was scored. Notes that say who asked, said and "
            "agreed what give more to judge."
        )
    sentences = len({quote.start for quote in found.quotes})
    lines = [
        f"{_count(len(scored), 'skill')} of {len(found.scores)} could be judged, from "
        f"{_count(sentences, 'sentence')}."
    ]
    best = max(scored, key=lambda score: (score.level or 0, len(score.quotes)))
    least = min(scored, key=lambda score: (score.level or 0, -len(score.quotes)))
    if (best.level or 0) >= GOOD:
        lines.append(f"Strongest here: {said(best)}.")
    if len(scored) == 1 or (least.level or 0) < (best.level or 0):
        lines.append(f"Most to gain: {said(least)}.")
    if all(score.certainty is Certainty.LOW for score in scored):
        lines.append("Each level rests on a single sentence, so take them as hints.")
    return " ".join(lines)


def said(score: SkillScore) -> str:
    """``Discovery 3.5``."""
    return f"{score.title} {level(score.level)}"


def level(value: float | None) -> str:
    """``3`` or ``3.5``; what has no level says so."""
    return "no evidence" if value is None else f"{value:g}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
