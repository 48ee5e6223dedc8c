"""Heartbeats posted by integrations."""

from __future__ import annotations

from starlette.testclient import TestClient

from core.actor import Role
from core.wiring import Cockpit
from tests.api.conftest import Bearer

BEAT = {
    "account_id": "A1",
    "integration": "billing-sync",
    "seen_at": "2026-06-30T13:30:00+02:00",
    "api_calls": 42,
}


def test_a_heartbeat_is_recorded_once_however_often_it_is_posted(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    headers = bearer(Role.ANALYST)
    first = client.post("/api/heartbeats", json=BEAT, headers=headers)
    version = cockpit.store.data_version
    again = client.post("/api/heartbeats", json=BEAT, headers=headers)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == {
        "account_id": "A1",
        "integration": "billing-sync",
        "seen_at": "2026-06-30T11:30:00Z",
        "recorded": True,
    }
    assert again.json()["recorded"] is False
    assert cockpit.store.data_version == version
    row = cockpit.store.one("SELECT * FROM crm.heartbeat")
    assert row is not None
    assert (row["account_key"], row["api_calls"], row["source_system"]) == (1, 42, "api")
    assert row["seen_at"].isoformat() == "2026-06-30T11:30:00"
    assert row["heartbeat_key"] > 0


def test_a_heartbeat_without_a_time_is_of_now(client: TestClient, bearer: Bearer) -> None:
    beat = {"account_id": "salesforce:A1", "integration": "sync"}
    answer = client.post("/api/heartbeats", json=beat, headers=bearer(Role.ANALYST))
    assert answer.json()["seen_at"] == "2026-06-30T12:00:00Z"


def test_a_heartbeat_from_the_future_is_refused(client: TestClient, bearer: Bearer) -> None:
    late = BEAT | {"seen_at": "2026-06-30T12:05:01Z"}
    answer = client.post("/api/heartbeats", json=late, headers=bearer(Role.ANALYST))
    assert answer.status_code == 422 and "future" in answer.json()["detail"]


def test_a_heartbeat_needs_a_known_account_and_a_name(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.ANALYST)
    unknown = client.post("/api/heartbeats", json=BEAT | {"account_id": "Z"}, headers=headers)
    assert unknown.status_code == 404
    nameless = client.post("/api/heartbeats", json=BEAT | {"integration": " "}, headers=headers)
    assert nameless.status_code == 422


def test_a_heartbeat_reaches_the_account_s_health(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.ADMIN)
    before = client.get("/api/customers/A1", headers=headers).json()
    client.post("/api/heartbeats", json=BEAT, headers=headers)
    after = client.get("/api/customers/A1", headers=headers).json()
    assert after["health"]["coverage_pct"] > (before["health"]["coverage_pct"] or 0)


def test_a_token_of_an_integration_reports_and_reads_nothing(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.INTEGRATION)
    assert client.post("/api/heartbeats", json=BEAT, headers=headers).status_code == 201
    for path in ("/api/customers", "/api/customers/A1", "/api/portfolio/kpis"):
        assert client.get(path, headers=headers).status_code in (403, 404)
    by_name = client.post("/api/heartbeats", json=BEAT | {"account_id": "Acme"}, headers=headers)
    assert by_name.status_code == 404
    assert "Did you mean" not in by_name.text


def test_security_01_who_may_not_post_heartbeats_is_refused(
    client: TestClient, bearer: Bearer
) -> None:
    answer = client.post("/api/heartbeats", json=BEAT, headers=bearer(Role.CSM, "ann@us.example"))
    assert answer.status_code == 403
