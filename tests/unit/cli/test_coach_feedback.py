"""Feedback from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import Run, payload

TEXTS = Path(__file__).parents[1] / "coaching" / "feedback" / "texts"


def test_a_file_is_scored_as_json_with_verbatim_quotes(run: Run) -> None:
    file = TEXTS / "strong_call.txt"
    text = file.read_text(encoding="utf-8")
    found = payload(run("coach", "feedback", file, "--me", "Ann Lee", "--json"))
    quotes = [quote for score in found["assessment"]["scores"] for quote in score["quotes"]]
    assert quotes
    assert all(text[quote["start"] : quote["end"]] == quote["text"] for quote in quotes)
    assert not [name for name in found if name.endswith("_key")]


def test_people_get_a_table_and_advice(run: Run) -> None:
    said = run("coach", "feedback", TEXTS / "weak_call.txt", "--me", "Ann Lee").stdout
    assert "Risk handling" in said
    assert "Better: We will fix it by [day]." in said
    assert "You spoke 90% of the words" in said
    empty = run("coach", "feedback", TEXTS / "empty_notes.txt").stdout
    assert "no evidence" in empty


def test_an_unclear_speaker_and_a_missing_file_are_told(run: Run) -> None:
    asked = run("coach", "feedback", TEXTS / "weak_call.txt", code=4)
    assert "Ann Lee" in asked.stderr
    run("coach", "feedback", TEXTS / "absent.txt", code=2)
