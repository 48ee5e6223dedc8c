"""Which clients, host names and origins are answered.

In single-user mode nothing but this machine is, whatever address the server was bound to.

Against DNS rebinding (a foreign name that resolves to 127.0.0.1) the ``Host`` header must be one
the server goes by. Against forged requests a foreign ``Origin`` is refused wherever something is
changed or read by program.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from core.api.problems import problem_response
from core.auth.door import Door, is_loopback

_GUARDED = ("/api/", "/_stcore/upload_file/")


class Hosts:
    """Refuses other machines without sign-in (403), unknown hosts (421), foreign origins (403)."""

    def __init__(self, app: ASGIApp, door: Door, public_hosts: frozenset[str]) -> None:
        self.app = app
        self.door = door
        self.public = frozenset(name.lower() for name in public_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = None
        client = (scope.get("client") or ("",))[0]
        if not (self.door.sign_in_required or is_loopback(client)):
            refusal = problem_response(
                403, "single-user-mode", "Without sign-in only this machine is served."
            )
        elif not self._is_ours(headers.get("host", "")):
            refusal = problem_response(
                421,
                "unknown-host",
                "This server does not go by that name.",
                remedy="Name it in RAPPORT_PUBLIC_HOSTS, or use http://localhost.",
            )
        elif self._is_foreign(scope, headers):
            refusal = problem_response(
                403, "foreign-origin", "Requests from other sites are not answered."
            )
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008)(scope, receive, send)
        else:
            await refusal(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        name = _name_in(f"//{host}")
        if is_loopback(name) or name in self.public:
            return True
        return self.door.sign_in_required and not self.public and bool(name)

    def _is_foreign(self, scope: Scope, headers: Headers) -> bool:
        """Whether a guarded request says that it comes from a page of another site."""
        if scope["type"] == "http" and not scope["path"].startswith(_GUARDED):
            return False
        origin = headers.get("origin")
        if origin is None:
            return False
        own = {f"{scheme}://{headers.get('host')}" for scheme in ("http", "https")}
        return origin not in own and _name_in(origin) not in self.public


def _name_in(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
