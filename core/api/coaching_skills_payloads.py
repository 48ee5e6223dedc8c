"""Skills over the API: levels of 5 with their range and what they rest on. Never a word of anybody's coaching."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from core.api.payloads import Strict, Utc
from core.coaching.skills.judgements import LONGEST_NOTE
from core.coaching.skills.progress import LONGEST_MONTHS, MONTHS


class CoachedPerson(BaseModel):
    """Whose skills. ``accounts`` is the size of their book."""

    email: str
    name: str
    accounts: int


class SkillSource(BaseModel):
    """What one source says. ``weight``: its share of the level, the rest is the start in the middle of the scale."""

    source: Literal["rubric", "manager", "self", "behaviour"]
    level: float
    sd: float
    n: int
    newest_on: date | None
    weight: float
    said: str = Field(examples=["4 interactions scored"])


class Skill(BaseModel):
    """A skill. ``low`` to ``high`` holds the level in four chances of five; empty while nothing is known."""

    skill: str = Field(examples=["multi_threading"])
    title: str
    level: float | None = Field(examples=[3.2])
    low: float | None
    high: float | None
    n: int
    sources: list[SkillSource]


class SkillBehaviour(BaseModel):
    """A measure of the records. ``missed``: rows of cases that were not kept."""

    measure: str
    title: str
    skill: str
    formula: str
    kept: int
    cases: int
    missed: list[str]


class SkillExercise(BaseModel):
    """Something to do, and how to tell that it worked."""

    slug: str
    title: str
    minutes: int
    do: str
    how_to_tell: str


class SkillArticle(BaseModel):
    """An article of the knowledge base."""

    slug: str
    title: str
    summary: str


class SkillRecommendation(BaseModel):
    """What to do for a skill next."""

    skill: str
    why: str
    next_level: str = Field(description="What the rubric says the next level looks like.")
    exercise: SkillExercise | None
    articles: list[SkillArticle]


class SkillProfile(BaseModel):
    """A person's skills on a date, as the caller may see them."""

    person: CoachedPerson
    as_of: date
    is_own: bool
    skills: list[Skill]
    strengths: list[str]
    growth_areas: list[str]
    behaviour: list[SkillBehaviour]
    recommendations: list[SkillRecommendation]


class SkillPoint(BaseModel):
    """A skill's level on a day."""

    on: date
    level: float | None
    low: float | None
    high: float | None
    n: int


class SkillPractised(BaseModel):
    """Something that was practised. ``kind``: exercise or practice."""

    kind: str
    title: str
    at: Utc


class BeforeAfter(BaseModel):
    """Means of scored interactions in the 90 days before the first practice and after; no cause is claimed."""

    first_on: date
    practised: int
    before: float | None
    before_n: int
    after: float | None
    after_n: int


class SkillTrend(BaseModel):
    """One skill over time. ``change``: from the first level known to the last."""

    skill: str
    title: str
    change: float | None
    points: list[SkillPoint]
    practised: list[SkillPractised]
    before_after: BeforeAfter | None


class SkillProgress(BaseModel):
    """A person's skills over time, as the caller may see them."""

    person: CoachedPerson
    as_of: date
    is_own: bool
    skills: list[SkillTrend]


class TeamMember(BaseModel):
    """Somebody who reports to the caller. ``is_due``: nothing shared for longer than ``gap_days``."""

    person: CoachedPerson
    last_coached_on: date | None
    days_since: int | None
    is_due: bool
    skills: list[Skill]


class SkillTeam(BaseModel):
    """The caller's team: shared levels only."""

    as_of: date
    gap_days: int
    members: list[TeamMember]


class AgendaItem(BaseModel):
    """A point for the next 1:1. ``evidence``: rows behind it."""

    kind: str
    title: str
    text: str
    skill: str
    evidence: list[str]


class PersonQuery(Strict):
    """Whose, and when."""

    person: str = Field(
        default="", max_length=320, description="E-mail address; the caller without."
    )
    as_of: date | None = Field(default=None, description="End of this day, UTC; today without.")


class ProgressQuery(PersonQuery):
    """How far back."""

    months: int = Field(
        default=MONTHS, ge=1, le=LONGEST_MONTHS, description="Month-ends to replay."
    )


class AssessmentRequest(Strict):
    """Levels of skills: the caller's own, or those of somebody who reports to them."""

    person: str = Field(
        default="", max_length=320, description="E-mail address; the caller without."
    )
    levels: dict[str, float] = Field(
        description="Level of 1 to 5 by skill.", examples=[{"listening": 4}]
    )
    note: str = Field(default="", max_length=LONGEST_NOTE)
    is_shared: bool = Field(
        default=False, description="Whether the caller's manager may see the caller's own levels."
    )
    exercises: list[str] = Field(default=[], description="Slugs of exercises agreed on.")


class AssessmentsMade(BaseModel):
    """Numbers of the assessments."""

    assessments: list[int]
