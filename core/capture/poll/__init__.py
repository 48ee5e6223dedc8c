"""Pollers: tickets straight from Jira and Kayako, into the same tables as their exports."""

from core.capture.poll.polling import OVERLAP, PollReport, poll
from core.capture.poll.runs import PollRun, SourceStatus, configured, poll_status
from core.capture.poll.schedule import poll_due
from core.capture.poll.source import Source

__all__ = [
    "OVERLAP",
    "PollReport",
    "PollRun",
    "Source",
    "SourceStatus",
    "configured",
    "poll",
    "poll_due",
    "poll_status",
]
