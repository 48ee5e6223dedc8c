"""What goes wrong while polling, told apart by what helps. Messages are ours: answers may hold secrets."""

from __future__ import annotations

import math
from email.utils import parsedate_to_datetime

from core.errors import OutsideFailure, RapportError

LONGEST_WAIT_SECONDS = 120.0
"""Whoever asks to be left alone for longer is asked again on the next poll."""


class SourceDown(OutsideFailure):
    """The ticket system does not answer, or answers what cannot be used; the next poll tries again."""

    status = 503


class SourceRefuses(OutsideFailure):
    """The ticket system does not let us in, or not do this: a setting has to change."""

    status = 502


class NotVisible(SourceRefuses):
    """We are let in, but not to this (HTTP 403)."""


class NotThere(RapportError):
    """What was asked for is gone."""

    status = 404


class TryAgain(Exception):
    """Raised inside the client: the request may be repeated after ``wait`` seconds (``None``: soon)."""

    def __init__(self, problem: SourceDown, wait: float | None = None) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.wait = wait


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds a ``Retry-After`` header asks for: a number or a date; ``None`` without a usable one.

    ``now`` is the time of the answer by the same clock, in seconds since 1970.
    """
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - now
        except (ValueError, TypeError):
            return None
    # "nan" and "inf" are floats to Python.
    return max(seconds, 0.0) if math.isfinite(seconds) else None
