"""The week summed up: for each person their own, for managers the team's shared scores."""

from core.coaching.weekly.model import (
    Counted,
    DigestRow,
    KeptWeek,
    SkillMove,
    TeamDigest,
    WeeklySummary,
    WeekPart,
    monday_of,
)
from core.coaching.weekly.summary import compose, kept_week, kept_weeks, write_week

__all__ = [
    "Counted",
    "DigestRow",
    "KeptWeek",
    "SkillMove",
    "TeamDigest",
    "WeekPart",
    "WeeklySummary",
    "compose",
    "kept_week",
    "kept_weeks",
    "monday_of",
    "write_week",
]
