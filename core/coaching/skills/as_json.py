"""Skills, progress and team as plain values, the same for the API and the command line."""

from __future__ import annotations

from typing import Any

from core.coaching.privacy import Coached
from core.coaching.skills.model import (
    Behaviour,
    Recommendation,
    SkillLevel,
    SkillProfile,
    SourceLevel,
)
from core.coaching.skills.progress import Progress, SkillProgress
from core.coaching.skills.team import Team


def profile_json(found: SkillProfile) -> dict[str, Any]:
    """A profile; levels cut to two decimals."""
    return {
        "person": person_json(found.person),
        "as_of": found.as_of,
        "is_own": found.is_own,
        "skills": [skill_json(skill) for skill in found.skills],
        "strengths": [skill.skill_area for skill in found.strengths],
        "growth_areas": [skill.skill_area for skill in found.growth_areas],
        "behaviour": [_behaviour(one) for one in found.behaviours],
        "recommendations": [_recommendation(one) for one in found.recommendations],
    }


def progress_json(found: Progress) -> dict[str, Any]:
    """Progress of every skill."""
    return {
        "person": person_json(found.person),
        "as_of": found.as_of,
        "is_own": found.is_own,
        "skills": [_progress(skill) for skill in found.skills],
    }


def team_json(found: Team) -> dict[str, Any]:
    """The team's shared levels."""
    return {
        "as_of": found.as_of,
        "gap_days": found.gap_days,
        "members": [
            {
                "person": person_json(member.person),
                "last_coached_on": member.last_coached_on,
                "days_since": member.days_since,
                "is_due": member.is_due,
                "skills": [skill_json(skill) for skill in member.skills],
            }
            for member in found.members
        ],
    }


def person_json(person: Coached) -> dict[str, Any]:
    """Who it is about."""
    return {"email": person.email, "name": person.name, "accounts": person.accounts}


def skill_json(skill: SkillLevel) -> dict[str, Any]:
    """One skill's estimate with its sources."""
    return {
        "skill": skill.skill_area,
        "title": skill.title,
        "level": _rounded(skill.level),
        "low": _rounded(skill.low),
        "high": _rounded(skill.high),
        "n": skill.n,
        "sources": [_source(source) for source in skill.sources],
    }


def _source(source: SourceLevel) -> dict[str, Any]:
    return {
        "source": source.source.value,
        "level": _rounded(source.level),
        "sd": _rounded(source.sd),
        "n": source.n,
        "newest_on": source.newest_on,
        "weight": _rounded(source.weight),
        "said": source.said,
    }


def _behaviour(one: Behaviour) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "title": one.title,
        "skill": one.skill_area,
        "formula": one.formula,
        "kept": one.kept,
        "cases": one.cases,
        "missed": list(one.missed),
    }


def _recommendation(one: Recommendation) -> dict[str, Any]:
    exercise = one.exercise
    return {
        "skill": one.skill_area,
        "why": one.why,
        "next_level": one.next_level,
        "exercise": None
        if exercise is None
        else {
            "slug": exercise.slug,
            "title": exercise.title,
            "minutes": exercise.minutes,
            "do": exercise.do,
            "how_to_tell": exercise.how_to_tell,
        },
        "articles": [vars(reading) for reading in one.reading],
    }


def _progress(skill: SkillProgress) -> dict[str, Any]:
    compared = skill.before_after
    return {
        "skill": skill.skill_area,
        "title": skill.title,
        "change": _rounded(skill.change),
        "points": [
            {
                "on": point.on,
                "level": _rounded(point.level),
                "low": _rounded(point.low),
                "high": _rounded(point.high),
                "n": point.n,
            }
            for point in skill.points
        ],
        "practised": [
            {"kind": one.kind, "title": one.title, "at": one.practised_at}
            for one in skill.practised
        ],
        "before_after": None
        if compared is None
        else {
            "first_on": compared.first_on,
            "practised": compared.practised,
            "before": _rounded(compared.before),
            "before_n": compared.before_n,
            "after": _rounded(compared.after),
            "after_n": compared.after_n,
        },
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
