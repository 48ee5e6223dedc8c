"""Feedback on a conversation: scored by the rubric, every score with the words it rests on."""

from core.coaching.feedback.assess import assess
from core.coaching.feedback.give import feedback, keep_levels, resolved
from core.coaching.feedback.model import (
    Assessment,
    Certainty,
    Feedback,
    Quote,
    SkillScore,
    Suggestion,
)
from core.coaching.feedback.own import feedback_of, feedbacks, forget, share, text_of
from core.coaching.feedback.payload import as_json
from core.coaching.feedback.plain_text import as_text
from core.coaching.feedback.say import summary
from core.coaching.feedback.sources import Conversation, conversation, conversations

__all__ = [
    "Assessment",
    "Certainty",
    "Conversation",
    "Feedback",
    "Quote",
    "SkillScore",
    "Suggestion",
    "as_json",
    "as_text",
    "assess",
    "conversation",
    "conversations",
    "feedback",
    "feedback_of",
    "feedbacks",
    "forget",
    "keep_levels",
    "resolved",
    "share",
    "summary",
    "text_of",
]
