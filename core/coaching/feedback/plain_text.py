"""Feedback as a text one can keep or bring to a conversation: levels, quotes, advice."""

from __future__ import annotations

from collections.abc import Iterator

from core.coaching.feedback.model import Feedback, Quote, SkillScore, Suggestion
from core.coaching.feedback.say import level


def as_text(found: Feedback) -> str:
    """The whole of it, one thing a line."""
    assessment = found.assessment
    lines = [
        found.title,
        "",
        found.summary,
        "",
        f"Levels (rubric version {assessment.rubric_version})",
    ]
    lines += [_score(score) for score in assessment.scores]
    if talk := assessment.talk:
        lines += [
            "",
            f"Spoken by you and colleagues: {talk.our_share:.0%} of the words. Questions: {talk.questions}, "
            f"open: {talk.open_questions}. Longest stretch: {talk.longest_words} words.",
        ]
    lines += ["", "What went well", *(_quoted(quote) for quote in assessment.went_well)]
    lines += ["", "What to try"]
    for suggestion in assessment.to_try:
        lines += _tried(suggestion)
    return "\n".join(lines) + "\n"


def _score(score: SkillScore) -> str:
    if score.level is None:
        return f"- {score.title}: {level(None)}"
    return (
        f"- {score.title}: {level(score.level)} ({score.low:g} to {score.high:g}). {score.anchor}"
    )


def _quoted(quote: Quote) -> str:
    return f'- {quote.shows}: "{" ".join(quote.text.split())}"'


def _tried(suggestion: Suggestion) -> Iterator[str]:
    yield f"- {suggestion.title}: {suggestion.shows}"
    if suggestion.quote:
        yield f'  "{" ".join(suggestion.quote.text.split())}"'
    yield f"  {suggestion.attempt}"
    yield f"  Better: {suggestion.better}"
    if suggestion.article:
        yield f"  Read: {suggestion.article.title}"
