"""The week and ratings on the command line."""

from __future__ import annotations

from tests.unit.cli.conftest import Run, payload

WEEK = "2026-06-08"


def test_a_week_is_summed_up_kept_and_found_again(imported: Run) -> None:
    first = payload(imported("coach", "weekly", "--week", WEEK, "--json"))
    assert (first["week_on"], first["until_on"], first["writer"]) == (
        WEEK,
        "2026-06-14",
        "template",
    )
    assert "1 conversation, 1 e-mail from you and 1 e-mail from them" in first["headline"]["text"]
    again = payload(imported("coach", "weekly", "--week", WEEK, "--json"))
    assert again == first
    anew = payload(imported("coach", "weekly", "--week", WEEK, "--again", "--json"))
    assert anew["interaction_id"] == first["interaction_id"] + 1


def test_people_get_the_week_as_text(run: Run) -> None:
    said = run("coach", "weekly", "--week", WEEK).stdout
    assert said.startswith("Your week, 8 to 14 June 2026: ")
    assert "What you did:" in said and "To try next week:" in said and "Read: " in said


def test_a_day_that_is_no_monday_is_refused_with_the_monday(run: Run) -> None:
    refused = run("coach", "weekly", "--week", "2026-06-10", code=2)
    assert "2026-06-08" in refused.stderr


def test_a_summary_is_rated_bit_by_bit(run: Run) -> None:
    number = payload(run("coach", "weekly", "--week", WEEK, "--json"))["interaction_id"]
    run("coach", "rate", number, "--rating", 4)
    said = payload(
        run("coach", "rate", number, "--followed", "partly", "--wish", "length=brief", "--json")
    )
    assert (said["rating"], said["followed"]) == (4, "partly")
    run("coach", "rate", number, "--wish", "length", code=2)
    run("coach", "rate", 999, "--rating", 4, code=3)
    run("coach", "rate", number, code=2)


def test_the_round_without_a_mail_server_writes_and_mails_nothing(run: Run) -> None:
    assert ": 1 written, 0 mailed" in run("coach", "weekly", "--mail").stdout
    assert ": 0 written, 0 mailed" in run("coach", "weekly", "--mail").stdout
