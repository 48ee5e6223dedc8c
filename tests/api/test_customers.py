"""Accounts over the API: list, detail, executive summary, recomputation."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from core.actor import LOCAL, Role
from core.wiring import Cockpit
from tests.api.conftest import Bearer


def test_the_list_shows_accounts_as_imported_and_never_internal_keys(
    client: TestClient, bearer: Bearer
) -> None:
    answer = client.get("/api/customers", headers=bearer(Role.ANALYST))
    assert answer.status_code == 200
    page = answer.json()
    assert (page["as_of"], page["total"], page["limit"], page["offset"]) == ("2026-06-30", 4, 50, 0)
    acme = page["items"][0]
    assert (acme["account_id"], acme["name"], acme["arr_amount"], acme["currency"]) == (
        "A1",
        "Acme",
        1000.5,
        "EUR",
    )
    assert acme["days_to_renewal"] == 30
    assert "_key" not in answer.text


def test_filters_narrow_order_and_page_the_list(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.ANALYST)

    def ids(query: str) -> list[str]:
        answer = client.get(f"/api/customers?{query}", headers=headers)
        assert answer.status_code == 200, answer.text
        return [item["account_id"] for item in answer.json()["items"]]

    assert ids("tier=enterprise&region=EMEA") == ["A1"]
    assert ids("tier=enterprise&tier=smb&sort=arr&descending=true") == ["A1", "B1", "A2"]
    assert ids("search=bol") == ["A2"]
    assert ids("limit=1&offset=1") == ["A2"]
    assert ids("owner=nobody@us.example") == []


def test_security_01_each_caller_sees_only_their_accounts(
    client: TestClient, bearer: Bearer
) -> None:
    def seen(role: Role, email: str) -> set[str]:
        answer = client.get("/api/customers", headers=bearer(role, email))
        return {item["name"] for item in answer.json()["items"]}

    assert seen(Role.CSM, "ann@us.example") == {"Acme", "Bolt"}
    assert seen(Role.CSM, "bob@us.example") == {"Core"}
    assert seen(Role.MANAGER, "meg@us.example") == {"Acme", "Bolt"}


@pytest.mark.parametrize("path", ["", "/executive-summary", "/relationship-profile", "/refresh"])
def test_security_01_another_book_s_account_is_answered_like_none(
    client: TestClient, bearer: Bearer, path: str
) -> None:
    headers = bearer(Role.CSM, "bob@us.example")
    call = client.post if path == "/refresh" else client.get
    hidden = call(f"/api/customers/A1{path}", headers=headers)
    unknown = call(f"/api/customers/A9{path}", headers=headers)
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.json()["type"] == unknown.json()["type"] == "urn:rapport:problem:not-found"
    assert hidden.json()["detail"].replace("A1", "A9") == unknown.json()["detail"]


def test_the_detail_names_its_imported_row(client: TestClient, bearer: Bearer) -> None:
    detail = client.get("/api/customers/A1", headers=bearer(Role.ANALYST)).json()
    assert detail["domain"] == "acme.example"
    assert detail["evidence"] == "crm.account/1"
    assert detail["next_qbr_at"].startswith("2026-08-01T09:00:00")
    assert detail["sponsor"]["primary_sponsor"] == "Cleo Finn"


def test_an_ambiguous_customer_is_answered_with_the_readings(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.ANALYST)
    problem = client.get("/api/customers/B1", headers=headers)
    assert problem.status_code == 409
    assert sorted(problem.json()["options"]) == ["Core (hubspot:B1)", "Core (salesforce:B1)"]
    assert client.get("/api/customers/hubspot:B1", headers=headers).status_code == 200


def test_the_executive_summary_has_money_people_outcomes_steps_and_evidence(
    client: TestClient, bearer: Bearer
) -> None:
    answer = client.get("/api/customers/A1/executive-summary", headers=bearer(Role.ANALYST))
    assert answer.status_code == 200, answer.text
    facts = answer.json()
    assert (facts["name"], facts["arr_amount"], facts["days_to_renewal"]) == ("Acme", 1000.5, 30)
    (cleo,) = facts["executives"]
    assert (cleo["contact_id"], cleo["full_name"], cleo["is_primary"]) == ("C1", "Cleo Finn", True)
    assert cleo["evidence"] == ["crm.contact/11"]
    assert facts["outcomes"] == [
        {
            "metric": "Adoption",
            "value": 60.0,
            "unit": "%",
            "baseline": 40.0,
            "target": 80.0,
            "measured_on": "2026-06-01",
            "evidence": ["crm.outcome_metric/402"],
        }
    ]
    assert [(step["kind"], step["text"], step["due_on"]) for step in facts["next_steps"]] == [
        ("account_plan", "Agree the roll-out", "2026-07-15"),
        ("opportunity", "Renewal: Send the paper", "2026-07-20"),
        ("qbr", "Q3 review", "2026-08-01"),
    ]


def test_the_executive_summary_of_a_past_date_sees_nothing_later(
    client: TestClient, bearer: Bearer
) -> None:
    answer = client.get(
        "/api/customers/A1/executive-summary?as_of=2026-05-15", headers=bearer(Role.ANALYST)
    )
    facts = answer.json()
    assert facts["as_of"] == "2026-05-15"
    assert [outcome["value"] for outcome in facts["outcomes"]] == [55.0]
    assert facts["executives"][0]["last_contact_at"] is None


def test_one_account_is_computed_anew_by_who_may(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    headers = bearer(Role.CSM, "ann@us.example")
    client.get("/api/customers", headers=headers)
    unchanged = client.post("/api/customers/A1/refresh", headers=headers)
    assert unchanged.json()["models"] == []
    with cockpit.store.transaction(LOCAL, "test.change") as work:
        work.touch("crm.activity")
    answer = client.post("/api/customers/A1/refresh", headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.json()["customer"]["account_id"] == "A1"
    assert "mart.sponsor_score" in answer.json()["models"]
    refused = client.post("/api/customers/A1/refresh", headers=bearer(Role.ANALYST))
    assert refused.status_code == 403
    audit = cockpit.store.rows(
        "SELECT actor, subject FROM ops.audit_event WHERE action = 'access.refuse'"
    )
    assert audit == [{"actor": "token:analyst", "subject": "account.refresh"}]
