"""Service levels and ticket clocks over the API."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from core.actor import COMMAND_LINE, Role
from core.wiring import Cockpit
from tests.api.conftest import Bearer

ANN, BOB = "ann@us.example", "bob@us.example"


@pytest.fixture(autouse=True)
def late_ticket(cockpit: Cockpit) -> None:
    """Acme (enterprise) waits for a first reply to a P1 since 9:00 UTC; it is noon."""
    with cockpit.store.transaction(COMMAND_LINE, "tests.fill") as work:
        work.execute(
            "INSERT INTO crm.ticket BY NAME SELECT 9001 AS ticket_key, 'SUP-9' AS display_id, "
            "'Down' AS subject, 'P1' AS priority, 'open' AS status, "
            "TIMESTAMP '2026-06-30 09:00' AS opened_at, account_key, "
            "'jira' AS source_system, '9' AS source_id, 1 AS batch_id, 7 AS source_line "
            "FROM crm.account WHERE source_id = 'A1'"
        )
        work.touch("crm.ticket")


def test_broken_promises_are_listed_with_when_they_were_due(
    client: TestClient, bearer: Bearer
) -> None:
    answer = client.get("/api/sla", headers=bearer(Role.ANALYST))
    assert answer.status_code == 200, answer.text
    page = answer.json()
    assert (page["as_of"], page["read_at"], page["total"]) == (
        "2026-06-30",
        "2026-06-30T12:00:00Z",
        1,
    )
    (clock,) = page["items"]
    assert (clock["account_id"], clock["ticket_id"], clock["clock"], clock["standing"]) == (
        "A1",
        "SUP-9",
        "first_reply",
        "breached",
    )
    assert (clock["due_at"], clock["left_hours"], clock["counts_all_hours"]) == (
        "2026-06-30T10:00:00Z",
        -2,
        True,
    )
    assert page["kept"] == [
        {
            "clock": "first_reply",
            "priority": "P1",
            "kept": 0,
            "broken": 1,
            "kept_pct": None,
            "low_pct": None,
            "high_pct": None,
            "median_hours": 3,
            "target_hours": 1,
        }
    ]
    assert "_key" not in answer.text


def test_the_list_takes_filters_and_refuses_what_it_does_not_know(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.ANALYST)

    def total(query: str) -> int:
        return int(client.get(f"/api/sla?{query}", headers=headers).json()["total"])

    assert total("standing=on_track&standing=breached") == 2
    assert total("standing=breached&clock=requester_wait") == 0
    assert total("tier=smb") == 0
    assert total("as_of=2026-06-29") == 0
    for query in ("standing=late", "clock=waiting", "sort=name", "limit=0"):
        assert client.get(f"/api/sla?{query}", headers=headers).status_code == 422


def test_the_clocks_of_an_accounts_tickets(client: TestClient, bearer: Bearer) -> None:
    answer = client.get("/api/customers/A1/ticket-clocks", headers=bearer(Role.ANALYST))
    assert answer.status_code == 200, answer.text
    clocks = {clock["clock"]: clock for clock in answer.json()["items"]}
    assert set(clocks) == {"first_reply", "requester_wait", "agent_work", "resolution"}
    assert clocks["requester_wait"]["elapsed_seconds"] == 3 * 3600
    assert clocks["resolution"]["standing"] is None


def test_security_1_other_peoples_promises_are_not_shown(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.CSM, BOB)
    assert client.get("/api/sla", headers=headers).json()["total"] == 0
    assert client.get("/api/customers/A1/ticket-clocks", headers=headers).status_code == 404
