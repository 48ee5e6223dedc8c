"""Feedback and the rubric over the API."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from core.actor import Role
from tests.api.conftest import Bearer

ANN = "ann@us.example"
BOB = "bob@us.example"
FEEDBACK = "/api/coaching/feedback"
CALL = (
    Path(__file__).parents[1] / "unit" / "coaching" / "feedback" / "texts" / "strong_call.txt"
).read_text(encoding="utf-8")


def test_a_transcript_gets_levels_with_verbatim_quotes(client: TestClient, bearer: Bearer) -> None:
    asked = {"text": CALL, "account_id": "A1", "own_speakers": ["Ann Lee"]}
    answer = client.post(FEEDBACK, json=asked, headers=bearer(Role.CSM, ANN))
    assert answer.status_code == 200, answer.text
    found = answer.json()
    quotes = [quote for score in found["scores"] for quote in score["quotes"]]
    assert len(quotes) > 10
    assert all(CALL[quote["start"] : quote["end"]] == quote["text"] for quote in quotes)
    assert 0.5 < found["talk"]["our_share"] < 1
    assert (found["rubric_version"], found["writer"]) == (1, "template")
    assert not [name for name in found if name.endswith("_key")]
    again = client.post(FEEDBACK, json=asked, headers=bearer(Role.CSM, ANN)).json()
    assert again["interaction_id"] == found["interaction_id"]
    assert again["scores"] == found["scores"]


def test_who_speaks_is_asked_with_the_speakers_as_options(
    client: TestClient, bearer: Bearer
) -> None:
    text = "Ida: Hi.\nOtto: Hi.\nIda: Bye."
    answer = client.post(FEEDBACK, json={"text": text}, headers=bearer(Role.CSM, ANN))
    assert (answer.status_code, answer.json()["options"]) == (409, ["Ida", "Otto"])


def test_others_accounts_and_activities_are_not_found(client: TestClient, bearer: Bearer) -> None:
    headers = bearer(Role.CSM, ANN)
    for asked in ({"text": "Agreed.", "account_id": "B1"}, {"activity": "crm.activity/101"}):
        assert client.post(FEEDBACK, json=asked, headers=headers).status_code in (404, 409)
    for asked in ({}, {"text": "x", "mood": 1}, {"activity": "crm.ticket/1"}):
        assert client.post(FEEDBACK, json=asked, headers=headers).status_code == 422
    assert (
        client.post(FEEDBACK, json={"text": "x"}, headers=bearer(Role.ANALYST)).status_code == 403
    )


def test_the_rubric_is_read_by_all_who_read_the_knowledge_base(
    client: TestClient, bearer: Bearer
) -> None:
    found = client.get("/api/coaching/rubric", headers=bearer(Role.ANALYST)).json()
    assert found["version"] == 1
    assert len(found["criteria"]) == 9
    assert all(len(criterion["anchors"]) == 5 for criterion in found["criteria"])
