"""Escalations over the API: listed within scope, decided, and opened by a refresh."""

from __future__ import annotations

from starlette.testclient import TestClient

from core.actor import COMMAND_LINE, Role
from core.wiring import Cockpit
from tests.api.conftest import Bearer

ANN = "ann@us.example"


def test_an_escalation_says_what_happened_and_by_when_to_update(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.CSM, ANN)
    page = client.get("/api/escalations", headers=headers).json()
    assert page["total"] == 1
    (one,) = page["items"]
    assert (one["account_id"], one["severity"], one["state"]) == ("A1", "critical", "open")
    assert (one["updated_on"], one["update_on"]) == ("2026-06-29", "2026-06-30")
    detail = client.get("/api/escalations/1", headers=headers).json()
    assert detail["rules"][0]["rule"] == "aged_critical_tickets"
    assert (detail["decisions"], detail["notices"]) == ([], [])
    assert client.get("/api/escalations?state=recovered", headers=headers).json()["total"] == 0
    assert client.get("/api/escalations?account=A2", headers=headers).json()["total"] == 0


def test_another_owner_sees_none_of_it(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, "bob@us.example")
    assert client.get("/api/escalations", headers=headers).json()["total"] == 0
    assert client.get("/api/escalations/1", headers=headers).status_code == 404
    said = {"decision": "acknowledged"}
    answer = client.post("/api/escalations/1/decisions", json=said, headers=headers)
    assert answer.status_code == 404


def test_what_is_said_stands_and_counts_for_the_rule(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, ANN)
    path = "/api/escalations/1/decisions"
    refused = client.post(path, json={"decision": "disagreed"}, headers=headers)
    assert refused.status_code == 422
    assert "reason" in refused.json()["detail"]
    said = {"decision": "disagreed", "reason": "A test ticket"}
    answer = client.post(path, json=said, headers=headers).json()
    assert (answer["state"], answer["stance_by"], answer["update_on"]) == ("disagreed", ANN, None)
    (rule,) = client.get("/api/escalations/precision", headers=headers).json()["items"]
    assert (rule["rule"], rule["agreed"], rule["n"]) == ("aged_critical_tickets", 0, 1)
    assert rule["suggestion"] is None and rule["why"] == "Fewer than 5 were judged."
    late = {"decision": "snoozed", "reason": "later", "until_on": "2026-06-30"}
    assert client.post(path, json=late, headers=headers).status_code == 422


def test_a_refresh_opens_an_escalation_and_says_so(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    with cockpit.store.transaction(COMMAND_LINE, "tests.ticket") as work:
        work.execute(
            "INSERT INTO crm.ticket (ticket_key, source_system, source_id, display_id, subject,"
            " priority, status, opened_at, account_key) SELECT 1000 + i, 'salesforce', 'Q' || i,"
            " 'Q-' || i, 'Down', 'P1', 'open', TIMESTAMP '2026-06-01', 2 FROM range(3) AS r(i)"
        )
        work.execute(
            "INSERT INTO crm.heartbeat (heartbeat_key, account_key, integration, seen_at,"
            " source_system, source_id)"
            " VALUES (9000, 2, 'sync', TIMESTAMP '2026-06-01', 'salesforce', 'H1')"
        )
        work.touch("crm.ticket", "crm.heartbeat")
    headers = bearer(Role.CSM, ANN)
    client.get("/api/customers", headers=headers)
    answer = client.post("/api/customers/A2/refresh", headers=headers).json()
    assert answer["escalations"]["opened"] == [2]
    again = client.post("/api/customers/A2/refresh", headers=headers).json()
    assert again["escalations"]["opened"] == []
    detail = client.get("/api/escalations/2", headers=headers).json()
    assert {notice["channel"] for notice in detail["notices"]} == {
        "crm_page",
        "sales_event",
        "email",
        "chat",
    }
    assert detail["draft_id"] is None and detail["draft_note"]
