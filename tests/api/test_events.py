"""Events and alerts over the API: one's own accounts, and what is addressed to oneself."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from core.actor import COMMAND_LINE, Role
from core.channels.notices import ChannelName, Notice, queue
from core.wiring import Cockpit
from tests.api.conftest import Bearer

ANN, BOB = "ann@us.example", "bob@us.example"


@pytest.fixture
def told(cockpit: Cockpit) -> Cockpit:
    """Three alerts on Ann's account, the last addressed to Bob."""
    store = cockpit.store
    key = store.value("SELECT account_key FROM crm.account WHERE source_id = 'A1'")
    for number in (1, 2, 3):
        notice = Notice(
            key=f"escalation/{number}/opened",
            account_key=key,
            account_name="Acme",
            title=f"Escalation {number}",
            severity="high",
            lines=("P1-412 is open for 9 days.",),
            rep_email=ANN,
            manager_email="",
            sales_email=BOB if number == 3 else "",
            crm_page_id="",
            path="/account",
            evidence=("crm.ticket/1",),
        )
        with store.transaction(COMMAND_LINE, "tests.tell") as work:
            queue(work, notice, (ChannelName.SALES_EVENT, ChannelName.CHAT))
    return cockpit


def test_a_program_reads_along(told: Cockpit, client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, ANN)
    newest = client.get("/api/events?limit=1", headers=headers).json()["items"]
    assert [one["title"] for one in newest] == ["Escalation 3"]
    assert (newest[0]["kind"], newest[0]["account_id"]) == ("escalation.opened", "A1")
    assert newest[0]["evidence"] == ["crm.ticket/1"]
    assert newest[0]["occurred_at"].endswith("Z")
    after = client.get("/api/events?after=1", headers=headers).json()["items"]
    assert [one["event_id"] for one in after] == [2, 3]
    path = "/api/events?kind=codevelopment.found&account=A1"
    assert client.get(path, headers=headers).json()["items"] == []
    assert client.get("/api/events?kind=nonsense", headers=headers).status_code == 422


def test_others_read_what_is_addressed_to_them(
    told: Cockpit, client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.CSM, BOB)
    items = client.get("/api/events", headers=headers).json()["items"]
    assert [one["title"] for one in items] == ["Escalation 3"]
    assert client.get("/api/notices", headers=headers).json()["items"] == []


def test_alerts_say_how_far_they_got(told: Cockpit, client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, ANN)
    items = client.get("/api/notices?state=waiting", headers=headers).json()["items"]
    assert [(one["channel"], one["state"]) for one in items] == [("chat", "waiting")] * 3
    assert items[0]["key"] == "escalation/3/opened"
    assert len(client.get("/api/notices?account=A1", headers=headers).json()["items"]) == 6
