"""The document on the simulated half-years: figures of each, and what they mean."""

from __future__ import annotations

import tempfile
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from core.clock import fixed
from core.settings import PROJECT_ROOT
from core.store import Store
from tests.validation.coaching_skills.measure import MOVED, Result, measure

DOCUMENT = PROJECT_ROOT / "docs" / "validation" / "coaching-skills.md"
SEEDS = tuple(range(100, 106))
"""Half-years that no threshold was chosen on (those were 0 to 3)."""

_HEAD = f"""# Skill estimates, measured

Written by `python -m tests.validation.coaching_skills`; a test compares a line of it with what the code gives.

Six CSMs with nine skills each go through a simulated half-year. Their true skills are known and move; the coach
sees only scored interactions (one or two a week, three or four skills in each), two assessments by themselves and by
their manager, and two kinds of records (tasks, answers to mail). The simulation is not the model that the estimate
supposes: one score in ten is off by two levels, the rubric errs on each skill in a way of its own, people see
themselves through a bias of their own, and records follow the skill loosely. `tests/validation/coaching_skills`
has all of it. Thresholds were chosen on half-years 0 to 3; those below are others.

Correlations are Spearman's, of ranks. "Across people" ranks the six within each skill at the end, the mean over
skills; "all together" ranks all 54 levels at the end, "curves" those of all month-ends. "Over time" takes each curve of month-ends whose truth moved
{MOVED:g} levels or more against the truth of the same days, the mean; a curve has seven points and the first rest on
little, so this is the weak figure. "Manager's view" has shared scores only (seven interactions of ten).
"Mean of scores" and "own view" are the same measure as "all together" for the plain mean of rubric scores and for
the newest own assessment. "In range" is the share of final ranges that hold the truth, 80 % by their definition:
they are somewhat too narrow, since the truth moves and old scores lag behind. "Error" is the mean distance
from the truth in levels.

What this does not show: that a rubric read by a program hears what a person would hear in real conversations.

| half-year | across people | all together | curves | over time | manager's view | mean of scores | own view | in range | error |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
"""


def run(seed: int) -> Result:
    """One half-year in a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rapport.duckdb"
        with Store.open(path, clock=fixed(datetime(2026, 6, 30, 18)), threads=2) as store:
            return measure(store, seed)


def line(name: str, found: Result) -> str:
    """A line of the table."""
    return (
        f"| {name} | {found.across:.2f} | {found.pooled:.2f} | {found.curves:.2f} | {found.in_time:.2f} | {found.as_manager:.2f} "
        f"| {found.scores_alone:.2f} | {found.own_view_alone:.2f} | {found.covered:.0%} | {found.mean_error:.2f} |"
    )


def document() -> str:
    """The whole document, made anew."""
    found = [run(seed) for seed in SEEDS]
    lines = [line(str(seed), one) for seed, one in zip(SEEDS, found, strict=True)]
    mean = Result(
        *(sum(getattr(one, field.name) for one in found) / len(found) for field in fields(Result))
    )
    return _HEAD + "\n".join([*lines, line("mean", mean)]) + "\n"
