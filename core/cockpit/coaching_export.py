"""The coach's tables as flat rows, for export: levels, progress, judgements, a team. Never text of a turn.

The coach itself is loaded with the first table asked for: it is half of what a start would load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from core.actor import Actor
from core.cockpit.filters import Filters
from core.store import Store

if TYPE_CHECKING:
    from core.coaching.privacy import Coached
    from core.coaching.skills import SkillLevel


@dataclass(frozen=True)
class SkillLine:
    """A skill of a person on a date."""

    person: str
    name: str
    skill: str
    level: float | None
    low: float | None
    high: float | None
    n: int
    rests_on: str


@dataclass(frozen=True)
class ProgressLine:
    """A skill of a person at the end of a month."""

    person: str
    skill: str
    on: date
    level: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class AssessmentLine:
    """A judgement; ``note`` only for its author and the person."""

    person: str
    skill: str
    level: float
    source: str
    assessed_by: str
    assessed_at: datetime
    rubric_version: int | None
    is_shared: bool
    note: str


def _line(person: Coached, skill: SkillLevel) -> SkillLine:
    return SkillLine(
        person.email,
        person.name,
        skill.skill_area,
        _rounded(skill.level),
        _rounded(skill.low),
        _rounded(skill.high),
        skill.n,
        "; ".join(source.said for source in skill.sources),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _skills(store: Store, actor: Actor, filters: Filters, person: str = "") -> Iterable[SkillLine]:
    from core.coaching.skills import skill_profile  # noqa: PLC0415 - see above

    found = skill_profile(store, actor, person, filters.on(store.clock))
    return [_line(found.person, skill) for skill in found.skills]


def _team(store: Store, actor: Actor, filters: Filters) -> Iterable[SkillLine]:
    from core.coaching.skills import team  # noqa: PLC0415 - see above

    found = team(store, actor, filters.on(store.clock))
    return [_line(member.person, skill) for member in found.members for skill in member.skills]


def _progress(
    store: Store, actor: Actor, filters: Filters, person: str = ""
) -> Iterable[ProgressLine]:
    from core.coaching.skills import progress  # noqa: PLC0415 - see above

    found = progress(store, actor, person, as_of=filters.on(store.clock))
    return [
        ProgressLine(
            found.person.email,
            skill.skill_area,
            point.on,
            _rounded(point.level),
            _rounded(point.low),
            _rounded(point.high),
            point.n,
        )
        for skill in found.skills
        for point in skill.points
    ]


def _assessments(
    store: Store, actor: Actor, filters: Filters, person: str = ""
) -> Iterable[AssessmentLine]:
    from core.coaching.skills import history  # noqa: PLC0415 - see above

    del filters
    return [
        AssessmentLine(
            one.person,
            one.skill_area,
            one.level,
            one.source.value,
            one.assessed_by,
            one.assessed_at,
            one.rubric_version,
            one.is_shared,
            one.note,
        )
        for one in history(store, actor, person)
    ]


COACHING_TABLES: dict[str, tuple[type[Any], Callable[..., Iterable[Any]]]] = {
    "skills": (SkillLine, _skills),
    "skill_progress": (ProgressLine, _progress),
    "skill_assessments": (AssessmentLine, _assessments),
    "team_skills": (SkillLine, _team),
}
"""Tables over what the actor may know of people's coaching; ``person`` narrows them, the actor without."""
