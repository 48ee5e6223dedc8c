"""Check-ins at an interval: when each account's next is due, and the drafts that wait when it is."""

from core.health.communication.checkin.due import CheckIn, check_ins
from core.health.communication.checkin.interval import set_interval
from core.health.communication.checkin.run import CheckInRun, draft_due

__all__ = ["CheckIn", "CheckInRun", "check_ins", "draft_due", "set_interval"]
