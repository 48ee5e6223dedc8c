"""What the launcher serves beside the pages, and what every answer passes through."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from core.api import gmail
from core.api.deferred import Deferred
from core.api.gate import Gate
from core.api.headers import SecurityHeaders
from core.api.hosts import Hosts
from core.api.quota import Quota
from core.auth.door import Door
from core.settings import Settings

PREFIX = "/api"


def routes(door: Door | None = None) -> Sequence[BaseRoute]:
    """The JSON API, and where Google returns people to who come in by ``door``."""
    return [Mount(PREFIX, app=Deferred(_application)), gmail.route(door or Door())]


def _application() -> ASGIApp:
    from core.api.application import build  # noqa: PLC0415 - not needed to show the first page

    return build()


def middleware(door: Door, settings: Settings | None = None) -> Sequence[Middleware]:
    """Outermost first: headers go on refusals too, hosts are checked before anything is read."""
    settings = settings or Settings()
    return [
        Middleware(SecurityHeaders),
        Middleware(Hosts, door=door, public_hosts=settings.public_hosts),
        Middleware(Gate, door=door, quota=Quota(settings.upload_quota_mb * 1_000_000)),
    ]
