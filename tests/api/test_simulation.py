"""The smallest change to green and the simulator over the API."""

from __future__ import annotations

from starlette.testclient import TestClient

from core.actor import Role
from core.wiring import Cockpit
from tests.api.conftest import Bearer


def test_the_smallest_change_says_what_to_do_or_why_nothing(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.ANALYST)
    answers = [
        client.get(f"/api/customers/{one}/smallest-change", headers=headers)
        for one in ("A1", "A2", "salesforce:B1")
    ]
    assert {answer.status_code for answer in answers} == {200}
    for found in (answer.json() for answer in answers):
        assert bool(found["plans"]) == (found["rag"] in ("amber", "red"))
        assert found["says"]
    other = bearer(Role.CSM, "bob@us.example")
    assert client.get("/api/customers/A1/smallest-change", headers=other).status_code == 404


def test_a_simulation_saves_nothing_and_counts_the_callers_accounts(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    version = cockpit.store.value("SELECT max(version) FROM ops.policy_version")
    body = {"values": [{"name": "rag_green_min", "value": 99}], "weeks": 1}
    answer = client.post("/api/policy/simulation", json=body, headers=bearer(Role.ANALYST))
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["accounts"] == sum(found["before"].values()) == 4
    assert set(found["past"]) == {"in_force", "supposed"}
    assert len(found["past"]["supposed"]["per_week"]) == 1
    own = client.post("/api/policy/simulation", json={}, headers=bearer(Role.CSM, "bob@us.example"))
    assert own.json()["accounts"] == 2
    assert cockpit.store.value("SELECT max(version) FROM ops.policy_version") == version


def test_values_that_do_not_hold_together_are_refused_by_name(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.ANALYST)
    for body, named in (
        ({"values": [{"name": "no_such", "value": 1}]}, "no_such"),
        ({"values": [{"name": "rag_green_min", "value": 10}]}, "rag_amber_min"),
        ({"values": [{"name": "rag_green_min", "value": 80, "tier": "gold"}]}, "tier"),
        ({"weeks": 53}, "weeks"),
    ):
        answer = client.post("/api/policy/simulation", json=body, headers=headers)
        assert answer.status_code == 422
        assert named in answer.text
