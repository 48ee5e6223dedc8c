"""What to do for a skill next: an exercise that fits the level, and articles about the skill."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from core.coaching.knowledge import Library
from core.coaching.rubric import Rubric
from core.coaching.skills.exercises import exercises
from core.coaching.skills.model import (
    HIGHEST,
    Exercise,
    Reading,
    Recommendation,
    SkillLevel,
)

MOST = 3
ARTICLES = 2


def recommendations(
    skills: Sequence[SkillLevel], library: Library, by: Rubric, done: Collection[str]
) -> tuple[Recommendation, ...]:
    """For the lowest skills of which anything is known, lowest first; of equal ones the less certain first.

    ``done`` are slugs of exercises done lately: they come up again only where no other fits.
    """
    known = [skill for skill in skills if skill.level is not None and skill.level < HIGHEST]
    lowest = sorted(known, key=lambda skill: (skill.level or 0, (skill.low or 0)))[:MOST]
    return tuple(_recommendation(skill, library, by, done) for skill in lowest)


def fitting(skill_area: str, level: float, done: Collection[str] = ()) -> Exercise | None:
    """The exercise for a skill at a level: one not done lately, of these the one made for the level most narrowly."""
    offered = [one for one in exercises() if one.skill == skill_area]
    fit = [one for one in offered if one.level_from <= level <= one.level_to] or offered
    return min(
        fit,
        key=lambda one: (one.slug in done, one.level_to - one.level_from, _distance(one, level)),
        default=None,
    )


def _distance(one: Exercise, level: float) -> float:
    return abs((one.level_from + one.level_to) / 2 - level)


def _recommendation(
    skill: SkillLevel, library: Library, by: Rubric, done: Collection[str]
) -> Recommendation:
    level = skill.level or 0.0
    about = [document for document in library.articles if skill.skill_area in document.skills]
    nearest = sorted(about, key=lambda one: (one.skills.index(skill.skill_area), one.slug))
    return Recommendation(
        skill_area=skill.skill_area,
        title=skill.title,
        why=_why(skill),
        next_level=by.anchor(skill.skill_area, min(HIGHEST, level + 1)),
        exercise=fitting(skill.skill_area, level, done),
        reading=tuple(Reading(one.slug, one.title, one.summary) for one in nearest[:ARTICLES]),
    )


def _why(skill: SkillLevel) -> str:
    said = "; ".join(source.said for source in skill.sources)
    return f"Level {skill.level:.1f} of 5, between {skill.low:.1f} and {skill.high:.1f} ({said})"
