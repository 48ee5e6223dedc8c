"""The log of what happened, which other parts read: who is told does not know who tells."""

from core.channels.events.log import events, publish
from core.channels.events.model import Event, EventKind, RecordedEvent

__all__ = ["Event", "EventKind", "RecordedEvent", "events", "publish"]
