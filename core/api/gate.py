"""What Streamlit answers to anybody, and should not.

Streamlit takes uploads before sign-in, serves downloads without looking at cookies, shows its
metrics, and signs out on any GET. Here each of these asks for a session in force first.
"""

from __future__ import annotations

from contextlib import suppress

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core import wiring
from core.api.problems import TooLarge, of_error, problem_response
from core.api.quota import Quota
from core.auth import identity
from core.auth.claims import session_hash
from core.auth.door import Claims, Door
from core.errors import Forbidden, RapportError, ReadOnly

UPLOADS = "/_stcore/upload_file/"
MEDIA = "/media/"
SIGN_OUT = "/auth/logout"
HIDDEN = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")


class Gate:
    """Guards Streamlit's own HTTP routes; pages guard themselves, the API has its own callers."""

    def __init__(self, app: ASGIApp, door: Door, quota: Quota) -> None:
        self.app = app
        self.door = door
        self.quota = quota

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] == "OPTIONS":
            await self.app(scope, receive, send)
        elif any(hidden in path for hidden in HIDDEN):
            await problem_response(404, "not-found", "Not Found")(scope, receive, send)
        elif UPLOADS in path:
            await self._upload(scope, receive, send)
        elif MEDIA in path:
            await self._or_refusal(await self._media(scope), scope, receive, send)
        elif path.endswith(SIGN_OUT):
            await self._or_refusal(await self._sign_out(scope), scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _or_refusal(
        self, refusal: Response | None, scope: Scope, receive: Receive, send: Send
    ) -> None:
        await (refusal or self.app)(scope, receive, send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        claims = self._claims(scope)
        refusal = await self._unless_signed_in(claims)
        if refusal is None:
            key = session_hash(claims) if claims else "local"
            await self._metered(key, scope, receive, send)
        else:
            await refusal(scope, receive, send)

    async def _metered(self, key: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on while its body fits the quota; cut it off and answer 413 when not."""
        exceeded = started = False

        async def counted() -> Message:
            nonlocal exceeded
            message = await receive()
            if not self.quota.take(key, len(message.get("body", b""))):
                exceeded = True
                return {"type": "http.disconnect"}
            return message

        async def unless_exceeded(message: Message) -> None:
            nonlocal started
            if not exceeded:
                started = True
                await send(message)

        try:
            await self.app(scope, counted, unless_exceeded)
        except ClientDisconnect:
            if not exceeded:
                raise
        if exceeded and not started:
            error = TooLarge(
                f"More than {self.quota.limit_bytes // 1_000_000} MB within an hour.",
                "Try again later.",
            )
            await of_error(error)(scope, receive, send)

    async def _media(self, scope: Scope) -> Response | None:
        site = Headers(scope=scope).get("sec-fetch-site", "none")
        if site not in ("same-origin", "none"):
            return problem_response(403, "foreign-origin", "Other sites cannot embed this.")
        return await self._unless_signed_in(self._claims(scope))

    async def _sign_out(self, scope: Scope) -> Response | None:
        if not _is_own_navigation(Headers(scope=scope)):
            return problem_response(403, "foreign-origin", "Sign out with the button on the page.")
        if claims := self._claims(scope):
            # The cookie is forgotten even while nothing can be written; the session then ends by
            # its own clock.
            with suppress(ReadOnly):
                store = wiring.cockpit().store
                await anyio.to_thread.run_sync(identity.sign_out, store, claims)
        return None

    def _claims(self, scope: Scope) -> Claims | None:
        cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
        return self.door.claims_of(cookies)

    async def _unless_signed_in(self, claims: Claims | None) -> Response | None:
        """``None`` for someone with a session in force and a role; otherwise the refusal."""
        if not self.door.sign_in_required:
            return None
        try:
            await anyio.to_thread.run_sync(_require_a_role, claims or {})
        except RapportError as error:
            return of_error(error)
        return None


def _require_a_role(claims: Claims) -> None:
    cockpit = wiring.cockpit()
    if not identity.actor_of(cockpit.store, cockpit.settings, claims).roles:
        raise Forbidden("You have no role here.", "Ask an administrator for one.")


def _is_own_navigation(headers: Headers) -> bool:
    """Whether a person went here from one of our pages, or typed it; no image, frame or script."""
    mode = headers.get("sec-fetch-mode")
    if mode is not None:
        return (
            mode == "navigate"
            and headers.get("sec-fetch-dest") == "document"
            and headers.get("sec-fetch-site") in ("same-origin", "none")
        )
    # Browsers leave these headers out on plain http; our Referrer-Policy sends the page's address.
    host = headers.get("host", "")
    return headers.get("referer", "").startswith((f"http://{host}/", f"https://{host}/"))
