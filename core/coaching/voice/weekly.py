"""A week's summary as passages, and back: Claude only rephrases it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.coaching.voice.guidance import lines_of, passages_of, sheet_of
from core.coaching.voice.passage import Kind, Material, Passage
from core.coaching.voice.speaker import Spoken
from core.coaching.weekly.model import WeeklySummary

HEADLINE, PART, SUGGESTION = "week.headline", "week", "suggestion"


def material_of(
    summary: WeeklySummary, *, style: str = "", own_names: tuple[str, ...] = ()
) -> Material:
    """What Claude gets of a week."""
    return Material(
        Kind.WEEKLY,
        tuple(replace(passage, is_outside=True) for passage in _passages(summary)),
        facts=sheet_of(summary.facts, None),
        style=style,
        own_names=own_names,
        is_settled=True,
    )


def _passages(summary: WeeklySummary) -> Iterable[Passage]:
    yield from passages_of(HEADLINE, [summary.headline])
    for part in summary.parts:
        yield from passages_of(f"{PART}.{part.name}", part.lines)
    yield from passages_of(SUGGESTION, summary.suggestions)


def with_words(summary: WeeklySummary, spoken: Spoken) -> WeeklySummary:
    """The week as it was spoken."""
    if spoken.writer != "claude":
        return replace(summary, note=spoken.note)
    (headline,) = lines_of(spoken.group(HEADLINE))
    return replace(
        summary,
        headline=headline,
        parts=tuple(
            replace(part, lines=lines_of(spoken.group(f"{PART}.{part.name}")))
            for part in summary.parts
        ),
        suggestions=lines_of(spoken.group(SUGGESTION)),
        writer=spoken.writer,
        note=spoken.note,
    )
