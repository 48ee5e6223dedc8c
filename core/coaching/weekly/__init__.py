"""The week summed up: for each person their own, for managers the team's shared scores."""

from core.coaching.weekly.digest import digest, digest_lines, skill_words
from core.coaching.weekly.mail import choose_mail, mail_week, wants_mail
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
from core.coaching.weekly.notes import said_week
from core.coaching.weekly.round import Round, weekly_round
from core.coaching.weekly.summary import compose, kept_week, kept_weeks, write_week
from core.coaching.weekly.wording import summary_lines

__all__ = [
    "Counted",
    "DigestRow",
    "KeptWeek",
    "Round",
    "SkillMove",
    "TeamDigest",
    "WeekPart",
    "WeeklySummary",
    "choose_mail",
    "compose",
    "digest",
    "digest_lines",
    "kept_week",
    "kept_weeks",
    "mail_week",
    "monday_of",
    "said_week",
    "skill_words",
    "summary_lines",
    "wants_mail",
    "weekly_round",
    "write_week",
]
