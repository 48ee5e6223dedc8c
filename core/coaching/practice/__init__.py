"""Practice: a conversation with a stakeholder built from the account's facts, scored by the rubric afterwards."""

from core.coaching.practice.drill import LONGEST_ANSWER, prepare, reply, say_next
from core.coaching.practice.finish import finish, transcript_of
from core.coaching.practice.model import Challenge, Exchange, Persona, Practice
from core.coaching.practice.people import Stakeholder, stakeholders

__all__ = [
    "LONGEST_ANSWER",
    "Challenge",
    "Exchange",
    "Persona",
    "Practice",
    "Stakeholder",
    "finish",
    "prepare",
    "reply",
    "say_next",
    "stakeholders",
    "transcript_of",
]
