"""Where Google returns a person to who let Rapport make drafts in their mailbox.

A page of the browser and no part of the API: who comes is read from the sign-in cookie, and only the
person who set out can arrive. The address with Google's code in it is left at once.
"""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from core import wiring
from core.actor import LOCAL, Actor
from core.api.problems import defect
from core.auth import identity
from core.auth.door import Door
from core.errors import RapportError
from core.wiring import Cockpit

PATH = "/gmail/connected"
BACK = "../outbox"
"""The page to go on with, relative so that it holds below any base path."""


def route(door: Door) -> Route:
    """The route, for people who come in by ``door``."""

    def connected(request: Request) -> Response:
        if request.method != "GET":
            return PlainTextResponse("", 405, {"Allow": "GET"})
        try:
            _finish(door, request)
        except RapportError as error:
            return _say(error)
        except Exception as error:  # a trace would show the code
            return defect(PATH, error)
        return RedirectResponse(f"{BACK}?gmail=connected", 303)

    return Route(PATH, connected, methods=["GET"])


def _finish(door: Door, request: Request) -> None:
    from core.channels.gmail import finish_connect  # noqa: PLC0415 - not for the first page

    cockpit = wiring.cockpit()
    answer = request.query_params
    finish_connect(
        cockpit.gmail,
        _actor(door, cockpit, request),
        state=answer.get("state", ""),
        code=answer.get("code", ""),
        error=answer.get("error", ""),
    )


def _actor(door: Door, cockpit: Cockpit, request: Request) -> Actor:
    if not door.sign_in_required:
        return LOCAL
    claims = door.claims_of(request.cookies)
    return identity.actor_of(cockpit.store, cockpit.settings, claims or {})


def _say(error: RapportError) -> Response:
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Rapport</title>'
        f"<h1>The mailbox was not connected</h1><p>{escape(error.message)}</p>"
        f'<p>{escape(error.remedy)}</p><p><a href="{BACK}">Back to Rapport</a></p></html>'
    )
    return HTMLResponse(page, error.status)
