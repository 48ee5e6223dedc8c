"""The smallest change, the simulator and the second look on the command line."""

from __future__ import annotations

import pytest

from tests.unit.cli.conftest import AS_OF, Run, payload


@pytest.mark.usefixtures("imported")
def test_green_names_what_to_close_and_the_score_it_leads_to(run: Run) -> None:
    found = payload(run("green", "--account", "A2", "--as-of", AS_OF, "--json"))
    assert found["rag"] == "red"
    assert found["says"] == "Close P1 S1: 39 to 100."
    assert found["plans"][0]["steps"][0]["target"] == "S1"
    said = run("green", "--account", "A2", "--as-of", AS_OF)
    assert said.exit_code == 0
    assert "Close P1 S1" in said.stdout
    fine = run("green", "--account", "A1", "--as-of", AS_OF)
    assert "The account is green." in fine.stdout


@pytest.mark.usefixtures("imported")
def test_simulate_shows_what_would_change_and_saves_only_for_a_reason(run: Run) -> None:
    asked = ("simulate", "--set", "p1_max_age_days=30", "--as-of", AS_OF)
    found = payload(run(*asked, "--weeks", "1", "--json"))
    assert [(one["account_id"], one["to_rag"]) for one in found["changed"]] == [("A2", "green")]
    assert set(found["past"]) == {"in_force", "supposed"}
    assert found["saved_version"] is None
    assert "1 change colour" in run(*asked).stdout
    assert "a week" in run(*asked, "--weeks", "1").stdout
    saved = payload(run(*asked, "--save", "Ours are slow", "--json"))
    assert saved["saved_version"] == 2
    assert payload(run("simulate", "--as-of", AS_OF, "--json"))["before"]["green"] == 2


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    "value", ["p1_max_age_days", "p1_max_age_days=soon", "gold.p1_max_age_days=1", "no_such=1"]
)
def test_simulate_refuses_what_is_no_value_of_a_threshold(run: Run, value: str) -> None:
    assert "Error" in run("simulate", "--set", value, code=2).stderr


@pytest.mark.usefixtures("imported")
def test_look_lists_doubts_and_contradictions(run: Run) -> None:
    found = payload(run("look", "--as-of", AS_OF, "--json"))
    assert found == {"as_of": AS_OF, "watermelons": [], "contradictions": []}
    assert "0 contradictions" in run("look", "--account", "A1", "--as-of", AS_OF).stdout
