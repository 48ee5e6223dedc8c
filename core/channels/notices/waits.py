"""How long a notice waits between attempts, and when it is too old to be news."""

from __future__ import annotations

from datetime import timedelta

STEPS = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
)
"""After the first, second, … failure; the last goes on, so that an outage of weeks loses nothing."""

UNADDRESSED = timedelta(hours=6)
"""Until an account is looked at again for which nobody has said where its notices go."""

KEPT_WAITING = timedelta(days=30)
"""A channel that is down for longer was given up; what happened is on the screen all the same."""

KEPT_UNCONFIGURED = timedelta(days=14)
"""So that setting up a channel does not pour a year of old alerts into it."""


def backoff(attempts: int) -> timedelta:
    """The wait after the ``attempts``-th attempt, counted from 1."""
    return STEPS[min(max(attempts, 1), len(STEPS)) - 1]
