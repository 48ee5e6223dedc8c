"""Skills: what is known of a person's level in each area, from where and how surely, and how it moves.

``skill_profile`` is a person on a date, ``progress`` the same over time, ``team`` and ``agenda`` what a manager
sees of those who report to them; ``assess``, ``share`` and ``exercise_done`` are what people do.
"""

from core.coaching.skills.agenda import AgendaPoint, agenda
from core.coaching.skills.behaviour import MEASURES, Measure, behaviours
from core.coaching.skills.exercises import exercise, exercise_done, exercises
from core.coaching.skills.judgements import assess, history, share
from core.coaching.skills.model import (
    Behaviour,
    Exercise,
    Judgement,
    Recommendation,
    SkillLevel,
    SkillProfile,
    Source,
    SourceLevel,
)
from core.coaching.skills.profile import skill_profile
from core.coaching.skills.progress import Progress, ProgressPoint, SkillProgress, progress
from core.coaching.skills.team import Member, Team, team

__all__ = [
    "MEASURES",
    "AgendaPoint",
    "Behaviour",
    "Exercise",
    "Judgement",
    "Measure",
    "Member",
    "Progress",
    "ProgressPoint",
    "Recommendation",
    "SkillLevel",
    "SkillProfile",
    "SkillProgress",
    "Source",
    "SourceLevel",
    "Team",
    "agenda",
    "assess",
    "behaviours",
    "exercise",
    "exercise_done",
    "exercises",
    "history",
    "progress",
    "share",
    "skill_profile",
    "team",
]
