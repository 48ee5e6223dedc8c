"""Releases over the API: what is out, who got notes and why, what matters to one account."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from core.actor import COMMAND_LINE, Role
from core.wiring import Cockpit
from tests.api.conftest import Bearer

ANN, BOB = "ann@us.example", "bob@us.example"


@pytest.fixture(autouse=True)
def release(cockpit: Cockpit) -> None:
    """Release 7.2 is about Returns, which Acme uses and Bolt does not."""
    with cockpit.store.transaction(COMMAND_LINE, "tests.fill") as work:
        work.execute(
            "INSERT INTO crm.release_item BY NAME SELECT 1::UBIGINT AS release_item_key, '7.2' AS release, "
            "DATE '2026-06-20' AS released_on, 'Returns' AS feature, 'Returns in bulk' AS title, "
            "'rapport' AS source_system, 'R1' AS source_id"
        )
        work.execute(
            "INSERT INTO crm.feature_usage BY NAME SELECT account_key AS feature_usage_key, account_key, "
            "'Returns' AS feature, source_id = 'A1' AS in_use, DATE '2025-04-02' AS first_seen_on, "
            "'rapport' AS source_system, source_id FROM crm.account WHERE source_id IN ('A1', 'A2')"
        )
        work.touch("crm.release_item", "crm.feature_usage")


def test_what_matters_to_an_account_comes_with_its_reasons_and_rows(
    client: TestClient, bearer: Bearer
) -> None:
    answer = client.get("/api/customers/A1/releases", headers=bearer(Role.CSM, ANN))
    assert answer.status_code == 200, answer.text
    (item,) = answer.json()["releases"]["items"]
    assert (item["title"], item["release"], item["released_on"]) == (
        "Returns in bulk",
        "7.2",
        "2026-06-20",
    )
    (reason,) = item["reasons"]
    assert reason["said"] == "uses Returns since 2 April 2025"
    assert reason["evidence"][0].startswith("crm.feature_usage/")
    other = client.get("/api/customers/A2/releases", headers=bearer(Role.CSM, ANN)).json()
    assert other["releases"]["left_out"][0]["why"] == "Returns is known to be not in use."
    assert (
        client.get("/api/customers/A1/releases", headers=bearer(Role.CSM, BOB)).status_code == 404
    )


def test_drafting_twice_drafts_once_and_says_who_got_none(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.CSM, ANN)
    first = client.post("/api/releases/notes", headers=headers)
    assert first.status_code == 200, first.text
    assert first.json()["releases"] == ["7.2"]
    again = client.post("/api/releases/notes", headers=headers).json()
    assert again["drafts"] == []
    (newest,) = client.get("/api/releases", headers=headers).json()["items"]
    assert (newest["release"], newest["is_new"]) == ("7.2", True)
    assert newest["judged"] == newest["drafted"] + newest["waiting"] + newest["none"] == 2
    page = client.get("/api/releases/notes?release=7.2&state=none", headers=headers).json()
    (none,) = page["items"]
    assert (none["account_id"], none["note"]) == ("A2", "Returns is known to be not in use.")


def test_a_csm_lists_notes_of_the_own_accounts_only(client: TestClient, bearer: Bearer) -> None:
    client.post("/api/releases/notes", headers=bearer(Role.ADMIN))
    mine = client.get("/api/releases/notes", headers=bearer(Role.CSM, ANN)).json()
    assert {row["account_id"] for row in mine["items"]} == {"A1", "A2"}
    assert (
        client.get("/api/releases/notes?state=lost", headers=bearer(Role.ADMIN)).status_code == 422
    )
