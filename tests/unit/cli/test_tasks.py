"""Tasks from the command line."""

from __future__ import annotations

from tests.unit.cli.conftest import Run, payload


def test_a_task_is_made_moved_done_taken_back_and_dropped(imported: Run) -> None:
    made = ("tasks", "add", "Call Cleo", "--due", "2026-06-29", "--account", "A1", "--json")
    (task,) = payload(imported(*made))
    assert (task["account_id"], task["owner"], task["state"]) == ("A1", "local", "open")
    assert "account_key" not in task
    (moved,) = payload(imported("tasks", "change", "1", "--due", "2030-01-01", "--json"))
    assert (moved["due_on"], moved["is_overdue"]) == ("2030-01-01", False)
    imported("tasks", "done", "1")
    assert payload(imported("tasks", "list", "--json")) == []
    imported("tasks", "reopen", "1")
    imported("tasks", "drop", "1", "--reason", "She left")
    (dropped,) = payload(imported("tasks", "list", "--state", "dropped", "--json"))
    assert dropped["reason"] == "She left"


def test_the_list_in_words_names_account_and_owner(imported: Run) -> None:
    imported("tasks", "add", "Call Cleo", "--due", "2020-01-01", "--account", "Acme")
    said = imported("tasks", "list").stdout
    assert "Call Cleo" in said and "Acme" in said and "overdue" in said and "1 task." in said


def test_a_task_for_somebody_who_does_not_work_on_the_account_is_refused(imported: Run) -> None:
    wanted = (
        "tasks",
        "add",
        "x",
        "--due",
        "2030-01-01",
        "--account",
        "A1",
        "--owner",
        "z@us.example",
    )
    assert "cannot be given" in imported(*wanted, code=2).stderr
