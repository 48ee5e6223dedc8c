"""The relationship profile over the API."""

from __future__ import annotations

from starlette.testclient import TestClient

from core.actor import Role
from tests.api.conftest import Bearer

ANN = "ann@us.example"
PATH = "/api/customers/A1/relationship-profile"


def test_the_profile_names_people_as_imported_with_why_they_are_how_technical(
    client: TestClient, bearer: Bearer
) -> None:
    answer = client.get(PATH, headers=bearer(Role.CSM, ANN))
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["account_id"], found["name"], found["as_of"]) == ("A1", "Acme", "2026-06-30")
    (cleo,) = found["stakeholders"]
    assert (cleo["contact_id"], cleo["technical_maturity"]) == ("C1", "low")
    assert cleo["maturity"]["source"] == "title"
    assert cleo["maturity"]["evidence"] == ["crm.contact/11"]
    assert [item["subject"] for item in found["communications"]] == ["Q2 review"]
    assert found["integrations"] == [] and found["missing"]
    assert "_key" not in answer.text


def test_a_remark_is_on_its_line_from_then_on(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, ANN)
    said = {"about": "communication", "reference": "crm.activity/101", "value": "next_step_agreed"}
    answer = client.post(f"{PATH}/remarks", json=said | {"note": "Send figures"}, headers=headers)
    assert answer.status_code == 201, answer.text
    (line,) = client.get(PATH, headers=headers).json()["communications"]
    assert line["remark"]["value"] == "next_step_agreed"
    assert (line["remark"]["note"], line["remark"]["remarked_by"]) == ("Send figures", ANN)


def test_a_remark_on_no_line_or_with_no_such_value_is_refused(
    client: TestClient, bearer: Bearer
) -> None:
    headers = bearer(Role.CSM, ANN)
    said = {"about": "communication", "reference": "crm.activity/101", "value": "positive"}
    for change in ({"reference": "crm.activity/999"}, {"value": "great"}, {"about": "weather"}):
        answer = client.post(f"{PATH}/remarks", json=said | change, headers=headers)
        assert answer.status_code == 422, answer.text


def test_security_01_another_book_s_account_takes_no_remark(
    client: TestClient, bearer: Bearer
) -> None:
    said = {"about": "communication", "reference": "crm.activity/101", "value": "positive"}
    answer = client.post(f"{PATH}/remarks", json=said, headers=bearer(Role.CSM, "bob@us.example"))
    assert answer.status_code == 404
