"""Notices to one's own people about an account, by up to four channels, each with a ledger."""

from core.channels.notices.model import ChannelName, Notice, NoticeDelivery, State
from core.channels.notices.queue import queue
from core.channels.notices.reading import deliveries

__all__ = ["ChannelName", "Notice", "NoticeDelivery", "State", "deliveries", "queue"]
