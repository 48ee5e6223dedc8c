"""Pollers: tickets straight from Jira and Kayako, into the same tables as their exports."""

from core.capture.poll.polling import OVERLAP, PollReport, poll
from core.capture.poll.runs import PollRun, SourceStatus, SweepRun, configured, poll_status
from core.capture.poll.schedule import poll_due
from core.capture.poll.source import Source
from core.capture.poll.sweep import SweepReport, said, sweep, sweep_all

__all__ = [
    "OVERLAP",
    "PollReport",
    "PollRun",
    "Source",
    "SourceStatus",
    "SweepReport",
    "SweepRun",
    "configured",
    "poll",
    "poll_due",
    "poll_status",
    "said",
    "sweep",
    "sweep_all",
]
