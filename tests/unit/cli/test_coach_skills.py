"""Skills, progress and the team on the command line."""

from __future__ import annotations

from tests.unit.cli.conftest import Run, payload


def test_skills_of_a_person_are_listed_with_what_they_rest_on(imported: Run) -> None:
    found = payload(
        imported("coach", "skills", "ann@us.example", "--as-of", "2026-06-30", "--json")
    )
    assert found["person"]["email"] == "ann@us.example"
    assert len(found["skills"]) == 9
    said = imported("coach", "skills", "ann@us.example", "--as-of", "2026-06-30").stdout
    assert "Multi-threading" in said


def test_progress_and_team_answer_as_json_and_as_tables(imported: Run) -> None:
    found = payload(imported("coach", "progress", "ann@us.example", "--months", "2", "--json"))
    assert len(found["skills"][0]["points"]) == 3
    members = payload(imported("coach", "team", "--json"))["members"]
    assert {member["person"]["email"] for member in members} == {"ann@us.example", "bob@us.example"}
    assert "Not coached for 60 days" in imported("coach", "team").stdout
    assert "Begin with their view" in imported("coach", "team", "--agenda", "ann@us.example").stdout


def test_a_person_who_is_nobody_here_is_refused_without_a_hint(imported: Run) -> None:
    refused = imported("coach", "skills", "nobody@us.example", code=5)
    assert "These are not scores you may see." in refused.stderr
