"""Briefings before what matters: reviews, renewals, escalations and meetings with executives."""

from core.coaching.briefing.brief import brief, briefing
from core.coaching.briefing.model import Briefing, Occasion, OccasionKind
from core.coaching.briefing.occasions import occasion, occasions

__all__ = [
    "Briefing",
    "Occasion",
    "OccasionKind",
    "brief",
    "briefing",
    "occasion",
    "occasions",
]
