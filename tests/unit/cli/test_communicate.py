"""Technical letters and check-ins from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run, payload

PEOPLE = """\
contact_id,account_id,full_name,title,email,technical_maturity
C9,A1,Ida Berg,Integration Engineer,ida@acme.example,high
"""
USERS = """\
email,full_name,role,time_zone
ann@us.example,Ann Ableton,Technical Account Manager,Europe/London
"""


@pytest.fixture
def staffed(imported: Run, tmp_path: Path) -> Run:
    """The small set of exports, with someone who works with the product."""
    for name, text in (("contacts.csv", PEOPLE), ("users.csv", USERS)):
        path = tmp_path / name
        path.write_text(text)
        imported("import", str(path))
    return imported


@pytest.mark.parametrize("kind", ["health-checkin", "success-review", "escalation-outreach"])
def test_a_communication_is_written_to_who_works_with_the_product(staffed: Run, kind: str) -> None:
    made = payload(staffed("communicate", kind, "--account", "A1", "--json"))
    assert made["kind"] == kind.replace("-", "_")
    assert made["recipient_name"] == "Ida Berg"
    assert made["sender"] == "ann@us.example"
    assert made["gate_passes"] is True
    assert made["status"] == "drafted"


def test_what_lacks_facts_says_which(staffed: Run) -> None:
    failed = staffed("communicate", "release-notes", "--account", "A1", "--json", code=10)
    assert '"draft_id": null' in failed.stdout
    assert '"missing"' in failed.stdout


def test_an_unknown_communication_is_named_with_those_there_are(staffed: Run) -> None:
    failed = staffed("communicate", "sonnet", "--account", "A1", code=3)
    assert "escalation-outreach, release-notes, roadmap-preview" in failed.stderr


def test_where_only_executives_are_known_the_reason_is_said(imported: Run) -> None:
    failed = imported("communicate", "health-checkin", "--account", "A1", code=2)
    assert "Nobody at this account" in failed.stderr


def test_check_ins_are_listed_drafted_and_given_an_interval(staffed: Run) -> None:
    done = payload(staffed("checkins", "run", "--json"))
    assert len(done["drafts"]) == 1
    staffed("checkins", "every", "14", "--account", "A1", "--reason", "migration")
    listed = payload(staffed("checkins", "list", "--json"))
    acme = next(item for item in listed["items"] if item["account_id"] == "A1")
    assert (acme["every_days"], acme["is_own"]) == (14, True)
    bolt = next(item for item in listed["items"] if item["account_id"] == "A2")
    assert "Nobody at this account" in bolt["note"]


def test_the_review_is_printed_as_html(staffed: Run, tmp_path: Path) -> None:
    staffed(
        "draft",
        "document",
        "success_review",
        "--account",
        "A1",
        "--format",
        "html",
        "--out",
        str(tmp_path),
    )
    (made,) = tmp_path.glob("success_review-A1-*.html")
    assert "customer success review" in made.read_text()
