"""A route that takes JSON: declared as such, and of a sensible size."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from core.api.problems import WrongMediaType

LARGEST_BODY_BYTES = 10_000


class JsonRoute(APIRoute):
    """Looks at the declaration before the body is read: a form on another site cannot make it."""

    largest_body_bytes = LARGEST_BODY_BYTES

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def checked(request: Request) -> Response:
            declared = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if declared != "application/json":
                raise WrongMediaType(
                    f"The body is declared as {declared or 'nothing'}.",
                    "Send JSON with Content-Type: application/json.",
                )
            return await handle(Request(request.scope, _limited(request, self.largest_body_bytes)))

        return checked


def _limited(request: Request, most: int) -> Receive:
    size = 0

    async def receive() -> Message:
        nonlocal size
        message = await request.receive()
        size += len(message.get("body", b""))
        if size > most:
            # FastAPI passes on this kind of error only; any other it would call a parsing error.
            raise HTTPException(413, f"The body has more than {most} bytes.")
        return message

    return receive
