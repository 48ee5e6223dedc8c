"""Who may call, how often, and how errors are answered."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from core.actor import COMMAND_LINE, Role
from core.api.callers import FAILURES
from core.auth import tokens, users
from core.auth.door import Door
from core.wiring import Cockpit
from tests.api.conftest import Bearer, serve

HEARTBEAT = {"account_id": "A1", "integration": "sync", "seen_at": "2026-06-30T11:00:00Z"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer rapport_guess"},
        {"Authorization": "Basic YWRtaW46YWRtaW4="},
        {"Cookie": "_streamlit_user=signed; _streamlit_session=x"},
    ],
)
def test_security_07_only_a_bearer_token_is_looked_at(
    client: TestClient, headers: dict[str, str]
) -> None:
    for answer in (
        client.get("/api/customers", headers=headers),
        client.get("/api/customers/A1", headers=headers),
        client.post("/api/heartbeats", json=HEARTBEAT, headers=headers),
        client.post("/api/imports?file_name=a.csv", content=b"a", headers=headers),
    ):
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.headers["content-type"] == "application/problem+json"


def test_security_07_a_token_ends_when_it_is_revoked(client: TestClient, cockpit: Cockpit) -> None:
    made = tokens.create_token(cockpit.store, COMMAND_LINE, "x", [Role.ANALYST])
    headers = {"Authorization": f"Bearer {made.secret}"}
    assert client.get("/api/customers", headers=headers).status_code == 200
    tokens.revoke_token(cockpit.store, COMMAND_LINE, made.token_id)
    assert client.get("/api/customers", headers=headers).status_code == 401


def test_security_02_a_role_withdrawn_is_refused_at_the_next_call_and_audited(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    headers = bearer(Role.CSM, "ann@us.example")
    assert client.get("/api/customers/A1", headers=headers).status_code == 200
    users.set_roles(cockpit.store, COMMAND_LINE, "ann@us.example", [])
    assert client.get("/api/customers/A1", headers=headers).status_code == 403
    refused = cockpit.store.rows(
        "SELECT actor, subject FROM ops.audit_event WHERE action = 'access.refuse'"
    )
    assert refused == [{"actor": "token:csm ann@us.example", "subject": "account.read"}]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://localhost:9999", "null", "http://[bad"]
)
def test_security_07_a_foreign_origin_is_refused(
    client: TestClient, bearer: Bearer, origin: str
) -> None:
    headers = bearer(Role.ADMIN) | {"Origin": origin}
    assert client.get("/api/customers", headers=headers).status_code == 403
    assert client.post("/api/heartbeats", json=HEARTBEAT, headers=headers).status_code == 403
    assert client.get("/api/health", headers=headers).status_code == 403


def test_security_07_our_own_origin_is_answered(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.ADMIN) | {"Origin": "http://localhost:8501"}
    assert client.get("/api/customers", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "declared", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_security_07_what_is_not_json_is_refused(
    client: TestClient, bearer: Bearer, declared: str
) -> None:
    headers = bearer(Role.ANALYST) | {"Content-Type": declared}
    answer = client.post("/api/heartbeats", content=b'{"account_id": "A1"}', headers=headers)
    assert answer.status_code == 415
    assert answer.json()["type"] == "urn:rapport:problem:wrong-media-type"


def test_security_07_over_the_limit_says_when_to_try_again(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    one, other = bearer(Role.ANALYST), bearer(Role.ADMIN)
    allowed = cockpit.settings.api_requests_per_minute
    answers = [client.get("/api/nope", headers=one).status_code for _ in range(3)]
    assert answers == [404, 404, 404]
    codes = [
        client.post("/api/heartbeats", json={}, headers=one).status_code for _ in range(allowed)
    ]
    assert set(codes) == {422}
    over = client.post("/api/heartbeats", json={}, headers=one)
    assert over.status_code == 429
    assert 1 <= int(over.headers["retry-after"]) <= 60
    assert over.headers["content-type"] == "application/problem+json"
    assert client.post("/api/heartbeats", json={}, headers=other).status_code == 422


def test_security_07_guessing_tokens_is_slowed_down(client: TestClient, bearer: Bearer) -> None:
    good = bearer(Role.ANALYST)
    wrong = {"Authorization": "Bearer rapport_guess"}
    codes = [
        client.get("/api/customers", headers=wrong).status_code for _ in range(FAILURES.amount)
    ]
    assert set(codes) == {401}
    assert client.get("/api/customers", headers=wrong).status_code == 429
    assert client.get("/api/customers", headers=good).status_code == 429


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (HEARTBEAT | {"colour": "red"}, "body.colour"),
        ({"account_id": "A1"}, "body.integration"),
        (HEARTBEAT | {"api_calls": -1}, "body.api_calls"),
        (HEARTBEAT | {"seen_at": "2026-06-30T11:00:00"}, "body.seen_at"),
        (HEARTBEAT | {"account_id": ""}, "body.account_id"),
        ([HEARTBEAT], "body"),
    ],
)
def test_security_07_a_field_that_is_wrong_or_unknown_is_named(
    client: TestClient, bearer: Bearer, body: object, field: str
) -> None:
    answer = client.post("/api/heartbeats", json=body, headers=bearer(Role.ANALYST))
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["type"] == "urn:rapport:problem:invalid-input"
    assert [error["field"] for error in problem["errors"]] == [field]
    assert field in problem["detail"]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("colour=red", "query.colour"),
        ("limit=0", "query.limit"),
        ("limit=501", "query.limit"),
        ("sort=shoe_size", "query.sort"),
        ("as_of=yesterday", "query.as_of"),
        ("tier=galactic", "tier is 'galactic'"),
    ],
)
def test_security_07_a_parameter_that_is_wrong_or_unknown_is_named(
    client: TestClient, bearer: Bearer, query: str, named: str
) -> None:
    answer = client.get(f"/api/customers?{query}", headers=bearer(Role.ANALYST))
    assert answer.status_code == 422
    assert named in answer.json()["detail"]


def test_security_07_a_body_that_is_too_large_or_no_json_is_refused(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.ANALYST) | {"Content-Type": "application/json"}
    large = client.post("/api/heartbeats", content=b'"' + b"x" * 20_000 + b'"', headers=headers)
    assert large.status_code == 413
    broken = client.post("/api/heartbeats", content=b"{", headers=headers)
    assert broken.status_code == 422
    for answer in (large, broken):
        assert answer.headers["content-type"] == "application/problem+json"


def test_unknown_addresses_and_methods_are_problems_too(client: TestClient) -> None:
    for answer, status in (
        (client.get("/api/nope"), 404),
        (client.get("/api/customers/"), 404),
        (client.delete("/api/customers"), 405),
        (client.get("/api/heartbeats"), 405),
    ):
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status


def test_security_27_a_defect_is_answered_with_an_id_and_no_trace(
    client: TestClient,
    bearer: Bearer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def defect(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a customer's secret")

    monkeypatch.setattr("core.api.customers.account_list", defect)
    for answer in (
        client.get("/api/customers", headers=bearer(Role.ANALYST)),
        client.get("/broken"),
    ):
        assert answer.status_code == 500
        assert answer.headers["content-type"] == "application/problem+json"
        assert "secret" not in answer.text and "Traceback" not in answer.text
        number = answer.json()["error_id"]
        assert any(getattr(record, "error_id", "") == number for record in caplog.records)
    assert "secret" not in "".join(r.getMessage() for r in caplog.records if r.levelname == "ERROR")


def test_health_needs_no_token_and_says_whether_writes_are_taken(client: TestClient) -> None:
    answer = client.get("/api/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok" and answer.json()["writable"] is True


def test_security_04_single_user_mode_answers_this_machine_only(cockpit: Cockpit) -> None:
    client = serve(Door(), cockpit.settings)
    for host in ("localhost:8501", "127.0.0.1", "[::1]:8501"):
        assert client.get("/api/health", headers={"Host": host}).status_code == 200
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "a b", ""):
        assert client.get("/api/health", headers={"Host": host}).status_code == 421
    client._transport.client = ("192.168.1.9", 4711)  # type: ignore[attr-defined]
    assert client.get("/api/health").status_code == 403


def test_security_04_with_sign_in_the_named_hosts_are_answered(cockpit: Cockpit) -> None:
    door = Door(sign_in_required=True)
    named = cockpit.settings.model_copy(update={"public_hosts": frozenset({"Cockpit.example.com"})})
    client = serve(door, named)
    assert client.get("/api/health", headers={"Host": "cockpit.example.com"}).status_code == 200
    assert client.get("/api/health", headers={"Host": "other.example.com"}).status_code == 421
    anywhere = serve(door, cockpit.settings)
    assert anywhere.get("/api/health", headers={"Host": "any.example.com"}).status_code == 200
