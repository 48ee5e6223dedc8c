"""A small OpenID Connect provider: discovery, authorization code with PKCE, signed tokens, sign-out.

It checks what a provider checks (client, secret, redirect address, code used once, PKCE), so that
sign-in is tried against the protocol and not against a fake of our own client.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT_ID = "rapport"
CLIENT_SECRET = "a secret between provider and cockpit"


@dataclass
class Provider:
    """``person`` are the claims of whoever clicks "Continue" on the provider's page."""

    redirect_uri: str
    port: int
    person: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1"}))
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._discovery),
                Route("/authorize", self._authorize),
                Route("/continue", self._continue),
                Route("/token", self._token, methods=["POST"]),
                Route("/jwks", self._jwks),
                Route("/end_session", self._end_session),
            ]
        )

    async def _discovery(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "end_session_endpoint": f"{self.issuer}/end_session",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def _authorize(self, request: Request) -> Response:
        asked = request.query_params
        right = (
            asked["client_id"] == CLIENT_ID
            and asked["redirect_uri"] == self.redirect_uri
            and asked["response_type"] == "code"
            and asked["code_challenge_method"] == "S256"
        )
        if not right:
            return Response("wrong request", status_code=400)
        link = f"/continue?{urlencode(dict(asked))}"
        return HTMLResponse(
            f'<!doctype html><a id="continue" href="{link}">Continue</a>'.replace("&", "&amp;")
        )

    async def _continue(self, request: Request) -> Response:
        asked = dict(request.query_params)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked | {"claims": dict(self.person)}
        answer = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{self.redirect_uri}?{answer}")

    async def _token(self, request: Request) -> Response:
        form = await request.form()
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        known = self.codes.pop(str(form["code"]), None)
        if known is None or request.headers.get("authorization") != f"Basic {basic}":
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        verifier = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if challenge != known["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        return JSONResponse(
            {
                "access_token": secrets.token_urlsafe(16),
                "token_type": "Bearer",
                "expires_in": 3600,
                "id_token": self._id_token(known),
            }
        )

    def _id_token(self, known: dict[str, Any]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 3600,
            "nonce": known["nonce"],
            **known["claims"],
        }
        return jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.key)

    async def _jwks(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False) | {"kid": "k1"}]})

    async def _end_session(self, request: Request) -> Response:
        return RedirectResponse(request.query_params["post_logout_redirect_uri"])


class Running:
    """The provider on a port of its own, in a thread."""

    def __init__(self, redirect_uri: str) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.provider = Provider(redirect_uri, self._socket.getsockname()[1])
        config = uvicorn.Config(self.provider.app(), log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    def __enter__(self) -> Provider:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        return self.provider

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
