"""Who calls the API: a bearer token and nothing else, a limited number of times a minute."""

from __future__ import annotations

import hashlib
import math
import time
from functools import cache
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from core import wiring
from core.actor import Actor
from core.api.problems import TooManyRequests
from core.auth.tokens import actor_of_token
from core.errors import NotSignedIn
from core.wiring import Cockpit

FAILURES = RateLimitItemPerMinute(30)
"""Wrong tokens one address may send, so that guessing is slow."""

bearer = HTTPBearer(auto_error=False, description="A token made on the page People.")


@cache
def limiter() -> MovingWindowRateLimiter:
    """Counts of the last minute, in this process's memory."""
    return MovingWindowRateLimiter(MemoryStorage())


def running() -> Cockpit:
    """The cockpit that serves this request."""
    return wiring.cockpit()


def caller(
    request: Request,
    cockpit: Annotated[Cockpit, Depends(running)],
    _documented: Annotated[object, Depends(bearer)],
) -> Actor:
    """The actor the request's token stands for; cookies and other schemes are not looked at."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise NotSignedIn(
            "This needs a bearer token.", "An administrator makes one on the page People."
        )
    address = request.client.host if request.client else "unknown"
    if not limiter().test(FAILURES, "wrong", address):
        raise _too_many(FAILURES, "wrong", address)
    try:
        actor = actor_of_token(cockpit.store, secret.strip())
    except NotSignedIn:
        limiter().hit(FAILURES, "wrong", address)
        raise
    request.state.actor = actor
    request.state.caller = hashlib.sha256(secret.strip().encode()).hexdigest()
    allowed = RateLimitItemPerMinute(cockpit.settings.api_requests_per_minute)
    if not limiter().hit(allowed, "calls", request.state.caller):
        raise _too_many(allowed, "calls", request.state.caller)
    return actor


def _too_many(item: RateLimitItem, *names: str) -> TooManyRequests:
    reset = limiter().get_window_stats(item, *names).reset_time
    wait = max(1, math.ceil(reset - time.time()))
    return TooManyRequests(
        f"More than {item.amount} requests a minute.", f"Try again in {wait} seconds.", wait
    )


CockpitHere = Annotated[Cockpit, Depends(running)]
Caller = Annotated[Actor, Depends(caller)]
