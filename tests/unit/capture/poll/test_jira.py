"""Jira polled from a server on this machine, and compared with its own export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.capture.poll import Source
from core.clock import Clock
from core.store import Store
from tests.conftest import NOW
from tests.servers.http import Call, Reply
from tests.servers.jira import ANN, BEN, JiraServer, issue
from tests.unit.capture.poll.conftest import Hands, Poll, at, bring, events, tickets


@pytest.fixture
def server() -> Iterator[JiraServer]:
    """Five issues with a life of their own."""
    with JiraServer(NOW) as running:
        for number in range(1, 6):
            key = f"SUP-{number}"
            running.issues[key] = issue(
                key, created=at(8, number, day=20 + number), summary=f"No {number}"
            )
        running.comment("SUP-1", BEN, at(9, 10, 25, day=21), "We look into it.")
        running.comment("SUP-1", ANN, at(9, 30, day=21), "Thanks; it is urgent; really.")
        running.change("SUP-1", "priority", "Highest", at(9, 31, day=21))
        running.change("SUP-1", "status", "2", at(9, 40, day=21))
        running.work("SUP-2", at(11, 0, day=22), 5400, "Looked at logs")
        running.change("SUP-2", "status", "3", at(12, 0, day=22))
        running.change("SUP-2", "status", "4", at(13, 0, day=22))
        running.issues["SUP-2"]["resolved"] = at(13, 0, day=22)
        yield running


def test_everything_is_read_the_first_time(server: JiraServer, poll_of: Poll, store: Store) -> None:
    report = poll_of(server, Source.JIRA)
    assert (report.tickets, report.is_full, report.since) == (5, False, None)
    assert all(file.accepted + file.refused == file.read for file in report.files)
    assert sum(file.refused for file in report.files) == 0
    found = tickets(store)
    assert found["SUP-1"]["priority"] == "P1"
    assert found["SUP-1"]["status"] == "pending"
    assert found["SUP-1"]["source_status"] == "Waiting for customer"
    assert found["SUP-1"]["requester_email"] == "ann@acme.com"
    assert found["SUP-2"]["status"] == "solved"
    assert found["SUP-2"]["resolved_at"] == at(13, 0, day=22)
    assert found["SUP-4"]["opened_at"] == at(8, 4, day=24)
    placed = store.rows(
        "SELECT DISTINCT a.name FROM crm.ticket AS t JOIN crm.account AS a USING (account_key)"
    )
    assert [row["name"] for row in placed] == ["Acme Corporation"]


def test_changes_of_status_carry_canonical_words(
    server: JiraServer, poll_of: Poll, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    changes = store.rows(
        "SELECT occurred_at, kind, from_value, to_value FROM crm.ticket_event"
        " WHERE kind IN ('status', 'priority') ORDER BY occurred_at"
    )
    assert [tuple(row.values()) for row in changes] == [
        (at(9, 31, day=21), "priority", "P2", "P1"),
        (at(9, 40, day=21), "status", "open", "pending"),
        (at(12, 0, day=22), "status", "open", "open"),  # Triage: known by its category only
        (at(13, 0, day=22), "status", "open", "solved"),
    ]


def test_polled_tickets_equal_the_export_of_the_same_tickets(
    server: JiraServer, poll_of: Poll, store: Store, tmp_path: Path
) -> None:
    for held in server.issues.values():  # the export writes minutes
        held["updated"] = held["updated"].replace(second=0)
    hidden = ANN | {"emailAddress": ""}
    for held in server.issues.values():
        for comment in held["comments"]:
            if comment["author"] is ANN:
                comment["author"] = hidden
    poll_of(server, Source.JIRA)
    (tmp_path / "other").mkdir()
    with Store.open(tmp_path / "other" / "x.duckdb", clock=Clock(lambda: NOW), threads=1) as other:
        bring(
            other,
            tmp_path,
            "a.csv",
            "account_id,name,domain\nA1,Acme Corporation,acme.com\nB1,Borel,borel.fr\n",
        )
        bring(other, tmp_path, "jira.csv", server.export(), time_zone="UTC", date_order="dmy")
        assert tickets(store) == tickets(other)
        kinds = ("reply", "customer_reply", "work")
        assert len(events(other, *kinds)) == 3
        polled = [(one[0], one[1].replace(second=0), *one[2:]) for one in events(store, *kinds)]
        assert polled == events(other, *kinds)


def test_the_next_poll_reads_what_changed_since(
    server: JiraServer, poll_of: Poll, store: Store, hands: Hands
) -> None:
    poll_of(server, Source.JIRA)
    hands.now = server.now = NOW + timedelta(hours=1)
    server.comment("SUP-4", BEN, NOW + timedelta(minutes=30), "Fixed in the next release.")
    server.change("SUP-4", "status", "4", NOW + timedelta(minutes=31))
    report = poll_of(server, Source.JIRA)
    assert (report.tickets, report.files[0].changed, report.files[0].new) == (1, 1, 0)
    assert 'updated >= "-71m"' in server.calls[-1].body.decode().replace('\\"', '"')
    assert tickets(store)["SUP-4"]["status"] == "solved"
    hands.now = server.now = NOW + timedelta(hours=2)
    nothing = poll_of(server, Source.JIRA)
    assert (nothing.tickets, nothing.import_id) == (0, None)


def test_a_full_poll_reads_everything_again_and_changes_nothing(
    server: JiraServer, poll_of: Poll, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    before = tickets(store), events(store)
    report = poll_of(server, Source.JIRA, full=True)
    assert report.tickets == 5
    assert [(file.new, file.changed, file.unchanged == file.read) for file in report.files] == [
        (0, 0, True),
        (0, 0, True),
    ]
    assert (tickets(store), events(store)) == before


def test_times_of_the_two_clocks_need_not_agree(
    server: JiraServer, poll_of: Poll, hands: Hands
) -> None:
    """Our clock runs three hours ahead; what is asked for goes by Jira's."""
    hands.now = NOW + timedelta(hours=3)
    poll_of(server, Source.JIRA)
    server.now = NOW + timedelta(minutes=5)
    server.comment("SUP-5", BEN, NOW + timedelta(minutes=3), "Soon.")
    assert poll_of(server, Source.JIRA).tickets == 1


def test_pages_that_change_under_the_cursor_lose_nothing(
    server: JiraServer, poll_of: Poll, store: Store, hands: Hands
) -> None:
    """While pages are read, an issue is commented on, one appears, one is deleted."""
    steps: list[Call] = []

    def meanwhile(call: Call) -> None:
        if call.path.endswith("/search/jql"):
            steps.append(call)
            if len(steps) == 1:
                server.comment("SUP-1", BEN, NOW, "Written between two pages.")
                server.issues["SUP-9"] = issue(
                    "SUP-9", created=NOW, summary="Born between two pages"
                )
                del server.issues["SUP-5"]

    server.after = meanwhile
    poll_of(server, Source.JIRA)
    server.after = lambda _call: None
    found = tickets(store)
    assert set(found) == {"SUP-1", "SUP-2", "SUP-3", "SUP-4", "SUP-9"}
    assert "Written between two pages." in [one[4] for one in events(store, "reply")]
    hands.now = server.now = NOW + timedelta(minutes=1)
    assert poll_of(server, Source.JIRA).tickets == 2  # inside the overlap, read again


def test_a_search_whose_place_is_forgotten_begins_again(
    server: JiraServer, poll_of: Poll, store: Store
) -> None:
    server.after = lambda call: setattr(
        server, "lose_places", call.path.endswith("/search/jql") and len(server.calls) == 3
    )
    assert poll_of(server, Source.JIRA).tickets == 5
    assert len(tickets(store)) == 5


def test_long_lists_are_read_to_their_end(server: JiraServer, poll_of: Poll, store: Store) -> None:
    for minute in range(250):
        moment = at(9, day=23) + timedelta(minutes=minute)
        server.comment("SUP-3", BEN, moment, f"Comment {minute}")
        if minute < 45:
            server.work("SUP-3", moment, 60, f"Work {minute}")
            server.change("SUP-3", "status", "23"[minute % 2], moment)
    poll_of(server, Source.JIRA)
    mine = [one for one in events(store) if one[0] == "SUP-3"]
    assert len([one for one in mine if one[2] == "reply"]) == 250
    assert len([one for one in mine if one[2] == "work"]) == 45
    assert len([one for one in mine if one[2] == "status"]) == 45


def test_an_internal_comment_is_a_note_and_no_reply(
    server: JiraServer, poll_of: Poll, store: Store
) -> None:
    server.comment("SUP-4", BEN, at(10, day=24), "Ask Cleo first.", jsdPublic=False)
    server.comment("SUP-4", BEN, at(11, day=24), "Hello.", jsdPublic=True)
    poll_of(server, Source.JIRA)
    mine = [(one[2], one[4]) for one in events(store) if one[0] == "SUP-4"]
    assert mine == [("note", "Ask Cleo first."), ("reply", "Hello.")]


def test_a_comment_that_is_edited_stays_one(
    server: JiraServer, poll_of: Poll, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    server.issues["SUP-1"]["comments"][0]["body"]["content"][0]["content"][0]["text"] = "Edited."
    server.issues["SUP-1"]["updated"] = NOW
    poll_of(server, Source.JIRA)
    assert [one[4] for one in events(store, "reply")] == ["Edited."]


def test_only_issues_of_the_configured_query_are_read(server: JiraServer, poll_of: Poll) -> None:
    server.issues["OPS-7"] = issue("OPS-7", created=at(8))
    assert poll_of(server, Source.JIRA, jira_jql="project = OPS").tickets == 1
    assert poll_of(server, Source.JIRA).tickets == 6  # another query begins anew


@pytest.mark.parametrize("fault", ["limit", "date", "broken", "hang up", "cut", "portal"])
def test_a_passing_fault_is_waited_out(
    server: JiraServer, poll_of: Poll, store: Store, hands: Hands, fault: str
) -> None:
    limit = Reply(429, b"{}", {"Retry-After": "7"})
    soon = Reply(429, b"{}", {"Retry-After": "Tue, 30 Jun 2026 12:00:30 GMT"})
    replies: dict[str, list[Reply | None]] = {
        "limit": [None, None, limit, limit],
        "date": [None, None, soon],
        "broken": [None, None, Reply(503), Reply(502)],
        "hang up": [None, None],
        "cut": [None, None, Reply(200, b'{"issues": [', {}, cut=6)],
        "portal": [None, None, Reply(200, b"<html>Sign in to the Wi-Fi</html>")],
    }
    server.fail(*replies[fault], hang_up=fault == "hang up")
    report = poll_of(server, Source.JIRA)
    assert report.tickets == 5
    assert len(tickets(store)) == 5
    waits = {"limit": [7.0, 7.0], "date": [30.0], "broken": [1.0, 2.0]}
    assert hands.paused == waits.get(fault, [1.0])
    assert report.retries == len(hands.paused)


def test_fields_of_an_organisation_of_its_own_are_polled_too(
    server: JiraServer, poll_of: Poll, store: Store
) -> None:
    """What the mapping reads decides what is asked for."""
    poll_of(server, Source.JIRA)
    asked = next(call for call in server.calls if call.path.endswith("/search/jql"))
    assert "customfield_10002" in asked.body.decode()


def test_where_a_ticket_came_from_can_be_shown(
    server: JiraServer, poll_of: Poll, store: Store
) -> None:
    from core.actor import COMMAND_LINE
    from core.capture import raw_record

    poll_of(server, Source.JIRA)
    row = store.one("SELECT batch_id, source_line FROM crm.ticket WHERE source_id = 'SUP-2'") or {}
    record = raw_record(store, COMMAND_LINE, row["batch_id"], row["source_line"])
    assert record["Issue key"] == "SUP-2"
    assert record["Description"] == "It hurts.\n\nPlease help."
    assert isinstance(row["batch_id"], int)
    assert datetime.fromisoformat(record["Created"]).year == 2026
