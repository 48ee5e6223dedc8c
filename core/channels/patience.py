"""Trying again at once, a few times and not for long, where the other side said that it did nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from core.channels.trouble import ChannelDown

T = TypeVar("T")
Pause = Callable[[float], None]

ATTEMPTS = 3
LONGEST_SECONDS = 10.0
"""Whoever asks to be left alone for longer is tried again on a later pass."""


def patiently(pause: Pause, work: Callable[[], T]) -> T:
    """Run ``work``; when it is told to come back shortly, come back."""
    retrying = Retrying(
        stop=stop_after_attempt(ATTEMPTS),
        wait=_wait,
        retry=retry_if_exception(_may_come_back),
        sleep=pause,
        reraise=True,
    )
    return retrying(work)


def _may_come_back(error: BaseException) -> bool:
    return isinstance(error, ChannelDown) and error.is_busy and error.wait <= LONGEST_SECONDS


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome is not None else None
    return max(1.0, getattr(error, "wait", 0.0))
