"""Transcripts as text: a name before each turn, or a line of name and time above it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from core.coaching.transcript.labels import cleaned, is_speaker
from core.coaching.transcript.model import Side, Turn
from core.coaching.transcript.times import TIME, seconds

_LINE = re.compile(r"[^\r\n]+")
_LABELLED = re.compile(
    rf"\s*(?:[-*•>]\s+)?(?:[\[(]?(?P<before>{TIME})[\])]?\s*[-\u2013|]?\s*)?"
    rf"(?P<label>(?:\*\*)?[^\s:\[(<][^:\[\n]{{0,59}}?)(?:\*\*)?\s*(?:[\[(]?(?P<after>{TIME})[\])]?)?\s*"
    r":(?:\*\*)?(?:\s+|$)"
)
"""``Name: words``, ``[00:01:02] Name: words``, ``Name (00:01): words``, ``**Name:** words``."""
_HEADINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\s*(?P<label>\S[^:|\n]{{0,58}}?)\s*(?:[|,\u2013-]\s*)?[\[(]?(?P<time>{TIME})[\])]?\s*$",
        rf"\s*[\[(]?(?P<time>{TIME})[\])]?\s*(?:[|,\u2013-]\s*)?(?P<label>[^\s:|\d][^:|\n]{{0,58}}?)\s*$",
        rf"\s*\[(?P<label>[^\]\n]{{1,60}})\]\s*(?P<time>{TIME})\s*$",
    )
)
"""``Name  0:03``, ``Name | 00:32``, ``0:03 | Name``, ``[Name] 10:02:11``: the words follow below."""
_RANGE = re.compile(rf"\s*(?P<time>{TIME})\s*-->\s*{TIME}\s*$")
"""A line of times above the name, as one export of Teams has it."""
LABELLED_SHARE = 0.5
"""Of the lines, for a label that stands once to name a speaker: notes have headings too."""


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    label: str = ""
    time: float | None = None
    words_from: int = 0


def labelled_turns(text: str, is_known: Callable[[str], bool]) -> list[Turn]:
    """The turns of a text whose lines begin with a name and a colon; empty where it is none.

    ``is_known`` says whether a label names a person or role we know.
    """
    lines = [_labelled(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    lines = [line for line in lines if text[line.start : line.end].strip()]
    named = Counter(line.label for line in lines if line.label)
    recurs = any(count > 1 for count in named.values())
    share = sum(named.values()) / max(1, len(lines))
    if recurs or (share >= LABELLED_SHARE and any(map(is_known, named))):
        return _turns(text, lines)
    return []


def headed_turns(text: str) -> list[Turn]:
    """The turns of a text with a line of name and time above each; empty where it is none."""
    spans = [match.span() for match in _LINE.finditer(text) if match[0].strip()]
    lines: list[_Line] = []
    at = 0
    while at < len(spans):
        start, end = spans[at]
        if (times := _RANGE.match(text, start, end)) and at + 1 < len(spans):
            name = text[slice(*spans[at + 1])].strip()
            if is_speaker(name):
                lines.append(_Line(start, end, name, seconds(times["time"]), spans[at + 1][1]))
                at += 2
                continue
        lines.append(_headed(text, start, end))
        at += 1
    return _turns(text, lines)


def _labelled(text: str, start: int, end: int) -> _Line:
    match = _LABELLED.match(text, start, end)
    if match and is_speaker(match["label"]):
        time = seconds(match["before"] or match["after"])
        return _Line(start, end, cleaned(match["label"]), time, match.end())
    return _Line(start, end)


def _headed(text: str, start: int, end: int) -> _Line:
    for heading in _HEADINGS:
        match = heading.match(text, start, end)
        if match and is_speaker(match["label"]):
            return _Line(start, end, cleaned(match["label"]), seconds(match["time"]), end)
    return _Line(start, end)


def _turns(text: str, lines: list[_Line]) -> list[Turn]:
    if len({line.label for line in lines if line.label}) < 2:
        return []
    turns: list[Turn] = []
    for line in lines:
        if line.label:
            pieces = _piece(text, line.words_from, line.end)
            turns.append(Turn(line.label, Side.UNKNOWN, pieces, line.time))
        elif turns:
            last = turns[-1]
            more = _piece(text, line.start, line.end)
            turns[-1] = Turn(last.speaker, last.side, last.pieces + more, last.starts)
    return turns


def _piece(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip())
    return ((left, right),) if left < right else ()
