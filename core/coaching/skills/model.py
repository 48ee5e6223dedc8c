"""What is known of a person's skills: judgements, behaviour, and the estimate made of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.coaching.privacy import Coached

LOWEST, HIGHEST = 1.0, 5.0
"""The scale of the rubric's anchors."""


class Source(StrEnum):
    """Where a level comes from."""

    RUBRIC = "rubric"
    MANAGER = "manager"
    SELF = "self"
    BEHAVIOUR = "behaviour"


@dataclass(frozen=True)
class Judgement:
    """A row of ``ops.csm_skill_assessments`` as the reader may see it.

    ``note`` is empty for everybody but its author and the person; ``interaction_id`` is 0 for others.
    """

    assessment_id: int
    person: str
    skill_area: str
    level: float
    source: Source
    interaction_id: int
    interaction_type: str
    account_key: int | None
    rubric_version: int | None
    note: str = field(repr=False)
    recommendations: tuple[str, ...]
    is_shared: bool
    assessed_by: str
    assessed_at: datetime


@dataclass(frozen=True)
class Behaviour:
    """A measure of behaviour over a person's accounts: ``kept`` of ``cases``.

    ``missed`` are rows (table/key) of cases that were not kept; ``accounts`` where there are any.
    """

    measure: str
    title: str
    skill_area: str
    formula: str
    kept: int
    cases: int
    accounts: tuple[int, ...]
    missed: tuple[str, ...]

    @property
    def share(self) -> float:
        """0 to 1; 0 without cases."""
        return self.kept / self.cases if self.cases else 0.0


@dataclass(frozen=True)
class SourceLevel:
    """What one source says of a skill: ``level`` with standard deviation ``sd`` from ``n`` judgements.

    ``weight`` is its share of the estimate, 0 to 1; what is left to 1 is the start of the scale.
    """

    source: Source
    level: float
    sd: float
    n: int
    newest_on: date | None
    weight: float
    said: str


@dataclass(frozen=True)
class SkillLevel:
    """A skill's estimate: ``level`` within ``low`` to ``high`` (four chances of five), all empty without a source.

    ``n`` counts judgements and measures of behaviour.
    """

    skill_area: str
    title: str
    meaning: str
    level: float | None
    low: float | None
    high: float | None
    n: int
    sources: tuple[SourceLevel, ...]

    @property
    def is_strength(self) -> bool:
        """Well above the middle, and rather surely so."""
        return self.level is not None and self.level >= STRONG and (self.low or 0.0) >= MIDDLE

    @property
    def is_growth_area(self) -> bool:
        """Below what is asked for, by at least one source."""
        return self.level is not None and self.level < STRONG


STRONG = 3.5
MIDDLE = 3.0


@dataclass(frozen=True)
class Exercise:
    """Something to do, of ``data/coaching/exercises.toml``, for those between two levels."""

    slug: str
    skill: str
    level_from: float
    level_to: float
    title: str
    minutes: int
    do: str
    how_to_tell: str


@dataclass(frozen=True)
class Reading:
    """An article that goes with a skill."""

    slug: str
    title: str
    summary: str


@dataclass(frozen=True)
class Recommendation:
    """What to do for a skill next, and why it. ``next_level`` is what the rubric says the next level looks like."""

    skill_area: str
    title: str
    why: str
    next_level: str
    exercise: Exercise | None
    reading: tuple[Reading, ...]


@dataclass(frozen=True)
class SkillProfile:
    """A person's skills on a date, as the reader may see them."""

    person: Coached
    as_of: date
    is_own: bool
    skills: tuple[SkillLevel, ...]
    behaviours: tuple[Behaviour, ...]
    recommendations: tuple[Recommendation, ...]

    @property
    def strengths(self) -> tuple[SkillLevel, ...]:
        """Highest first, at most three."""
        found = [skill for skill in self.skills if skill.is_strength]
        return tuple(sorted(found, key=lambda skill: -(skill.level or 0))[:3])

    @property
    def growth_areas(self) -> tuple[SkillLevel, ...]:
        """Lowest first, at most three."""
        found = [skill for skill in self.skills if skill.is_growth_area]
        return tuple(sorted(found, key=lambda skill: skill.level or 0)[:3])

    def skill(self, slug: str) -> SkillLevel:
        """The skill with that slug."""
        return next(skill for skill in self.skills if skill.skill_area == slug)
