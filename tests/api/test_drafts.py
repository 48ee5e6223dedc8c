"""Drafts over the API: made, read with their proof, edited, approved by people only, followed."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from core.actor import Role
from core.wiring import Cockpit
from tests.api.conftest import Bearer

OUTREACH = "/api/customers/A1/executive-outreach"
WANTED = {"contact": "Cleo Finn", "purpose": "expansion_conversation"}
ANN, BOB, MEG = "ann@us.example", "bob@us.example", "meg@us.example"


@pytest.fixture
def ann(bearer: Bearer) -> dict[str, str]:
    return bearer(Role.CSM, ANN)


@pytest.fixture
def drafted(client: TestClient, ann: dict[str, str]) -> dict[str, Any]:
    """A draft of Ann's for the CFO of Acme."""
    answer = client.post(OUTREACH, json=WANTED, headers=ann)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_letter_is_written_checked_and_kept_with_the_lines_it_rests_on(
    drafted: dict[str, Any],
) -> None:
    assert (drafted["draft_id"], drafted["version"], drafted["status"]) == (1, 1, "drafted")
    assert (drafted["account_id"], drafted["contact_id"]) == ("A1", "C1")
    assert (drafted["sender"], drafted["recipient_email"]) == (ANN, "cleo@acme.example")
    assert (drafted["tone"], drafted["length"], drafted["writer"]) == (
        "warm",
        "standard",
        "template",
    )
    letter = drafted["letter"]
    assert letter["body"] == "\n\n".join(part["text"] for part in letter["paragraphs"])
    assert letter["words"] <= 150 and letter["ask"] in letter["body"]
    assert drafted["gate_passes"] is True
    assert [event["event"] for event in drafted["events"]] == ["drafted"]


def test_every_claim_has_its_facts_and_their_source_lines(drafted: dict[str, Any]) -> None:
    letter = drafted["letter"]
    assert drafted["claims"]
    for claim in drafted["claims"]:
        assert letter[claim["part"]][claim["start"] : claim["end"]] == claim["words"]
        assert claim["standing"] == "matched" and claim["facts"]
        assert all(fact["sources"] for fact in claim["facts"])
    renewal = next(fact for fact in drafted["facts"] if fact["fact_id"] == "renewal_on")
    assert (renewal["said"], renewal["value"], renewal["origin"]) == (
        "30 July",
        "2026-07-30",
        "imported",
    )
    assert renewal["sources"] == [
        {
            "reference": "crm.account/1",
            "table": "crm.account",
            "system": "salesforce",
            "id": "A1",
            "batch": 1,
            "file": "accounts.csv",
            "member": None,
            "line": 2,
        }
    ]
    assert {"label", "remedy"} == set(drafted["missing"][0])


def test_tone_length_and_sender_can_be_chosen(client: TestClient, ann: dict[str, str]) -> None:
    more = {"contact": "C1", "tone": "formal", "sender": "Ann@us.example"}
    standard, short = (
        client.post(OUTREACH, json=WANTED | more | {"length": length}, headers=ann).json()
        for length in ("standard", "short")
    )
    assert (short["tone"], short["length"], short["sender"]) == ("formal", "short", ANN)
    assert short["letter"]["words"] < standard["letter"]["words"]


def test_facts_that_a_purpose_lacks_are_named_with_what_would_supply_them(
    client: TestClient, ann: dict[str, str]
) -> None:
    wanted = WANTED | {"purpose": "strategic_alignment"}
    answer = client.post(OUTREACH, json=wanted, headers=ann)
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["type"] == "urn:rapport:problem:missing-facts"
    (missing,) = problem["missing"]
    assert missing["label"] == "Their priority"
    assert "goals.csv" in missing["remedy"]
    assert client.get("/api/drafts", headers=ann).json()["total"] == 0


@pytest.mark.parametrize(
    ("change", "status", "named"),
    [
        ({"contact": "Nobody"}, 404, "Cleo Finn"),
        ({"contact": ""}, 422, "body.contact"),
        ({"purpose": "selling"}, 422, "body.purpose"),
        ({"tone": "angry"}, 422, "body.tone"),
        ({"sender": "not an address"}, 422, "e-mail"),
        ({"colour": "red"}, 422, "body.colour"),
    ],
)
def test_security_07_what_cannot_be_asked_for_is_named(
    client: TestClient, ann: dict[str, str], change: dict[str, str], status: int, named: str
) -> None:
    answer = client.post(OUTREACH, json=WANTED | change, headers=ann)
    assert answer.status_code == status, answer.text
    problem = answer.json()
    assert named in problem["detail"] + problem.get("remedy", "")


def test_security_01_another_book_s_account_and_drafts_are_answered_like_none(
    client: TestClient, bearer: Bearer, drafted: dict[str, Any]
) -> None:
    bob = bearer(Role.CSM, BOB)
    hidden = client.post(OUTREACH, json=WANTED, headers=bob)
    unknown = client.post(OUTREACH.replace("A1", "A9"), json=WANTED, headers=bob)
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.json()["detail"].replace("A1", "A9") == unknown.json()["detail"]
    page = client.get("/api/drafts", headers=bob).json()
    assert (page["total"], page["items"], sum(page["by_status"].values())) == (0, [], 0)
    acts: list[tuple[str, str, Any]] = [
        ("GET", "", None),
        ("PATCH", "", {"subject": "Mine now"}),
        ("POST", "/approve", {"content_hash": drafted["content_hash"]}),
        ("POST", "/discard", {"reason": "not mine"}),
        ("POST", "/events", {"event": "sent"}),
    ]
    for method, path, body in acts:
        seen = client.request(method, f"/api/drafts/1{path}", json=body, headers=bob)
        none = client.request(method, f"/api/drafts/9{path}", json=body, headers=bob)
        assert seen.status_code == none.status_code == 404, (method, path, seen.text)
        assert seen.json()["detail"].replace("1", "9") == none.json()["detail"]


def test_the_outbox_is_filtered_and_paged(
    client: TestClient, bearer: Bearer, ann: dict[str, str], drafted: dict[str, Any]
) -> None:
    client.post(OUTREACH, json=WANTED | {"purpose": "introduction"}, headers=ann)
    client.post("/api/drafts/1/discard", json={"reason": "another purpose"}, headers=ann)

    def numbers(query: str, headers: dict[str, str] = ann) -> list[int]:
        answer = client.get(f"/api/drafts?{query}", headers=headers)
        assert answer.status_code == 200, answer.text
        assert "_key" not in answer.text
        return sorted(item["draft_id"] for item in answer.json()["items"])

    assert numbers("") == [1, 2] == numbers("", bearer(Role.MANAGER, MEG))
    assert numbers("status=drafted") == [2]
    assert numbers("status=drafted&status=discarded&purpose=expansion_conversation") == [1]
    assert numbers("account=Acme&owner=ann@us.example&kind=executive_outreach") == [1, 2]
    assert numbers("owner=bob@us.example") == [] == numbers("search=bolt")
    assert len(numbers("limit=1&offset=1")) == 1
    item = client.get("/api/drafts?status=drafted", headers=ann).json()["items"][0]
    assert (item["account_id"], item["contact_id"], item["unmatched"]) == ("A1", "C1", 0)
    for wrong in ("status=lost", "limit=501", "colour=red"):
        assert client.get(f"/api/drafts?{wrong}", headers=ann).status_code == 422
    assert client.get("/api/drafts?account=B1", headers=ann).status_code == 404


def test_an_edit_is_a_new_version_whose_claims_are_checked(
    client: TestClient, ann: dict[str, str], drafted: dict[str, Any]
) -> None:
    body = drafted["letter"]["body"].replace("60%", "95%")
    edited = client.patch("/api/drafts/1", json={"body": body}, headers=ann)
    assert edited.status_code == 200, edited.text
    found = edited.json()
    assert (found["version"], found["status"], found["writer"]) == (2, "in_review", "person")
    assert found["letter"]["subject"] == drafted["letter"]["subject"]
    assert found["gate_passes"] is False
    (claim,) = [claim for claim in found["claims"] if claim["standing"] == "unmatched"]
    assert "95%" in claim["words"]
    refused = client.post(
        "/api/drafts/1/approve", json={"content_hash": found["content_hash"]}, headers=ann
    )
    assert refused.status_code == 409
    problem = refused.json()
    assert problem["type"] == "urn:rapport:problem:not-approved"
    assert any("95%" in reason for reason in problem["reasons"])


@pytest.mark.parametrize(
    "body", [{}, {"subject": ""}, {"body": "x" * 20_001}, {"to": "x@y.example"}]
)
def test_an_edit_that_cannot_be_kept_is_refused(
    client: TestClient, ann: dict[str, str], drafted: dict[str, Any], body: dict[str, str]
) -> None:
    assert client.patch("/api/drafts/1", json=body, headers=ann).status_code == 422
    now = client.get("/api/drafts/1", headers=ann).json()
    assert (now["version"], now["content_hash"]) == (1, drafted["content_hash"])


def test_a_long_text_is_taken_and_a_longer_one_is_not_read(
    client: TestClient, ann: dict[str, str], drafted: dict[str, Any]
) -> None:
    long = drafted["letter"]["body"] + "\n\n" + "Ä" * 19_000
    assert client.patch("/api/drafts/1", json={"body": long}, headers=ann).status_code == 200
    huge = client.patch("/api/drafts/1", json={"body": "x" * 300_000}, headers=ann)
    assert huge.status_code == 413


def test_security_18_a_person_approves_the_text_they_read_and_no_other(
    client: TestClient, ann: dict[str, str], drafted: dict[str, Any]
) -> None:
    def approve(content_hash: str) -> Any:
        body = {"content_hash": content_hash}
        return client.post("/api/drafts/1/approve", json=body, headers=ann)

    client.patch("/api/drafts/1", json={"subject": "A word on the renewal"}, headers=ann)
    stale = approve(drafted["content_hash"])
    assert stale.status_code == 409
    assert "no longer the one" in stale.json()["detail"]
    newest = client.get("/api/drafts/1", headers=ann).json()
    approved = approve(newest["content_hash"])
    assert approved.status_code == 200, approved.text
    found = approved.json()
    assert found["status"] == "approved"
    assert (found["approval"]["approved_by"], found["approval"]["voided_at"]) == (ANN, None)
    assert found["approval"]["approved_at"] == "2026-06-30T12:00:00Z"
    body = {"body": found["letter"]["body"] + "\n\nP.S. Until soon."}
    voided = client.patch("/api/drafts/1", json=body, headers=ann).json()
    assert voided["status"] == "in_review"
    assert voided["approval"]["voided_at"] is not None
    assert approve("not a hash").status_code == 422


def test_security_18_a_service_never_approves(
    client: TestClient, bearer: Bearer, cockpit: Cockpit, drafted: dict[str, Any]
) -> None:
    service = bearer(Role.ADMIN)
    body = {"content_hash": drafted["content_hash"]}
    for number in (1, 9):
        refused = client.post(f"/api/drafts/{number}/approve", json=body, headers=service)
        assert refused.status_code == 403
        assert refused.json()["type"] == "urn:rapport:problem:forbidden"
    assert client.get("/api/drafts/1", headers=service).json()["approval"] is None
    audit = cockpit.store.rows(
        "SELECT actor, subject FROM ops.audit_event WHERE action = 'access.refuse'"
    )
    assert audit == [{"actor": "token:admin", "subject": "draft.approve"}] * 2
    assert (
        client.post("/api/drafts/1/approve", json=body, headers=bearer(Role.ANALYST)).status_code
        == 403
    )


def test_what_became_of_a_draft_is_recorded_once_it_could_have_been_sent(
    client: TestClient, ann: dict[str, str], drafted: dict[str, Any]
) -> None:
    def record(event: str, on: str | None = None) -> Any:
        body = {"event": event, "on": on}
        return client.post("/api/drafts/1/events", json=body, headers=ann)

    assert record("sent").status_code == 422
    body = {"content_hash": drafted["content_hash"], "send_at": "2026-06-30T15:00:00+02:00"}
    approved = client.post("/api/drafts/1/approve", json=body, headers=ann)
    assert approved.json()["approval"]["send_from"] == "2026-06-30T13:00:00Z"
    assert record("sent", "2026-06-30").status_code == 200
    assert record("replied", "2026-06-30T14:00:00+02:00").json()["status"] == "replied"
    found = record("meeting_booked").json()
    assert [event["event"] for event in found["events"]][-3:] == [
        "sent",
        "replied",
        "meeting_booked",
    ]
    assert found["events"][-2]["occurred_at"] == "2026-06-30T12:00:00Z"
    assert record("opened").status_code == 422


def test_a_draft_is_given_up_with_a_reason(
    client: TestClient, ann: dict[str, str], drafted: dict[str, Any]
) -> None:
    assert client.post("/api/drafts/1/discard", json={}, headers=ann).status_code == 422
    answer = client.post("/api/drafts/1/discard", json={"reason": "Written by hand"}, headers=ann)
    assert answer.json()["status"] == "discarded"
    assert client.patch("/api/drafts/1", json={"subject": "x"}, headers=ann).status_code == 422


def test_security_07_a_number_that_is_none_is_refused(
    client: TestClient, ann: dict[str, str]
) -> None:
    for number in ("0", "-1", "x", str(2**60)):
        assert client.get(f"/api/drafts/{number}", headers=ann).status_code == 422
