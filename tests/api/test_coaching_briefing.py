"""Briefings over the API."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from core.actor import Role
from tests.api.conftest import Bearer

ANN, BOB = "ann@us.example", "bob@us.example"
PATH = "/api/coaching/briefings"


def _renewal(client: TestClient, headers: dict[str, str]) -> dict[str, Any]:
    found = client.get(f"{PATH}?account_id=A1", headers=headers).json()["items"]
    return next(one for one in found if one["kind"] == "renewal")


def test_what_is_ahead_is_listed_and_briefed_for(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, ANN)
    found = _renewal(client, headers)
    assert (found["kind"], found["on"], found["is_own"]) == ("renewal", "2026-07-30", True)
    answer = client.post(PATH, json={"occasion": found["key"]}, headers=headers)
    assert answer.status_code == 200, answer.text
    made = answer.json()
    assert made["know"][0]["text"].startswith("The renewal is on 30 July")
    assert made["occasion"]["interaction_id"] and made["phases"]
    assert {"renewal_on"} <= {fact["id"] for fact in made["facts"]}


def test_security_01_another_books_occasions_are_not_found(
    client: TestClient, bearer: Bearer
) -> None:
    found = _renewal(client, bearer(Role.CSM, ANN))
    other = bearer(Role.CSM, BOB)
    assert client.get(PATH, headers=other).json()["items"] == []
    assert client.post(PATH, json={"occasion": found["key"]}, headers=other).status_code == 404
