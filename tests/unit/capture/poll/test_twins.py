"""Exports and polls of the same Jira, in either order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.actor import COMMAND_LINE
from core.capture import imports, undo
from core.capture.poll import Source
from core.store import Store
from tests.conftest import NOW
from tests.servers.jira import ANN, BEN, JiraServer, doc, issue
from tests.unit.capture.poll.conftest import Hands, Poll, at, bring, events, tickets

WORDS = ["We look into it.", "Thanks; it is urgent.", "Looked at logs"]


@pytest.fixture
def server() -> Iterator[JiraServer]:
    with JiraServer(NOW) as running:
        running.issues["SUP-1"] = issue("SUP-1", created=at(8))
        running.comment("SUP-1", BEN, at(9, 10, 25), "We look into it.")
        running.comment("SUP-1", ANN, at(9, 30, 59), "Thanks; it is urgent.")
        running.work("SUP-1", at(10, 0, 7), 600, "Looked at logs")
        yield running


def _export(server: JiraServer, store: Store, folder: Path) -> None:
    bring(store, folder, "jira.csv", server.export(), time_zone="UTC", date_order="dmy")


def _texts(store: Store) -> list[str]:
    return [one[4] for one in events(store)]


@pytest.mark.parametrize("order", ["poll, export", "export, poll", "export, poll, export"])
def test_a_comment_that_comes_by_both_is_one(
    server: JiraServer, poll_of: Poll, store: Store, tmp_path: Path, order: str
) -> None:
    for step in order.split(", "):
        if step == "poll":
            poll_of(server, Source.JIRA)
        else:
            _export(server, store, tmp_path)
    assert _texts(store) == WORDS
    assert len(tickets(store)) == 1
    assert [one[1].second for one in events(store)] == [25, 59, 7]


def test_undoing_the_poll_brings_the_exported_comments_back(
    server: JiraServer, poll_of: Poll, store: Store, tmp_path: Path
) -> None:
    _export(server, store, tmp_path)
    before = events(store), tickets(store)
    report = poll_of(server, Source.JIRA)
    assert report.import_id is not None
    assert events(store) != before[0]
    undo(store, COMMAND_LINE, report.import_id)
    assert (events(store), tickets(store)) == before


def test_undoing_the_export_after_a_poll_leaves_the_polled_comments(
    server: JiraServer, poll_of: Poll, store: Store, tmp_path: Path
) -> None:
    poll_of(server, Source.JIRA)
    before = events(store)
    _export(server, store, tmp_path)
    undo(store, COMMAND_LINE, max(row["import_id"] for row in imports(store, COMMAND_LINE)))
    assert events(store) == before


def test_markup_that_reads_differently_is_still_the_same_comment(
    server: JiraServer, poll_of: Poll, store: Store, tmp_path: Path
) -> None:
    bold = doc("Restart it")
    bold["content"][0]["content"][0]["marks"] = [{"type": "strong"}]
    server.comment("SUP-1", BEN, at(11), bold)
    _export(server, store, tmp_path)
    poll_of(server, Source.JIRA)
    assert _texts(store) == [*WORDS, "*Restart it*"]


def test_the_same_words_a_minute_later_are_another_comment(
    server: JiraServer, poll_of: Poll, store: Store, tmp_path: Path, hands: Hands
) -> None:
    _export(server, store, tmp_path)
    server.comment("SUP-1", BEN, at(9, 11, 25), "We look into it.")
    hands.now = server.now = NOW + timedelta(hours=1)
    poll_of(server, Source.JIRA)
    assert _texts(store).count("We look into it.") == 2
