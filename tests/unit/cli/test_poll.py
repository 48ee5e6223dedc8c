"""Polling from the command line: what it prints, what it ends with."""

from __future__ import annotations

import pytest

from tests.conftest import NOW
from tests.servers.http import Reply
from tests.servers.jira import JiraServer, issue
from tests.servers.kayako import ClassicServer, case
from tests.unit.cli.conftest import Run, payload


def test_everything_that_is_set_up_is_polled(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with JiraServer(NOW) as jira, ClassicServer(NOW) as classic:
        jira.issues["SUP-1"] = issue("SUP-1", created=NOW)
        classic.cases[1] = case(1, created=NOW)
        for name, value in {**jira.settings(), **classic.settings()}.items():
            monkeypatch.setenv(f"RAPPORT_{name.upper()}", value)
        polls = payload(run("poll", "--json"))["polls"]
        assert [(one["source"], one["tickets"]) for one in polls] == [
            ("jira", 1),
            ("kayako-classic", 1),
        ]
        for file in (file for one in polls for file in one["files"]):
            assert file["accepted"] + file["refused"] == file["read"]
        shown = run("poll", "jira", "--full").stdout
        assert "jira" in shown
        jira.fail(Reply(401, b"{}"))
        failed = run("poll", "--json", code=12)
        found = payload(failed)
        assert [one["source"] for one in found["polls"]] == ["kayako-classic"]
        assert found["failed"][0]["source"] == "jira"
        assert "RAPPORT_JIRA_URL" in found["failed"][0]["remedy"]


def test_without_a_source_it_says_what_to_set(run: Run) -> None:
    assert "RAPPORT_JIRA_URL" in run("poll", code=2).stderr
    assert "kayako-classic" in run("poll", "zendesk", code=2).stderr


def test_a_sweep_says_what_is_gone_and_what_it_would_not_believe(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with JiraServer(NOW) as jira:
        for number in (1, 2, 3):
            jira.issues[f"SUP-{number}"] = issue(f"SUP-{number}", created=NOW)
        for name, value in jira.settings().items():
            monkeypatch.setenv(f"RAPPORT_{name.upper()}", value)
        run("poll")
        del jira.issues["SUP-2"]
        (found,) = payload(run("sweep", "--json"))["sweeps"]
        assert (found["known"], found["missing"], found["gone"]) == (3, 1, {"SUP-2": "not found"})
        jira.issues.clear()
        shown = run("sweep", "jira")
        assert "nothing is concluded" in shown.stderr
        assert "--however-many" in shown.stderr
        assert "SUP-3 is gone: not found" in run("sweep", "--however-many").stderr
        jira.fail(Reply(401, b"{}"))
        failed = run("sweep", "--json", code=12)
        assert payload(failed)["failed"][0]["source"] == "jira"
    assert "kayako-classic" in run("sweep", "zendesk", code=2).stderr
