"""Row 1: pages, API and command line decide through one guard; here every role tries everything."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from core.actor import Role
from core.auth.permissions import GRANTS, Permission
from tests.api.conftest import Bearer

ANN = "ann@us.example"
Call = Callable[[TestClient, dict[str, str]], Any]
PERSON = {Role.CSM: ANN, Role.MANAGER: "meg@us.example", Role.ADMIN: "ada@us.example"}


def _get(path: str) -> Call:
    return lambda client, headers: client.get(path, headers=headers)


def _patch(path: str, body: object) -> Call:
    return lambda client, headers: client.patch(path, json=body, headers=headers)


def _approve(path: str) -> Call:
    def call(client: TestClient, headers: dict[str, str]) -> Any:
        seen = client.get(path, headers=headers).json()
        body = {"content_hash": seen.get("content_hash", "0" * 64)}
        return client.post(f"{path}/approve", json=body, headers=headers)

    return call


def _post(path: str, body: object = None) -> Call:
    content = json.dumps(body) if body is not None else None
    extra = {"Content-Type": "application/json"} if body is not None else {}
    return lambda client, headers: client.post(path, content=content, headers=headers | extra)


def _upload(query: str) -> Call:
    return lambda client, headers: client.post(
        f"/api/imports?file_name=accounts.csv{query}",
        content=b"account_id,name\nN1,Newco\n",
        headers=headers | {"Content-Type": "text/csv"},
    )


def _rate(client: TestClient, headers: dict[str, str]) -> Any:
    asked = client.post(
        "/api/coaching/guidance", json={"question": "The renewal is at risk."}, headers=headers
    )
    number = asked.json().get("interaction_id", 1)
    said = {"interaction_id": number, "rating": 4}
    return client.post("/api/coaching/rate", json=said, headers=headers)


ROUTES: dict[str, tuple[Permission, Call]] = {
    "list": (Permission.ACCOUNT_READ, _get("/api/customers")),
    "detail": (Permission.ACCOUNT_READ, _get("/api/customers/A1")),
    "summary": (Permission.ACCOUNT_READ, _get("/api/customers/A1/executive-summary")),
    "events": (Permission.ACCOUNT_READ, _get("/api/events")),
    "notices": (Permission.ACCOUNT_READ, _get("/api/notices")),
    "service levels": (Permission.PORTFOLIO_READ, _get("/api/sla")),
    "ticket clocks": (Permission.ACCOUNT_READ, _get("/api/customers/A1/ticket-clocks")),
    "smallest change": (Permission.ACCOUNT_READ, _get("/api/customers/A1/smallest-change")),
    "second look": (Permission.PORTFOLIO_READ, _get("/api/second-look")),
    "simulation": (Permission.POLICY_READ, _post("/api/policy/simulation", {"values": []})),
    "profile": (Permission.ACCOUNT_READ, _get("/api/customers/A1/relationship-profile")),
    "remark": (
        Permission.ACCOUNT_NOTE,
        _post(
            "/api/customers/A1/relationship-profile/remarks",
            {"about": "communication", "reference": "crm.activity/101", "value": "positive"},
        ),
    ),
    "escalations": (Permission.ACCOUNT_READ, _get("/api/escalations")),
    "likely": (Permission.PORTFOLIO_READ, _get("/api/escalations/likely")),
    "precision": (Permission.PORTFOLIO_READ, _get("/api/escalations/precision")),
    "escalation": (Permission.ACCOUNT_READ, _get("/api/escalations/1")),
    "decide": (
        Permission.ESCALATION_DECIDE,
        _post("/api/escalations/1/decisions", {"decision": "acknowledged"}),
    ),
    "week": (Permission.COACHING_USE, _get("/api/coaching/weekly")),
    "rate": (Permission.COACHING_USE, _rate),
    "feedback": (
        Permission.COACHING_USE,
        _post("/api/coaching/feedback", {"text": "Asked why now. Agreed the plan by Friday."}),
    ),
    "rubric": (Permission.KNOWLEDGE_READ, _get("/api/coaching/rubric")),
    "knowledge": (Permission.KNOWLEDGE_READ, _get("/api/coaching/knowledge?query=renewal")),
    "document": (Permission.KNOWLEDGE_READ, _get("/api/coaching/knowledge/red_account")),
    "briefings": (Permission.COACHING_USE, _get("/api/coaching/briefings")),
    "skills": (Permission.COACHING_USE, _get("/api/coaching/skills")),
    "progress": (Permission.COACHING_USE, _get("/api/coaching/progress?months=2")),
    "assess": (
        Permission.COACHING_USE,
        _post("/api/coaching/assessments", {"levels": {"listening": 3}}),
    ),
    "team": (Permission.COACHING_TEAM, _get("/api/coaching/team")),
    "agenda": (Permission.COACHING_TEAM, _get("/api/coaching/agenda")),
    "tasks": (Permission.TASK_MANAGE, _get("/api/tasks")),
    "make tasks": (
        Permission.TASK_MANAGE,
        _post("/api/tasks", {"tasks": [{"title": "Call Cleo", "due_on": "2026-07-01"}]}),
    ),
    "pairs": (Permission.IDENTITY_READ, _get("/api/identity/pairs")),
    "clusters": (Permission.IDENTITY_READ, _get("/api/identity/clusters?entity=contact")),
    "decisions": (Permission.IDENTITY_READ, _get("/api/identity/decisions")),
    "golden record": (Permission.IDENTITY_READ, _get("/api/identity/record?record=A1")),
    "decide on duplicates": (
        Permission.IDENTITY_DECIDE,
        _post(
            "/api/identity/decisions",
            {
                "entity": "account",
                "verdict": "different",
                "pairs": [{"left": "A1", "right": "A2"}],
            },
        ),
    ),
    "withdraw": (Permission.IDENTITY_DECIDE, _post("/api/identity/decisions/1/withdraw", {})),
    "releases": (Permission.ACCOUNT_READ, _get("/api/releases")),
    "notes": (Permission.ACCOUNT_READ, _get("/api/releases/notes")),
    "what matters": (Permission.ACCOUNT_READ, _get("/api/customers/A1/releases")),
    "draft notes": (Permission.DRAFT_WRITE, _post("/api/releases/notes")),
    "refresh": (Permission.ACCOUNT_REFRESH, _post("/api/customers/A1/refresh")),
    "outreach": (
        Permission.DRAFT_WRITE,
        _post(
            "/api/customers/A1/executive-outreach",
            {"contact": "C1", "purpose": "introduction", "sender": ANN},
        ),
    ),
    "communication": (
        Permission.DRAFT_WRITE,
        _post("/api/customers/A1/communications/health-checkin", {"contact": "C1", "sender": ANN}),
    ),
    "outbox": (Permission.DRAFT_READ, _get("/api/drafts")),
    "draft": (Permission.DRAFT_READ, _get("/api/drafts/1")),
    "edit": (Permission.DRAFT_WRITE, _patch("/api/drafts/1", {"subject": "A first word"})),
    "approve": (Permission.DRAFT_APPROVE, _approve("/api/drafts/1")),
    "sent": (Permission.DRAFT_WRITE, _post("/api/drafts/1/events", {"event": "sent"})),
    "discard": (Permission.DRAFT_WRITE, _post("/api/drafts/2/discard", {"reason": "not now"})),
    "dry run": (Permission.IMPORT_READ, _upload("&dry_run=true")),
    "import": (Permission.IMPORT_PUBLISH, _upload("")),
    "heartbeat": (
        Permission.HEARTBEAT_POST,
        _post("/api/heartbeats", {"account_id": "A1", "integration": "sync"}),
    ),
}


@pytest.mark.parametrize("role", list(Role))
def test_security_01_the_api_allows_exactly_what_the_matrix_grants(
    client: TestClient, bearer: Bearer, role: Role
) -> None:
    of_ann = bearer(Role.CSM, ANN)
    _, outreach = ROUTES["outreach"]
    for _ in range(2):
        assert outreach(client, of_ann).status_code == 201
    # A check-in tells how things stand: an integration has to have reported.
    assert ROUTES["heartbeat"][1](client, bearer(Role.ADMIN, PERSON[Role.ADMIN])).is_success
    headers = bearer(role, PERSON.get(role, ""))
    answers = {name: call(client, headers) for name, (_, call) in ROUTES.items()}
    allowed = {name: answer.status_code != 403 for name, answer in answers.items()}
    assert allowed == {name: needed in GRANTS[role] for name, (needed, _) in ROUTES.items()}
    for name, answer in answers.items():
        assert answer.is_success == allowed[name], (name, answer.text)
