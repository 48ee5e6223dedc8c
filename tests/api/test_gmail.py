"""Coming back from Google's consent page, as a browser does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from core import api, wiring
from core.actor import COMMAND_LINE, LOCAL, Actor, Role
from core.auth import users
from core.auth.door import Door
from core.channels.gmail import Gmail, connect_url, mailbox
from core.clock import Clock
from core.settings import Settings
from tests.conftest import NOW
from tests.servers.gmail import GmailServer

ANN = Actor("ann@us.example", frozenset({Role.CSM}))


@pytest.fixture
def server() -> Iterator[GmailServer]:
    with GmailServer() as running:
        yield running


@pytest.fixture
def gmail(tmp_path: Path, server: GmailServer, clock: Clock) -> Iterator[Gmail]:
    """A running cockpit with Gmail set up, and Ann and Bob as its people."""
    settings = Settings(database=tmp_path / "rapport.duckdb", threads=1, **server.settings())
    built = wiring.build(settings, clock)
    for email in ("ann@us.example", "bob@us.example"):
        users.create_user(built.store, COMMAND_LINE, email, [Role.CSM])
    wiring.install(built)
    yield Gmail(built.store, settings)
    wiring.install(None)
    built.store.close()


def _claims(email: str) -> dict[str, Any]:
    issued = int(NOW.replace(tzinfo=UTC).timestamp())
    return {
        "is_logged_in": True, "iss": "https://id.example.com", "sub": email, "email": email,
        "email_verified": True, "nonce": email, "iat": issued,
    }  # fmt: skip


def _signed_in(cookies: Mapping[str, str]) -> Mapping[str, Any] | None:
    return _claims(cookies["who"]) if "who" in cookies else None


def _client(gmail: Gmail, who: str = "") -> TestClient:
    door = Door(sign_in_required=True, claims_of=_signed_in) if who else Door()
    app = Starlette(routes=api.routes(door), middleware=api.middleware(door, gmail.settings))
    client = TestClient(
        app,
        base_url="http://localhost:8501",
        client=("127.0.0.1", 50000),
        raise_server_exceptions=False,
    )
    client.follow_redirects = False
    if who not in ("", "nobody"):
        client.cookies.set("who", who)
    return client


def test_the_person_who_set_out_arrives(gmail: Gmail, server: GmailServer) -> None:
    answer = server.agree(connect_url(gmail, ANN))
    back = _client(gmail, ANN.email).get("/gmail/connected", params=answer)
    assert (back.status_code, back.headers["location"]) == (303, "../outbox?gmail=connected")
    assert mailbox(gmail, ANN).is_connected
    assert "Content-Security-Policy" in back.headers


def test_single_user_mode_needs_no_cookie(gmail: Gmail, server: GmailServer) -> None:
    answer = server.agree(connect_url(gmail, LOCAL, "ann@us.example"))
    back = _client(gmail).get("/gmail/connected", params=answer)
    assert back.status_code == 303
    assert mailbox(gmail, LOCAL).is_connected


@pytest.mark.parametrize(("who", "status"), [("bob@us.example", 422), ("nobody", 401)])
def test_nobody_else_arrives_in_their_place(
    gmail: Gmail, server: GmailServer, who: str, status: int
) -> None:
    answer = server.agree(connect_url(gmail, ANN))
    back = _client(gmail, who).get("/gmail/connected", params=answer)
    assert back.status_code == status
    assert answer["code"] not in back.text
    assert not mailbox(gmail, ANN).is_connected
    assert _client(gmail, ANN.email).get("/gmail/connected", params=answer).status_code == 303


def test_what_went_wrong_is_said_with_a_way_back(gmail: Gmail, server: GmailServer) -> None:
    answer = server.agree(connect_url(gmail, ANN))
    client = _client(gmail, ANN.email)
    back = client.get("/gmail/connected", params={"state": answer["state"], "error": "<b>no"})
    assert back.status_code == 409
    assert "did not agree" in back.text
    assert 'href="../outbox"' in back.text
    assert "<b>" not in back.text
    assert client.get("/gmail/connected").status_code == 422


def test_looking_without_visiting_uses_nothing_up(gmail: Gmail, server: GmailServer) -> None:
    answer = server.agree(connect_url(gmail, ANN))
    client = _client(gmail, ANN.email)
    assert client.head("/gmail/connected", params=answer).status_code == 405
    assert client.get("/gmail/connected", params=answer).status_code == 303


def test_a_defect_shows_a_number_and_no_trace(
    gmail: Gmail, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("4/secret code")

    monkeypatch.setattr("core.channels.gmail.finish_connect", broken)
    back = _client(gmail, ANN.email).get("/gmail/connected", params={"state": "x", "code": "y"})
    assert back.status_code == 500
    assert "secret" not in back.text
    assert back.json()["error_id"]
