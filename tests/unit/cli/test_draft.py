"""Drafts and suggestions from the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from core import wiring
from core.actor import Actor, Role
from core.cli.main import app
from core.clock import fixed
from core.settings import Settings
from tests.unit.cli.conftest import FILES, Run, payload

NOON = datetime(2026, 6, 30, 12, 0)
ANN = Actor("ann@us.example", frozenset({Role.CSM}))
MORE = {
    "users.csv": """\
email,full_name,role,time_zone
ann@us.example,Ann Lee,Customer Success Manager,Europe/Berlin
""",
    "outcomes.csv": """\
account_id,metric,value,unit,baseline,target,measured_on
A1,Adoption,82,%,40,75,2026-06-01
""",
    "contacts.csv": """\
contact_id,account_id,full_name,title,email,country,role,is_primary_sponsor,consent
C1,A1,Cleo Finn,CFO,cleo@acme.example,Germany,executive_sponsor,true,given
C2,A1,Theo Tan,CTO,theo@acme.example,Germany,,,
C3,A1,Theodora Tan,COO,thea@acme.example,Germany,,,
""",
}
OUTREACH = ("draft", "executive-outreach", "--account", "Acme", "--purpose")
Approve = Callable[[int], None]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the exports and what a letter lives on, scored for the day of the tests."""
    folder = tmp_path_factory.mktemp("drafts")
    for name, content in (FILES | MORE).items():
        (folder / name).write_text(content)
    home = folder / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "Clock", lambda: fixed(NOON))
        patch.setenv("RAPPORT_DATABASE", str(home / "rapport.duckdb"))
        for words in (["import", *map(str, sorted(folder.glob("*.csv")))], ["refresh"]):
            done = CliRunner().invoke(app, words)
            assert done.exit_code == 0, done.output
    return home


@pytest.fixture
def ready(run: Run, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line on a copy of that database, on that day."""
    monkeypatch.setattr(wiring, "Clock", lambda: fixed(NOON))
    shutil.copytree(prepared, tmp_path / "home")
    return run


@pytest.fixture
def approve(ready: Run) -> Approve:
    """What Ann does on the page of the account."""

    def act(draft_id: int) -> None:
        cockpit = wiring.build(Settings(), fixed(NOON))
        try:
            seen = cockpit.drafting.draft(ANN, draft_id)
            cockpit.drafting.approve(ANN, draft_id, seen.content_hash)
        finally:
            cockpit.store.close()

    return act


def test_an_outreach_is_printed_with_its_claims_and_their_lines(ready: Run) -> None:
    shown = ready(*OUTREACH, "expansion-conversation", "--to", "cleo").stdout
    assert "Draft 1, drafted: expansion conversation for Acme (A1)" in shown
    assert "Cleo Finn <cleo@acme.example>" in shown
    assert "ann@us.example" in shown
    assert "words by the template" in shown
    assert "outcomes.csv:2 (rapport:A1/Adoption/2026-06-01)" in shown
    assert "proven by no fact" not in shown


def test_outreach_json_has_every_claim_with_its_fact_and_source_lines(ready: Run) -> None:
    words = ("expansion_conversation", "--to", "C1", "--tone", "formal", "--length", "short")
    found = payload(ready(*OUTREACH, *words, "--json"))
    assert (found["draft_id"], found["status"], found["gate_passes"]) == (1, "drafted", True)
    assert (found["tone"], found["length"], found["contact_id"]) == ("formal", "short", "C1")
    letter = found["letter"]
    assert letter["words"] == len(letter["body"].split())
    for claim in found["claims"]:
        assert letter[claim["part"]][claim["start"] : claim["end"]] == claim["words"]
        for fact in claim["facts"]:
            assert fact["sources"] or fact["origin"] == "proposed"
    rows = {
        (row["file"], row["line"], row["table"], row["system"], row["id"], row["batch"] > 0)
        for claim in found["claims"]
        for fact in claim["facts"]
        for row in fact["sources"]
    }
    assert ("contacts.csv", 2, "crm.contact", "rapport", "C1", True) in rows
    assert (
        "outcomes.csv", 2, "crm.outcome_metric", "rapport", "A1/Adoption/2026-06-01", True,
    ) in rows  # fmt: skip
    assert {"blocks", "missing", "content_hash", "writer", "prompt_version"} <= set(found)
    assert payload(ready("draft", "show", 1, "--json")) == found


def test_facts_that_are_missing_are_named_and_nothing_is_kept(ready: Run) -> None:
    words = (*OUTREACH, "issue_escalation_awareness", "--to", "Cleo")
    refused = ready(*words, code=10)
    assert "Grounds to tell an executive" in refused.stderr
    found = json.loads(ready(*words, "--json", code=10).stdout)
    assert found["draft_id"] is None
    assert "Grounds to tell an executive" in {item["label"] for item in found["missing"]}
    assert payload(ready("draft", "list", "--json"))["total"] == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("introduction", "--to", "Theo T"), 4, "Theodora Tan"),
        (("introduction", "--to", "Cleopatra"), 3, "Cleo Finn"),
        (("selling", "--to", "Cleo"), 2, "introduction"),
        (("introduction", "--to", "Cleo", "--tone", "angry"), 2, "concise"),
        (("introduction", "--to", "Cleo", "--from", "nobody"), 2, "e-mail"),
    ],
)
def test_what_cannot_be_asked_for_says_what_can(
    ready: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in ready(*OUTREACH, *words, code=code).stderr


def test_the_sender_can_be_named(ready: Run) -> None:
    words = (*OUTREACH, "introduction", "--to", "Theo Tan", "--from", "bob@us.example")
    refused = ready(*words, code=10)
    assert "Sender" in refused.stderr


def test_drafts_are_listed_edited_and_given_up(ready: Run, tmp_path: Path) -> None:
    ready(*OUTREACH, "expansion_conversation", "--to", "C1")
    before = payload(ready("draft", "show", 1, "--json"))
    body = tmp_path / "body.txt"
    body.write_text(before["letter"]["body"].replace("82%", "92%"))
    after = payload(ready("draft", "edit", 1, "--body", body, "--json"))
    assert (after["version"], after["gate_passes"]) == (2, False)
    assert after["letter"]["subject"] == before["letter"]["subject"]
    assert "claims are proven by no fact" in ready("draft", "show", 1).stdout
    listed = payload(ready("draft", "list", "--account", "A1", "--status", "in_review", "--json"))
    assert [(row["draft_id"], row["unmatched"]) for row in listed["items"]] == [(1, 1)]
    assert "1 of 1 drafts" in ready("draft", "list").stdout
    assert ready("draft", "discard", 1, "--reason", "Called instead").exit_code == 0
    assert payload(ready("draft", "list", "--status", "in_review", "--json"))["total"] == 0
    assert "Nothing is to be changed" in ready("draft", "edit", 1, code=2).stderr
    ready("draft", "edit", 1, "--body", tmp_path / "none.txt", code=2)
    ready("draft", "show", 9, code=3)


def test_security_18_a_command_approves_nothing_and_takes_only_what_a_person_approved(
    ready: Run, approve: Approve, tmp_path: Path
) -> None:
    made = payload(ready(*OUTREACH, "expansion_conversation", "--to", "C1", "--json"))
    assert "role" in {block["rule"] for block in made["blocks"] if block["stops"]}
    assert "No such command" in ready("draft", "approve", 1, code=2).stderr
    assert "not approved" in ready("draft", "eml", 1, "--out", tmp_path, code=11).stderr
    assert not (tmp_path / "draft-1.eml").exists()
    approve(1)
    ready("draft", "eml", 1, "--out", tmp_path)
    message = (tmp_path / "draft-1.eml").read_text()
    assert "To: Cleo Finn <cleo@acme.example>" in message
    ready("draft", "edit", 1, "--subject", "Another subject")
    ready("draft", "eml", 1, "--out", tmp_path, code=11)
    assert "The approval is void" in ready("draft", "show", 1).stdout


@pytest.mark.parametrize(
    "kind", ["executive_brief", "impact-summary", "talking_points", "meeting_proposal"]
)
def test_documents_are_made_for_a_conversation(ready: Run, tmp_path: Path, kind: str) -> None:
    words = ("draft", "document", kind, "--account", "A1", "--to", "Cleo")
    text = ready(*words).stdout
    assert text.startswith("# ") and "Acme" in text
    ready(*words, "--format", "pdf", "--out", tmp_path)
    (made,) = tmp_path.glob(f"{kind.replace('-', '_')}-A1-2026-06-30.pdf")
    assert made.read_bytes().startswith(b"%PDF")
    found: dict[str, Any] = payload(ready(*words, "--format", "json"))
    named = {
        name for section in found["sections"] for row in section["rows"] for name in row["fact_ids"]
    }
    assert named == {fact["fact_id"] for fact in found["facts"]}
    assert any(fact["sources"] for fact in found["facts"])


def test_a_document_that_is_none_or_cannot_be_written_is_refused(
    ready: Run, tmp_path: Path
) -> None:
    account = ("--account", "A1")
    assert "executive_brief" in ready("draft", "document", "poem", *account, code=3).stderr
    brief = ("draft", "document", "impact_summary", *account)
    ready(*brief, "--format", "docx", code=2)
    ready(*brief, "--out", tmp_path / "missing" / "file.md", code=2)


def test_today_is_listed_and_opened_down_to_the_lines(ready: Run) -> None:
    found = payload(ready("today", "--json"))
    assert found["as_of"] == "2026-06-30"
    assert found["cards"]
    for card in found["cards"]:
        assert {factor["name"] for factor in card["factors"]} == {
            "revenue_impact",
            "frequency",
            "confidence",
            "effort",
            "risk",
        }
        assert card["account_id"] and card["reason"] and card["purpose"]
    scores = [card["priority"] for card in found["cards"]]
    assert scores == sorted(scores, reverse=True)
    rows = [row for card in found["cards"] for row in card["evidence"]]
    assert all(row["file"] and row["line"] for row in rows)
    assert f"{len(scores)} suggestion" in ready("today").stdout
    assert payload(ready("today", "--filters", "tier=mid_market", "--json"))["cards"] == []
