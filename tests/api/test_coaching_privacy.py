"""Privacy of the coach over the API: every route under coaching and tasks, tried by everybody else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from core import wiring
from core.actor import COMMAND_LINE, Actor, Role
from core.api.application import document
from core.auth import tokens
from core.clock import fixed
from core.settings import Settings
from core.wiring import Cockpit
from tests.api.conftest import Bearer
from tests.confided import PRIVATE_LEVEL, SECRETS, confide
from tests.conftest import NOW

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
OTHERS = {
    "colleague": (Role.CSM, "bob@us.example"),
    "manager": (Role.MANAGER, "meg@us.example"),
    "administrator": (Role.ADMIN, "ada@us.example"),
    "administrator's service": (Role.ADMIN, ""),
    "analyst": (Role.ANALYST, ""),
    "integration": (Role.INTEGRATION, ""),
}
ABOUT_ANN = {"person": ANN.email, "owner": ANN.email, "account_id": "A1"}
"""What a caller would put in the address to get at her; each route is given those it takes."""

BODIES: dict[str, dict[str, Any]] = {
    "/coaching/guidance": {"question": "and what about the CFO?", "conversation_id": 1},
    "/coaching/feedback": {"text": "Me: What matters?\nThem: Time.", "own_speakers": ["Me"]},
    "/coaching/rate": {"interaction_id": 1, "rating": 1},
    "/coaching/assessments": {"person": "vic@us.example", "levels": {"value": 1}},
    "/tasks": {"tasks": [{"title": "Mine", "due_on": "2026-07-01"}]},
}
ROUTES = {
    path: routes
    for path, routes in document()["paths"].items()
    if path.startswith(("/coaching", "/tasks"))
}


@pytest.fixture(scope="module")
def seeded(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portfolio of all tests here, with what Ann told the coach; each test gets a copy."""
    folder = tmp_path_factory.mktemp("confided") / "home"
    shutil.copytree(seeded, folder)
    running = wiring.build(Settings(database=folder / "rapport.duckdb", threads=1), fixed(NOW))
    confide(running, ANN, 1, 11)
    running.store.close()
    return folder


def _answers(client: TestClient, headers: dict[str, str]) -> dict[str, Any]:
    found = {}
    for path, routes in ROUTES.items():
        address = f"/api{path.replace('{slug}', 'champion_promoted').replace('{task_id}', '1')}"
        for method, route in routes.items():
            takes = {one["name"] for one in route.get("parameters", []) if one["in"] == "query"}
            params = {name: value for name, value in ABOUT_ANN.items() if name in takes}
            params |= {"query": "champion"} if "query" in takes else {}
            body = None if method == "get" else BODIES.get(path, {"state": "done"})
            found[f"{method} {path}"] = client.request(
                method.upper(), address, params=params, json=body, headers=headers
            )
    return found


@pytest.mark.parametrize("who", OTHERS)
def test_no_route_says_a_word_of_what_somebody_else_told_the_coach(
    client: TestClient, bearer: Bearer, who: str
) -> None:
    for name, answer in _answers(client, bearer(*OTHERS[who])).items():
        assert answer.status_code < 500, (name, answer.text)
        told = [kind for kind, word in SECRETS.items() if word in answer.text]
        assert not told, (name, answer.text)
        assert str(PRIVATE_LEVEL) not in answer.text, name


@pytest.mark.parametrize("name", [ANN.email, ANN.email.upper(), "local", "scheduler"])
def test_a_service_named_like_a_person_is_not_that_person(
    client: TestClient, cockpit: Cockpit, name: str
) -> None:
    made = tokens.create_token(cockpit.store, COMMAND_LINE, name, [Role.ADMIN])
    answers = _answers(client, {"Authorization": f"Bearer {made.secret}"})
    for path, answer in answers.items():
        assert not [kind for kind, word in SECRETS.items() if word in answer.text], path
    assert answers["get /coaching/skills"].status_code == 403
    assert answers["post /coaching/rate"].status_code == 404
    assert answers["get /coaching/team"].json()["members"] == []


def test_one_finds_again_what_one_told(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, ANN.email)
    tasks = client.get("/api/tasks", headers=headers)
    answers = _answers(client, headers)
    # Without this the test above would pass on routes that answer nothing to anybody.
    assert SECRETS["task"] in tasks.text
    assert answers["get /coaching/skills"].status_code == 200
    assert answers["post /coaching/rate"].is_success


def test_turns_of_another_are_as_unknown_as_those_that_never_were(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.CSM, "bob@us.example")
    for path, body in (
        ("rate", {"interaction_id": 1, "rating": 1}),
        ("guidance", {"question": "why?", "conversation_id": 1}),
    ):
        name = "interaction_id" if path == "rate" else "conversation_id"
        theirs = client.post(f"/api/coaching/{path}", json=body, headers=headers)
        never = client.post(f"/api/coaching/{path}", json=body | {name: 999}, headers=headers)
        assert theirs.status_code == never.status_code == 404
        assert theirs.json()["detail"].replace("1", "N") == never.json()["detail"].replace(
            "999", "N"
        )


@pytest.mark.parametrize("path", ["skills", "progress", "agenda"])
def test_scores_of_another_are_refused_as_those_of_nobody(
    client: TestClient, bearer: Bearer, path: str
) -> None:
    headers = bearer(Role.CSM, "bob@us.example")
    answers = [
        client.get(f"/api/coaching/{path}", params={"person": person}, headers=headers)
        for person in (ANN.email, "nobody@us.example")
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert answers[0].json()["detail"] == answers[1].json()["detail"]


def test_the_manager_gets_shared_levels_and_nothing_else(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.MANAGER, "meg@us.example")
    found = client.get("/api/coaching/skills", params={"person": ANN.email}, headers=headers)
    levels = {skill["skill"]: skill["level"] for skill in found.json()["skills"]}
    assert levels["listening"] is not None
    assert levels["commercial"] is None
    team = client.get("/api/coaching/team", headers=headers).json()
    assert [member["person"]["email"] for member in team["members"]] == [ANN.email]
    assert client.get("/api/coaching/team", headers=bearer(Role.CSM, ANN.email)).status_code == 403


def test_an_assessment_is_made_within_what_one_may(client: TestClient, bearer: Bearer) -> None:
    def post(who: tuple[Role, str], body: dict[str, Any]) -> int:
        return client.post("/api/coaching/assessments", json=body, headers=bearer(*who)).status_code

    own, of_ann = {"levels": {"value": 3}}, {"levels": {"value": 3}, "person": ANN.email}
    assert post((Role.CSM, ANN.email), own) == 201
    assert post(OTHERS["manager"], of_ann) == 201
    assert post(OTHERS["colleague"], of_ann) == 403
    assert post(OTHERS["administrator"], of_ann) == 403
    assert post((Role.CSM, ANN.email), {"levels": {"value": 9}}) == 422
