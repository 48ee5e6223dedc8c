"""When to meet and when to write: real times for both sides, as facts a letter can use."""

from core.drafting.meeting.proposal import Proposal, propose, propose_for
from core.drafting.meeting.send_time import SendTime, suggest_send, suggest_send_for
from core.drafting.meeting.slots import Slot

__all__ = [
    "Proposal",
    "SendTime",
    "Slot",
    "propose",
    "propose_for",
    "suggest_send",
    "suggest_send_for",
]
