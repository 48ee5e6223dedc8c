"""Gmail and Google's consent page on this machine, over HTTP, by the real description of the API.

Routes, parameters and scopes are those of the discovery document that ships in Google's package.
The server checks what Google checks: client, redirect address, PKCE, codes used once, tokens that end,
scopes, and that a mailbox is the token's own. It can send, so that a test can see that nothing does.

    with GmailServer("ann@us.example") as server:
        settings = Settings(**server.settings())     # in this process
        environment = server.environment()           # of another, e.g. the server under a browser

A server under a browser is returned to at its own address: set ``server.redirect_uri`` to
``http://localhost:<port>/gmail/connected`` before asking for the environment.

``python -m tests.servers.gmail [address] [port]`` runs it by hand.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import secrets
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit
from urllib.request import urlopen

from googleapiclient.discovery_cache import get_static_doc

from tests.servers.gmail_faults import Answer, Faults, Hangup
from tests.servers.gmail_mailbox import GmailMailbox, shown
from tests.servers.local_http import QuietServer

CLIENT_ID = "rapport-test.apps.example"
CLIENT_SECRET = "a secret between client and server"
COMPOSE = "https://www.googleapis.com/auth/gmail.compose"
REDIRECT = "http://localhost:8501/gmail/connected"
DISCOVERY: dict[str, Any] = json.loads(get_static_doc("gmail", "v1"))

# The OAuth library takes plain http only when told that it may.
os.environ.setdefault("OAUTHLIB_INSECURE_TRANSPORT", "1")


@dataclass
class Grant:
    """An access that a person gave; ``tokens`` are its access tokens with their ends."""

    address: str
    scope: str
    refresh_token: str = field(default_factory=lambda: f"1//{secrets.token_urlsafe(32)}")
    tokens: dict[str, float] = field(default_factory=dict)
    is_revoked: bool = False


@dataclass(frozen=True)
class Function:
    """One method of the API: its id, and what its address looks like."""

    name: str
    method: str
    pattern: re.Pattern[str]
    parameters: frozenset[str]
    scopes: frozenset[str]


def _functions() -> list[Function]:
    users = DISCOVERY["resources"]["users"]
    methods = [*users["resources"]["drafts"]["methods"].values()]
    methods += [users["resources"]["messages"]["methods"]["send"], users["methods"]["getProfile"]]
    return [
        Function(
            found["id"].removeprefix("gmail.users."),
            found["httpMethod"],
            re.compile("/" + re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", found["flatPath"])),
            frozenset(found.get("parameters", {})) | frozenset(DISCOVERY["parameters"]),
            frozenset(found["scopes"]),
        )
        for found in methods
    ]


FUNCTIONS = _functions()


class GmailServer:
    """``account`` is whoever agrees on the consent page; ``scope`` what they agree to."""

    def __init__(self, account: str = "ann@us.example", port: int = 0) -> None:
        self.account = account
        self.scope = COMPOSE
        self.redirect_uri = REDIRECT
        self.token_seconds = 3600.0
        self.mailboxes: dict[str, GmailMailbox] = {account: GmailMailbox(account)}
        self.grants: list[Grant] = []
        self.faults = Faults()
        self.log: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}
        self._http = QuietServer(("127.0.0.1", port), _handler(self))
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    def __enter__(self) -> GmailServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def mailbox(self) -> GmailMailbox:
        """The mailbox of whoever agrees."""
        return self.mailboxes.setdefault(self.account, GmailMailbox(self.account))

    def settings(self) -> dict[str, str]:
        """Fields of :class:`core.settings.Settings` that make Rapport use this server."""
        return {
            "gmail_client_id": CLIENT_ID,
            "gmail_client_secret": CLIENT_SECRET,
            "gmail_redirect_url": self.redirect_uri,
            "gmail_endpoint": self.url,
        }

    def environment(self) -> dict[str, str]:
        """The same as environment variables of a server process."""
        named = {f"RAPPORT_{name.upper()}": value for name, value in self.settings().items()}
        return named | {"OAUTHLIB_INSECURE_TRANSPORT": "1"}

    def agree(self, url: str) -> dict[str, str]:
        """Do what the person's browser does from the consent page on: ``state`` and ``code``."""
        with urlopen(url) as page:  # noqa: S310 - this server
            link = re.search(r'id="continue" href="([^"]+)"', page.read().decode())
        assert link is not None
        asked = dict(parse_qsl(urlsplit(link[1].replace("&amp;", "&")).query))
        back = self.returned(asked)
        return dict(parse_qsl(urlsplit(back).query))

    def returned(self, asked: dict[str, str]) -> str:
        """Where the consent page returns to when the person agrees."""
        code = f"4/{secrets.token_urlsafe(24)}"
        self._codes[code] = asked | {"account": self.account, "granted": self.scope}
        answer = {"state": asked["state"], "code": code, "scope": self.scope}
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def revoke_all(self) -> None:
        """The person withdraws every access in their Google account."""
        for grant in self.grants:
            grant.is_revoked = True

    def expire_tokens(self) -> None:
        """Every access token ends now; refresh tokens stay."""
        for grant in self.grants:
            grant.tokens = dict.fromkeys(grant.tokens, 0.0)

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer:
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        self.log.append(f"{method} {parts.path}")
        form = dict(parse_qsl(body.decode("latin-1"))) if method == "POST" else {}
        routes: dict[tuple[str, str], Callable[[], Answer]] = {
            ("GET", "/o/oauth2/v2/auth"): lambda: self._consent(query),
            ("GET", "/continue"): lambda: _redirect(self.returned(query)),
            ("GET", "/cancel"): lambda: _redirect(_denied(query)),
            ("POST", "/token"): lambda: self._met("token", lambda: self._token(form, headers)),
            ("POST", "/revoke"): lambda: self._met("revoke", lambda: self._revoke(form)),
            ("GET", "/discovery/v1/apis/gmail/v1/rest"): lambda: Answer.of(
                DISCOVERY | {"rootUrl": f"{self.url}/"}
            ),
        }
        if route := routes.get((method, parts.path)):
            return route()
        return self._api(method, parts.path, query, headers, body)

    def answered(self, method: str, target: str) -> None:
        """Called once the answer is on its way."""
        path = urlsplit(target).path
        for function in FUNCTIONS:
            if function.method == method and function.pattern.fullmatch(path):
                self.faults.meet(function.name, "answered")

    def _met(self, name: str, act: Any) -> Answer:
        before = self.faults.meet(name, "before")
        if before is not None:
            return before
        done: Answer = act()
        return self.faults.meet(name, "after") or done

    def _consent(self, asked: dict[str, str]) -> Answer:
        right = (
            asked.get("client_id") == CLIENT_ID
            and asked.get("redirect_uri") == self.redirect_uri
            and asked.get("response_type") == "code"
            and asked.get("scope") == COMPOSE
            and asked.get("code_challenge_method") == "S256"
            and asked.get("access_type") == "offline"
            and len(asked.get("state", "")) >= 20
        )
        if not right:
            return Answer(400, b"Error 400: invalid_request")
        query = urlencode(asked).replace("&", "&amp;")
        page = (
            f"<!doctype html><title>Sign in - Google Accounts</title><h1>{self.account}</h1>"
            f'<a id="continue" href="/continue?{query}">Continue</a> '
            f'<a id="cancel" href="/cancel?{query}">Cancel</a>'
        )
        return Answer(200, page.encode(), {"Content-Type": "text/html; charset=UTF-8"})

    def _token(self, form: dict[str, str], headers: dict[str, str]) -> Answer:
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        named = (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
        if not named and headers.get("authorization") != f"Basic {basic}":
            return Answer.of({"error": "invalid_client"}, 401)
        if form.get("grant_type") == "refresh_token":
            grant = next(
                (g for g in self.grants if g.refresh_token == form.get("refresh_token")), None
            )
            if grant is None or grant.is_revoked:
                gone = "Token has been expired or revoked."
                return Answer.of({"error": "invalid_grant", "error_description": gone}, 400)
            return Answer.of(self._fresh(grant))
        asked = self._codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form.get("redirect_uri")
        ):
            return Answer.of({"error": "invalid_grant", "error_description": "Bad Request"}, 400)
        grant = Grant(asked["account"], asked["granted"])
        self.grants.append(grant)
        return Answer.of(self._fresh(grant) | {"refresh_token": grant.refresh_token})

    def _fresh(self, grant: Grant) -> dict[str, Any]:
        token = f"ya29.{secrets.token_urlsafe(32)}"
        grant.tokens[token] = time.time() + self.token_seconds
        return {
            "access_token": token,
            "expires_in": int(self.token_seconds),
            "scope": grant.scope,
            "token_type": "Bearer",
        }

    def _revoke(self, form: dict[str, str]) -> Answer:
        for grant in self.grants:
            if form.get("token") in (grant.refresh_token, *grant.tokens) and not grant.is_revoked:
                grant.is_revoked = True
                return Answer.of({})
        return Answer.of({"error": "invalid_token"}, 400)

    def _api(
        self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> Answer:
        for function in FUNCTIONS:
            found = function.pattern.fullmatch(path)
            if function.method == method and found is not None:
                break
        else:
            return Answer(404, b"<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>")
        if unknown := set(query) - function.parameters:
            return Answer.google(400, "badRequest", f"Unknown name {sorted(unknown)}")
        token = headers.get("authorization", "").removeprefix("Bearer ")
        grant = next((g for g in self.grants if token in g.tokens), None)
        if grant is None or grant.is_revoked or grant.tokens[token] < time.time():
            return Answer.google(401, "authError", "Invalid Credentials", "UNAUTHENTICATED")
        if not function.scopes & set(grant.scope.split()):
            return Answer.google(403, "insufficientPermissions", "Insufficient Permission")
        user = unquote(found["userId"])
        if user not in ("me", grant.address):
            return Answer.google(403, "forbidden", f"Delegation denied for {user}")
        names = {key: unquote(value) for key, value in found.groupdict().items()}
        box = self.mailboxes.setdefault(grant.address, GmailMailbox(grant.address))
        return self._met(function.name, lambda: _serve(box, function.name, names, query, body))


def _serve(
    box: GmailMailbox, name: str, names: dict[str, str], query: dict[str, str], body: bytes
) -> Answer:
    draft_id = names.get("id", "")
    if draft_id and draft_id not in box.drafts:
        return Answer.google(404, "notFound", "Requested entity was not found.", "NOT_FOUND")
    acts: dict[str, Callable[[], Answer]] = {
        "drafts.list": lambda: _page(box, query),
        "drafts.get": lambda: Answer.of(shown(box.drafts[draft_id], query.get("format", "full"))),
        "drafts.create": lambda: Answer.of(shown(box.create(_raw(body)), "minimal")),
        "drafts.update": lambda: Answer.of(shown(box.update(draft_id, _raw(body)), "minimal")),
        "drafts.delete": lambda: Answer.of({"deleted": box.discard(draft_id)}),
        "drafts.send": lambda: Answer.of({"sent": box.press_send(json.loads(body)["id"])}),
        "messages.send": lambda: Answer.of({"sent": box.sent.append(_raw_message(body))}),
        "getProfile": lambda: Answer.of({"emailAddress": box.address}),
    }
    return acts[name]()


def _page(box: GmailMailbox, query: dict[str, str]) -> Answer:
    size = min(int(query.get("maxResults", "100")), 500)
    start = int(query.get("pageToken", "0"))
    found = box.find(query.get("q", ""))
    listed = [shown(draft, "minimal") for draft in found[start : start + size]]
    for item in listed:
        del item["message"]["labelIds"]
    answer: dict[str, Any] = {"resultSizeEstimate": len(found)}
    if listed:
        answer["drafts"] = listed
    if start + size < len(found):
        answer["nextPageToken"] = str(start + size)
    return Answer.of(answer)


def _raw(body: bytes) -> bytes:
    return base64.urlsafe_b64decode(json.loads(body)["message"]["raw"])


def _raw_message(body: bytes) -> bytes:
    return base64.urlsafe_b64decode(json.loads(body)["raw"])


def _redirect(to: str) -> Answer:
    return Answer(302, b"", {"Location": to})


def _denied(asked: dict[str, str]) -> str:
    answer = urlencode({"error": "access_denied", "state": asked["state"]})
    return f"{asked['redirect_uri']}?{answer}"


def _handler(server: GmailServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {key.lower(): value for key, value in self.headers.items()}
            try:
                answer = server.answer(self.command, self.path, headers, body)
            except Hangup:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for key, value in answer.headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)
            server.answered(self.command, self.path)

        do_GET = do_POST = do_PUT = do_DELETE = _do  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    return Handler


if __name__ == "__main__":
    given = [*sys.argv[1:], "ann@us.example", "0"][:2]
    with GmailServer(given[0], int(given[1]) if len(sys.argv) > 2 else 0) as running:
        for name, value in running.environment().items():
            print(f"export {name}='{value}'")
        sys.stdout.flush()
        threading.Event().wait()
