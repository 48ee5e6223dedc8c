"""Measures texts: does the gate pass them, how long, how many facts, how hard to read, how far from last time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from statistics import mean, median

import pyphen
from rapidfuzz.distance import Levenshtein

from core.drafting.gate import check
from core.drafting.kind import Assignment, Length, Tone, Writer
from core.drafting.letter import Letter
from core.drafting.prompts.check import assignments
from core.drafting.prompts.examples import examples
from core.drafting.prompts.load import load_prompt
from core.errors import MissingFacts

GOLDEN_KIND = "executive_outreach"


@dataclass(frozen=True)
class Case:
    """An assignment under a name that stays the same from one evaluation to the next."""

    name: str
    assignment: Assignment


@dataclass(frozen=True)
class Measured:
    """A text and its measures. ``grade`` is Flesch-Kincaid's, in school years.

    ``distance`` is the share of characters (0 to 1) that differ from the text of the last evaluation;
    ``None`` where there was none. ``stopped`` are the words that the gate did not let pass.
    """

    case: str
    purpose: str
    writer: str
    letter: Letter
    stopped: tuple[str, ...]
    facts: int
    grade: float
    distance: float | None


def golden_cases() -> Iterator[Case]:
    """Each example with each purpose, in each tone and length."""
    prompt = load_prompt(GOLDEN_KIND)
    for name, sheet in examples(GOLDEN_KIND):
        for assignment in assignments(prompt, sheet):
            request = assignment.request
            parts = [name, request.purpose, request.tone.value]
            parts += ["short"] if request.length is Length.SHORT else []
            yield Case(" ".join(parts), assignment)


def measure(
    cases: Iterable[Case], writer: Writer, own_names: tuple[str, ...], before: Mapping[str, str]
) -> Iterator[Measured]:
    """Write and measure each case for which the facts suffice."""
    for case in cases:
        try:
            written = writer.write(case.assignment)
        except MissingFacts:
            continue
        letter = written.letter
        report = check(letter.subject, letter.body, case.assignment.sheet, own_names=own_names)
        last = before.get(f"{written.writer}: {case.name}")
        yield Measured(
            case.name,
            case.assignment.request.purpose,
            written.writer,
            letter,
            tuple(claim.words for claim in report.unmatched),
            len(letter.fact_ids),
            reading_grade(letter.body),
            None if last is None else Levenshtein.normalized_distance(last, text_of(letter)),
        )


def text_of(letter: Letter) -> str:
    """Subject and body as they are kept."""
    return f"Subject: {letter.subject}\n\n{letter.body}"


def reading_grade(text: str) -> float:
    """Flesch-Kincaid grade of a text: school years it takes to read it at once."""
    words = re.findall(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*", text)
    sentences = max(1, len(re.findall(r"[.!?:](?:\s|$)", text)))
    if not words:
        return 0.0
    syllables = sum(len(_hyphens().positions(word)) + 1 for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")


@dataclass(frozen=True)
class Summary:
    """Measures of many texts of one writer and purpose; ``distinct`` counts different bodies."""

    writer: str
    purpose: str
    texts: int
    passed: int
    distinct: int
    mean_words: float
    most_words: int
    mean_facts: float
    median_grade: float
    mean_distance: float | None


def summaries(measured: Iterable[Measured]) -> Iterator[Summary]:
    """One summary a writer and purpose, in order of appearance."""
    groups: dict[tuple[str, str], list[Measured]] = {}
    for item in measured:
        groups.setdefault((item.writer, item.purpose), []).append(item)
    for (writer, purpose), items in groups.items():
        distances = [item.distance for item in items if item.distance is not None]
        words = [item.letter.words for item in items]
        yield Summary(
            writer,
            purpose,
            len(items),
            sum(not item.stopped for item in items),
            len({item.letter.body for item in items}),
            mean(words),
            max(words),
            mean(item.facts for item in items),
            median(item.grade for item in items),
            mean(distances) if distances else None,
        )


def showcase(measured: Iterable[Measured]) -> tuple[Measured, ...]:
    """The texts that are kept to be read: standard length, tones taken in turn."""
    tones = [tone.value for tone in Tone]
    kept = []
    for place, item in enumerate(i for i in measured if not i.case.endswith("short")):
        if tones[(place // len(tones)) % len(tones)] in item.case.split():
            kept.append(item)
    return tuple(kept)
