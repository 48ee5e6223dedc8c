"""Notices to one's own people about an account, by up to four channels, each with a ledger."""

from core.channels.notices.deliver import deliver_due
from core.channels.notices.model import ChannelName, Notice, NoticeDelivery, State, route
from core.channels.notices.probe import probe
from core.channels.notices.queue import queue
from core.channels.notices.reading import deliveries
from core.channels.notices.registry import ChannelState, channel_states

__all__ = [
    "ChannelName",
    "ChannelState",
    "Notice",
    "NoticeDelivery",
    "State",
    "channel_states",
    "deliver_due",
    "deliveries",
    "probe",
    "queue",
    "route",
]
