"""Counts what the gate stops and lets pass, set by set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.validation.claim_gate.cases import (
    Case,
    held_out,
    honest_letters,
    honest_sentences,
    mutants,
    originals,
)
from tests.validation.claim_gate.corpora import corpus_cases


@dataclass(frozen=True)
class Measured:
    """A set of texts and those of them that the gate stopped. ``marked`` of these at the changed words."""

    name: str
    cases: tuple[Case, ...]
    stopped: tuple[Case, ...]
    marked: int

    @property
    def share(self) -> float:
        """Stopped, in percent."""
        return 100 * len(self.stopped) / len(self.cases)

    @property
    def passed(self) -> tuple[Case, ...]:
        """What the gate let pass."""
        stopped = set(map(id, self.stopped))
        return tuple(case for case in self.cases if id(case) not in stopped)


def run(name: str, cases: Sequence[Case]) -> Measured:
    """Put all cases before the gate."""
    stopped, marked = [], 0
    for case in cases:
        unmatched = case.report().unmatched
        if unmatched:
            stopped.append(case)
            marked += any(
                claim.part == "body" and claim.start <= end and start <= claim.end
                for claim in unmatched
                for start, end in case.changed
            )
    return Measured(name, tuple(cases), tuple(stopped), marked)


def written() -> tuple[tuple[Measured, ...], tuple[Measured, ...]]:
    """The written sets: honest ones and changed ones."""
    honest = (
        run("first set, sentences", honest_sentences()),
        run("first set, letters", honest_letters()),
        run("first set, before the change", originals()),
        *(run(title, held_out("honest", name)) for title, name in LATER),
    )
    changed = (
        run("first set", mutants()),
        *(run(title, held_out("mutants", name)) for title, name in LATER),
    )
    return honest, changed


LATER = (
    ("second set", "holdout"),
    ("third set", "second"),
    ("fourth set", "third"),
    ("fifth set", "fourth"),
)
"""Titles and files of the sets that were written when the gate passed all before."""


def drawn(data: Path) -> tuple[Measured, Measured]:
    """The sets drawn from real exports."""
    honest, changed = corpus_cases(data)
    return run("real exports", honest), run("real exports", changed)


def by_group(changed: Sequence[Measured]) -> Counter[str]:
    """How many changed texts of each kind of change the first set holds."""
    return Counter(case.group for item in changed[:1] for case in item.cases)
