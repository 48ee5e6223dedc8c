"""Guidance: an answer built from a playbook, the articles it rests on and the facts of the account."""

from core.coaching.guidance.as_json import from_dict, to_dict
from core.coaching.guidance.ask import Answer, Voice, ask, conversation, conversations, guidance_of
from core.coaching.guidance.catalogue import CATALOGUE
from core.coaching.guidance.facts import gather

__all__ = [
    "CATALOGUE",
    "Answer",
    "Voice",
    "ask",
    "conversation",
    "conversations",
    "from_dict",
    "gather",
    "guidance_of",
    "to_dict",
]
