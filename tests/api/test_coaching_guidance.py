"""Guidance over the API: an answer with its sources, the conversation that goes on, and what is refused."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from core.actor import Role
from tests.api.conftest import Bearer

ANN = "ann@us.example"
PATH = "/api/coaching/guidance"
ASKED = {"question": "My champion was promoted, what now?", "account_id": "A1"}


def test_an_answer_has_its_sources_and_no_key_of_ours(client: TestClient, bearer: Bearer) -> None:
    said = client.post(PATH, json=ASKED, headers=bearer(Role.CSM, ANN))
    assert said.status_code == 200, said.text
    answer = said.json()
    assert answer["situation"]["playbook"] == "champion_promoted"
    assert answer["situation"]["account"]["account_id"] == "A1"
    assert answer["writer"] == "template" and answer["question"] == ""
    assert all(step["citations"] for phase in answer["phases"] for step in phase["steps"])
    assert all(fact["evidence"] for fact in answer["facts"])
    assert "contact_key" not in said.text and "account_key" not in said.text


def test_a_conversation_goes_on_for_its_owner_only(client: TestClient, bearer: Bearer) -> None:
    first = client.post(PATH, json=ASKED, headers=bearer(Role.CSM, ANN)).json()
    more = {"question": "why?", "conversation_id": first["conversation_id"]}
    then = client.post(PATH, json=more, headers=bearer(Role.CSM, ANN)).json()
    assert then["situation"]["playbook"] == "champion_promoted"
    assert then["conversation_id"] == first["conversation_id"]
    other = client.post(PATH, json=more, headers=bearer(Role.ADMIN, "ada@us.example"))
    never = client.post(
        PATH,
        json={"question": "why?", "conversation_id": 999},
        headers=bearer(Role.ADMIN, "ada@us.example"),
    )
    assert other.status_code == never.status_code == 404


def test_what_is_not_understood_is_asked_back_with_situations_to_choose_from(
    client: TestClient, bearer: Bearer
) -> None:
    answer = client.post(PATH, json={"question": "hmm"}, headers=bearer(Role.CSM, ANN)).json()
    assert answer["question"] and answer["phases"] == []


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"question": ""}, 422),
        ({"question": "x" * 4_001}, 422),
        ({"question": "why?", "conversation_id": 0}, 422),
        ({"question": "why?", "account_id": "nobody"}, 404),
        ({"question": "why?", "model": "other"}, 422),
        ({}, 422),
    ],
)
def test_what_cannot_be_asked_is_refused(
    client: TestClient, bearer: Bearer, wanted: dict[str, object], status: int
) -> None:
    assert client.post(PATH, json=wanted, headers=bearer(Role.CSM, ANN)).status_code == status


def test_an_integration_gets_no_guidance(client: TestClient, bearer: Bearer) -> None:
    assert client.post(PATH, json=ASKED, headers=bearer(Role.INTEGRATION, "")).status_code == 403
