"""Ratings and one's own week over the API."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from core.actor import Actor, Role
from core.coaching.weekly import write_week
from core.wiring import Cockpit
from tests.api.conftest import Bearer

ANN, BOB, ADA = "ann@us.example", "bob@us.example", "ada@us.example"
RATE = "/api/coaching/rate"
WEEK = "/api/coaching/weekly"


@pytest.fixture
def kept(cockpit: Cockpit) -> int:
    """Ann's week, kept; its number."""
    return write_week(cockpit.store, Actor(ANN, frozenset({Role.CSM}))).interaction_id


def test_what_is_said_bit_by_bit_adds_up(client: TestClient, bearer: Bearer, kept: int) -> None:
    headers = bearer(Role.CSM, ANN)
    first = client.post(RATE, json={"interaction_id": kept, "rating": 5}, headers=headers)
    assert first.status_code == 201, first.text
    said = {"interaction_id": kept, "followed": "partly", "wishes": {"length": "brief"}}
    second = client.post(RATE, json=said, headers=headers).json()
    assert (second["rating"], second["followed"]) == (5, "partly")


@pytest.mark.parametrize("email", [BOB, ADA])
def test_anothers_turn_and_one_that_never_was_are_answered_alike(
    client: TestClient, bearer: Bearer, kept: int, email: str
) -> None:
    headers = bearer(Role.ADMIN if email == ADA else Role.CSM, email)
    anothers, nobodys = (
        client.post(RATE, json={"interaction_id": number, "rating": 1}, headers=headers)
        for number in (kept, 999)
    )
    assert anothers.status_code == nobodys.status_code == 404
    assert anothers.json()["detail"].replace(str(kept), "") == nobodys.json()["detail"].replace(
        "999", ""
    )


@pytest.mark.parametrize(
    "wrong",
    [{"rating": 6}, {"followed": "maybe"}, {"wishes": {"colour": "red"}}, {"stars": 3}, {}],
)
def test_what_cannot_be_said_is_refused(
    client: TestClient, bearer: Bearer, kept: int, wrong: dict[str, object]
) -> None:
    answer = client.post(RATE, json={"interaction_id": kept} | wrong, headers=bearer(Role.CSM, ANN))
    assert answer.status_code == 422


def test_a_week_is_the_callers_own(client: TestClient, bearer: Bearer, kept: int) -> None:
    own = client.get(WEEK, headers=bearer(Role.CSM, ANN), params={"week_on": "2026-06-29"}).json()
    assert own["interaction_id"] == kept
    assert "Acme" in str(own["parts"])
    other = client.get(WEEK, headers=bearer(Role.CSM, BOB), params={"week_on": "2026-06-29"}).json()
    assert other["interaction_id"] is None
    assert "Acme" not in str(other)


def test_each_line_names_facts_that_are_there(client: TestClient, bearer: Bearer) -> None:
    found = client.get(WEEK, headers=bearer(Role.CSM, ANN)).json()
    known = {fact["id"] for fact in found["facts"]}
    lines = [found["headline"], *found["suggestions"]]
    lines += [line for part in found["parts"] for line in part["lines"]]
    assert {name for line in lines for name in line["facts"]} == known


def test_a_day_that_begins_no_week_is_refused(client: TestClient, bearer: Bearer) -> None:
    answer = client.get(WEEK, headers=bearer(Role.CSM, ANN), params={"week_on": "2026-06-30"})
    assert answer.status_code == 422
