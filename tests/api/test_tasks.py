"""Tasks over the API."""

from __future__ import annotations

from starlette.testclient import TestClient

from core.actor import Role
from tests.api.conftest import Bearer

ANN, BOB, MEG = "ann@us.example", "bob@us.example", "meg@us.example"
WISH = {"account_id": "A1", "tasks": [{"title": "Call Cleo", "due_on": "2026-06-29"}]}


def test_tasks_are_made_and_listed_with_their_account(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, ANN)
    made = client.post("/api/tasks", json=WISH, headers=headers)
    assert made.status_code == 201, made.text
    listed = client.get("/api/tasks", headers=headers).json()
    assert listed["items"] == made.json()["items"]
    (task,) = listed["items"]
    assert (task["account_name"], task["owner"], task["is_overdue"]) == ("Acme", ANN, True)
    assert "_key" not in made.text


def test_a_task_is_moved_and_finished_in_one_call(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, ANN)
    number = client.post("/api/tasks", json=WISH, headers=headers).json()["items"][0]["task_id"]
    path = f"/api/tasks/{number}"
    done = client.patch(path, json={"due_on": "2026-07-02", "state": "done"}, headers=headers)
    assert (done.json()["due_on"], done.json()["state"]) == ("2026-07-02", "done")
    again = client.patch(path, json={"state": "open", "title": "Write"}, headers=headers)
    assert (again.json()["state"], again.json()["title"]) == ("open", "Write")


def test_security_01_another_book_s_tasks_are_not_found(client: TestClient, bearer: Bearer) -> None:
    number = client.post("/api/tasks", json=WISH, headers=bearer(Role.CSM, ANN)).json()["items"][0]
    other = bearer(Role.CSM, BOB)
    path = f"/api/tasks/{number['task_id']}"
    assert client.patch(path, json={"state": "done"}, headers=other).status_code == 404
    assert client.get("/api/tasks", headers=other).json()["items"] == []
    assert client.post("/api/tasks", json=WISH, headers=other).status_code == 404
    assert client.get("/api/tasks?account_id=A1", headers=other).status_code == 404
    assert len(client.get("/api/tasks", headers=bearer(Role.MANAGER, MEG)).json()["items"]) == 1


def test_unknown_fields_and_states_are_named(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, ANN)
    for wrong in ({**WISH, "urgent": True}, {**WISH, "tasks": []}):
        assert client.post("/api/tasks", json=wrong, headers=headers).status_code == 422
    assert client.get("/api/tasks?state=late", headers=headers).status_code == 422
