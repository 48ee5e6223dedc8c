"""The knowledge base over the API."""

from __future__ import annotations

from starlette.testclient import TestClient

from core.actor import Role
from tests.api.conftest import Bearer

ANN = "ann@us.example"
KNOWLEDGE = "/api/coaching/knowledge"


def test_a_query_finds_documents_with_relevance_best_first(
    client: TestClient, bearer: Bearer
) -> None:
    asked = {"query": "our champion was promoted", "kind": "playbook", "limit": "3"}
    answer = client.get(KNOWLEDGE, params=asked, headers=bearer(Role.CSM, ANN))
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    assert items[0]["slug"] == "champion_promoted"
    assert {item["kind"] for item in items} == {"playbook"}
    assert [item["relevance"] for item in items] == sorted(
        (item["relevance"] for item in items), reverse=True
    )
    assert "promoted" in items[0]["matched"]


def test_a_document_is_read_whole(client: TestClient, bearer: Bearer) -> None:
    answer = client.get(f"{KNOWLEDGE}/red_account", headers=bearer(Role.ANALYST)).json()
    assert answer["origin"] == "shipped"
    assert answer["text"].startswith("---\ntitle: ")


def test_unknown_documents_and_unknown_fields_are_named(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, ANN)
    assert client.get(f"{KNOWLEDGE}/nothing", headers=headers).status_code == 404
    for wrong in ("", "?query=", "?query=x&kind=book", "?query=x&limit=0", "?query=x&colour=red"):
        assert client.get(f"{KNOWLEDGE}{wrong}", headers=headers).status_code == 422
