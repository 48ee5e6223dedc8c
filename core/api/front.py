"""What the launcher serves beside the pages."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from core.api.headers import SecurityHeaders
from core.auth.door import Door


async def health(_request: Request) -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "ok"})


def routes() -> Sequence[BaseRoute]:
    """All routes."""
    return [Route("/api/health", health)]


def middleware(_door: Door) -> Sequence[Middleware]:
    """Outermost first."""
    return [Middleware(SecurityHeaders)]
