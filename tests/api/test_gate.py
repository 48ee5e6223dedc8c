"""What Streamlit answers to anybody is asked of a session first."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from core.actor import COMMAND_LINE, Role
from core.api.headers import SECURITY_HEADERS
from core.api.quota import HOUR_SECONDS, Quota
from core.auth import users
from core.auth.door import Door
from core.errors import ReadOnly
from core.wiring import Cockpit
from tests.api.conftest import serve
from tests.unit.auth.conftest import claims

UPLOAD = "/_stcore/upload_file/session/file"
MB = 1_000_000


def cookie(nonce: str = "n1") -> dict[str, str]:
    return {"Cookie": f"_streamlit_user={nonce}"}


@pytest.fixture
def door(cockpit: Cockpit) -> Door:
    """Sign-in is required; the cookie's text is the nonce of Ann's sign-in."""

    def claims_of(cookies: Mapping[str, str]) -> dict[str, Any] | None:
        nonce = cookies.get("_streamlit_user")
        now = cockpit.clock.now()
        return claims(now, email="ann@us.example", nonce=nonce) if nonce else None

    return Door(sign_in_required=True, claims_of=claims_of)


@pytest.fixture
def guarded(door: Door, cockpit: Cockpit) -> TestClient:
    return serve(door, cockpit.settings)


def test_security_06_an_anonymous_upload_is_refused_before_it_is_read(guarded: TestClient) -> None:
    for method in ("PUT", "DELETE", "POST"):
        answer = guarded.request(method, UPLOAD, content=b"x" * 100)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
    assert guarded.put(UPLOAD, content=b"x" * 100, headers=cookie()).text == "100"


def test_security_06_an_upload_after_sign_out_or_without_a_role_is_refused(
    guarded: TestClient, cockpit: Cockpit
) -> None:
    assert guarded.put(UPLOAD, content=b"x", headers=cookie()).status_code == 200
    users.set_roles(cockpit.store, COMMAND_LINE, "ann@us.example", [])
    assert guarded.put(UPLOAD, content=b"x", headers=cookie()).status_code == 403
    users.set_roles(cockpit.store, COMMAND_LINE, "ann@us.example", [Role.CSM])
    users.disable_user(cockpit.store, COMMAND_LINE, "ann@us.example")
    assert guarded.put(UPLOAD, content=b"x", headers=cookie()).status_code == 401


def test_security_06_a_session_s_uploads_have_a_quota(guarded: TestClient) -> None:
    assert guarded.put(UPLOAD, content=b"x" * MB, headers=cookie()).text == str(MB)
    over = guarded.put(UPLOAD, content=b"x" * (MB + 1), headers=cookie())
    assert over.status_code == 413
    assert guarded.put(UPLOAD, content=b"x" * 10, headers=cookie("n2")).text == "10"


def test_security_06_single_user_mode_has_the_quota_too(client: TestClient) -> None:
    assert client.put(UPLOAD, content=b"x" * MB).status_code == 200
    assert client.put(UPLOAD, content=b"x" * MB + b"x").status_code == 413


def test_security_06_the_quota_is_of_the_last_hour() -> None:
    now = 0.0
    quota = Quota(100, now=lambda: now)
    assert quota.take("a", 60) and not quota.take("a", 41) and quota.take("a", 40)
    assert quota.left("a") == 0 and quota.left("b") == 100
    now = HOUR_SECONDS + 1
    assert quota.left("a") == 100 and quota.take("a", 100)


def test_security_06_another_site_cannot_upload(client: TestClient) -> None:
    answer = client.put(UPLOAD, content=b"x", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_security_10_a_download_needs_a_session_in_force(
    guarded: TestClient, cockpit: Cockpit
) -> None:
    assert guarded.get("/media/abc.csv").status_code == 401
    assert guarded.get("/media/abc.csv", headers=cookie()).status_code == 200
    users.disable_user(cockpit.store, COMMAND_LINE, "ann@us.example")
    assert guarded.get("/media/abc.csv", headers=cookie()).status_code == 401


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_security_10_another_site_cannot_embed_a_download(client: TestClient, site: str) -> None:
    answer = client.get("/media/abc.csv", headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    own = client.get("/media/abc.csv", headers={"Sec-Fetch-Site": "same-origin"})
    assert own.status_code == 200


NAVIGATION = {
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Site": "same-origin",
}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        NAVIGATION | {"Sec-Fetch-Site": "cross-site"},
        NAVIGATION | {"Sec-Fetch-Dest": "iframe"},
        NAVIGATION | {"Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors"},
        {"Referer": "https://evil.example/localhost:8501/"},
    ],
)
def test_security_05_sign_out_is_a_navigation_from_our_own_page_only(
    guarded: TestClient, headers: dict[str, str]
) -> None:
    assert guarded.get("/media/a", headers=cookie()).status_code == 200
    assert guarded.get("/auth/logout", headers=cookie() | headers).status_code == 403
    assert guarded.get("/media/a", headers=cookie()).status_code == 200


@pytest.mark.parametrize("headers", [NAVIGATION, {"Referer": "http://localhost:8501/portfolio"}])
def test_security_05_sign_out_ends_the_session_on_the_server(
    guarded: TestClient, headers: dict[str, str]
) -> None:
    assert guarded.get("/media/a", headers=cookie()).status_code == 200
    assert guarded.get("/auth/logout", headers=cookie() | headers).status_code == 200
    assert guarded.get("/media/a", headers=cookie()).status_code == 401


def test_security_05_sign_out_goes_on_while_nothing_can_be_written(
    guarded: TestClient, cockpit: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert guarded.get("/media/a", headers=cookie()).status_code == 200

    def full(*_: object) -> None:
        raise ReadOnly("The disk is full.")

    monkeypatch.setattr(cockpit.store, "transaction", full)
    assert guarded.get("/auth/logout", headers=cookie() | NAVIGATION).status_code == 200
    assert guarded.get("/auth/logout", headers=NAVIGATION).status_code == 200


def test_security_04_a_socket_of_another_site_is_closed(client: TestClient) -> None:
    for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        with (
            pytest.raises(WebSocketDisconnect) as closed,
            client.websocket_connect("/_stcore/stream", headers=headers),
        ):
            pass
        assert closed.value.code == 1008


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/script-health-check"]
)
def test_what_nobody_needs_is_not_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/", {}),
        ("GET", "/api/health", {}),
        ("GET", "/api/customers", {}),
        ("GET", "/api/nope", {}),
        ("GET", "/broken", {}),
        ("GET", "/_stcore/metrics", {}),
        ("GET", "/api/health", {"Host": "evil.example"}),
        ("POST", "/api/heartbeats", {"Origin": "https://evil.example"}),
        ("GET", "/media/x", {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_security_12_every_answer_has_the_security_headers(
    client: TestClient, method: str, path: str, headers: dict[str, str]
) -> None:
    answer = client.request(method, path, headers=headers)
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "'unsafe-eval'" not in policy


def test_security_12_the_policy_allows_the_script_in_streamlit_s_page_and_no_other() -> None:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.S)
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
        for text in inline
    ]
    assert hashes == re.findall(r"'sha256-[^']+'", SECURITY_HEADERS["Content-Security-Policy"])
