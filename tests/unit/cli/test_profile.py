"""The relationship profile from the command line."""

from __future__ import annotations

from tests.unit.cli.conftest import AS_OF, Run, payload


def test_the_profile_as_json_has_every_part(imported: Run) -> None:
    found = payload(imported("profile", "--account", "A1", "--as-of", AS_OF, "--json"))
    assert set(found) == {
        "account_id",
        "name",
        "as_of",
        "stakeholders",
        "integrations",
        "features",
        "features_used",
        "environment",
        "communications",
        "roadmap",
        "unrelated_roadmap_items",
        "codevelopment",
        "past_codevelopment",
        "missing",
    }
    levels = {
        person["contact_id"]: person["technical_maturity"] for person in found["stakeholders"]
    }
    assert levels == {"C1": "low", "C2": "high"}
    assert [item["integration"] for item in found["integrations"]] == ["sync"]
    assert found["communications"][0]["subject"] == "Re: Next"


def test_the_profile_in_words_says_why_and_what_is_missing(imported: Run) -> None:
    said = imported("profile", "--account", "A1", "--as-of", AS_OF).stdout
    assert "Cleo Finn" in said and "The title suggests" in said
    assert "import the environment file" in said


def test_without_notion_the_page_cannot_be_written_and_the_command_says_so(imported: Run) -> None:
    failed = imported("profile", "--account", "A1", "--as-of", AS_OF, "--to-notion", code=1)
    assert "notion" in failed.stderr.lower()
