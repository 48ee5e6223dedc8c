"""Duplicates over the API."""

from __future__ import annotations

from starlette.testclient import TestClient

from core.actor import Role
from tests.api.conftest import Bearer

ANN, BOB = "ann@us.example", "bob@us.example"
SAME = {"entity": "account", "verdict": "same", "pairs": [{"left": "A1", "right": "A2"}]}
ASKED = {"entity": "account", "left": "A1", "right": "A2"}


def test_two_accounts_are_seen_side_by_side_merged_and_parted(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.CSM, ANN)
    seen = client.get("/api/identity/pair", params=ASKED, headers=headers).json()
    assert (seen["left"]["name"], seen["obstacle"]) == ("Acme", "") or seen["left"][
        "name"
    ] == "Bolt"
    assert "_key" not in client.get("/api/identity/pair", params=ASKED, headers=headers).text
    done = client.post("/api/identity/decisions", json=SAME, headers=headers)
    assert (done.status_code, done.json()) == (201, {"decision_ids": [1], "withdrawn": []})
    (cluster,) = client.get("/api/identity/clusters", headers=headers).json()["items"]
    assert {one["id"] for one in cluster["members"]} == {"A1", "A2"}
    golden = client.get("/api/identity/record?record=A2", headers=headers).json()["golden"]
    assert {one["field"]: one["value"] for one in golden}["name"] == "Acme"
    gone = client.post("/api/identity/decisions/1/withdraw", json={"reason": "no"}, headers=headers)
    assert gone.status_code == 204
    (decision,) = client.get("/api/identity/decisions", headers=headers).json()["items"]
    assert (decision["verdict"], decision["withdrawn_reason"]) == ("same", "no")


def test_security_01_another_book_s_records_are_not_found(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.CSM, BOB)
    assert client.get("/api/identity/pair", params=ASKED, headers=headers).status_code == 404
    assert client.post("/api/identity/decisions", json=SAME, headers=headers).status_code == 404
    wrong = {**SAME, "sure": True}
    assert client.post("/api/identity/decisions", json=wrong, headers=headers).status_code == 422
