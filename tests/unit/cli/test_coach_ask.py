"""Guidance on the command line."""

from __future__ import annotations

from tests.unit.cli.conftest import Run, payload


def test_an_answer_is_printed_with_its_sources_and_goes_on(run: Run) -> None:
    said = run("coach", "ask", "My champion was promoted, what now?")
    assert said.stdout.startswith("Your champion was promoted\n")
    assert "1. Congratulate in person (" in said.stdout
    assert "Watch out for" in said.stdout and "- Create the plan" in said.stdout
    then = payload(run("coach", "ask", "why?", "--conversation", 1, "--json"))
    assert then["situation"]["playbook"] == "champion_promoted"
    assert (then["interaction_id"], then["conversation_id"]) == (2, 1)


def test_an_account_is_named_by_option(imported: Run) -> None:
    answer = payload(imported("coach", "ask", "They went silent", "--account", "A1", "--json"))
    assert answer["situation"]["account"]["account_id"] == "A1"
    assert answer["facts"]


def test_what_is_not_understood_is_asked_back(run: Run) -> None:
    assert run("coach", "ask", "hmm").stdout.startswith("What has happened")
    run("coach", "ask", "  ", code=2)
    run("coach", "ask", "why?", "--conversation", 9, code=3)
    run("coach", "ask", "why?", "--account", "nobody", code=3)
