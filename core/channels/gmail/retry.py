"""Trying again, a few times and not for long."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TypeVar

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    stop_after_delay,
    wait_random_exponential,
)

from core.channels.gmail.problems import GmailBusy

T = TypeVar("T")

ATTEMPTS = 4
LONGEST_SECONDS = 30.0
_BACKOFF = wait_random_exponential(multiplier=0.5, max=8)


def patiently(work: Callable[[int], T], pause: Callable[[float], None]) -> T:
    """Run ``work``, again while Gmail is busy; it is told how often it was tried before.

    The last error is raised when :data:`ATTEMPTS` tries or :data:`LONGEST_SECONDS` were not enough.
    """
    retrying = Retrying(
        stop=stop_after_attempt(ATTEMPTS) | stop_after_delay(LONGEST_SECONDS),
        wait=_wait,
        retry=retry_if_exception_type(GmailBusy),
        sleep=pause,
        reraise=True,
    )
    tried = itertools.count()
    return retrying(lambda: work(next(tried)))


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome is not None else None
    return max(_BACKOFF(state), getattr(error, "wait", 0.0))
