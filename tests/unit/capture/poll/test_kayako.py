"""Both Kayakos polled from servers on this machine, and compared with their exports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.capture.poll import Source
from core.clock import Clock
from core.store import Store
from tests.conftest import NOW
from tests.servers.http import Call, Reply
from tests.servers.kayako import ClassicServer, Desk, KayakoServer, case
from tests.unit.capture.poll.conftest import Hands, Poll, at, bring, events, tickets

SOURCES = {KayakoServer: Source.KAYAKO, ClassicServer: Source.KAYAKO_CLASSIC}


@pytest.fixture(params=SOURCES, ids=["new", "classic"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Seven tickets, three a page."""
    with request.param(NOW, most=3) as running:
        for number in range(1, 8):
            running.cases[number] = case(number, created=at(8, day=20 + number))
        running.post(1, "agent", at(9, 10, 25, day=21), "We look into it.")
        running.post(1, "note", at(9, 20, day=21), "Ask Cleo first.")
        running.post(1, "requester", at(9, 30, day=21), "Thanks.")
        running.post(2, "agent", at(10, day=22), "Done.")
        running.settle(2, at(11, day=22))
        yield running


def _source(desk: Desk) -> Source:
    return SOURCES[type(desk)]


def test_everything_is_read_the_first_time(desk: Desk, poll_of: Poll, store: Store) -> None:
    report = poll_of(desk, _source(desk))
    assert (report.tickets, report.events) == (7, 4)
    assert all(file.accepted == file.read for file in report.files)
    found = {name[-1]: row for name, row in tickets(store).items()}
    assert set(found) == set("1234567")
    assert (found["1"]["priority"], found["1"]["status"]) == ("P2", "open")
    assert found["2"]["status"] == "solved"
    assert found["2"]["resolved_at"] == at(11, day=22)
    assert [(one[1], one[2], one[4]) for one in events(store)] == [
        (at(9, 10, 25, day=21), "reply", "We look into it."),
        (at(9, 20, day=21), "note", "Ask Cleo first."),
        (at(9, 30, day=21), "customer_reply", "Thanks."),
        (at(10, day=22), "reply", "Done."),
    ]


def test_polled_tickets_equal_the_export_of_the_same_tickets(
    desk: Desk, poll_of: Poll, store: Store, tmp_path: Path
) -> None:
    poll_of(desk, _source(desk))
    (tmp_path / "other").mkdir()
    with Store.open(tmp_path / "other" / "x.duckdb", clock=Clock(lambda: NOW), threads=1) as other:
        accounts = "account_id,name,domain\nA1,Acme Corporation,acme.com\nB1,Borel,borel.fr\n"
        bring(other, tmp_path, "a.csv", accounts)
        bring(other, tmp_path, "kayako.csv", desk.export())
        polled, exported = tickets(store), tickets(other)
        if isinstance(desk, KayakoServer):  # the download has no texts
            polled = {name: row | {"body": None} for name, row in polled.items()}
        assert len(exported) == 7
        assert polled == exported


def test_the_next_poll_reads_what_changed_since(
    desk: Desk, poll_of: Poll, store: Store, hands: Hands
) -> None:
    poll_of(desk, _source(desk))
    hands.now = desk.now = NOW + timedelta(hours=1)
    desk.post(4, "agent", NOW + timedelta(minutes=30), "Fixed.")
    desk.calls.clear()
    report = poll_of(desk, _source(desk))
    assert (report.tickets, report.files[0].changed) == (1, 1)
    asked = [
        call
        for call in desk.calls
        if "posts" in call.path or "TicketPost" in call.query.get("e", "")
    ]
    assert len(asked) <= 2  # one ticket's posts, and the page that ends them
    assert "Fixed." in [one[4] for one in events(store)]
    assert poll_of(desk, _source(desk), full=True).tickets == 7


def test_a_status_that_changed_between_two_polls_is_an_event(
    desk: Desk, poll_of: Poll, store: Store, hands: Hands
) -> None:
    """Kayako tells the status of now only; what it was is known from the poll before."""
    poll_of(desk, _source(desk))
    hands.now = desk.now = NOW + timedelta(hours=1)
    desk.cases[4] |= {"status": 3, "priority": 4, "updated": NOW + timedelta(minutes=30)}
    poll_of(desk, _source(desk))
    poll_of(desk, _source(desk), full=True)
    changes = store.rows(
        "SELECT occurred_at, kind, from_value, to_value FROM crm.ticket_event"
        " WHERE kind IN ('status', 'priority') ORDER BY kind"
    )
    assert [tuple(row.values()) for row in changes] == [
        (NOW + timedelta(minutes=30), "priority", "P2", "P1"),
        (NOW + timedelta(minutes=30), "status", "open", "pending"),
    ]


def test_pages_that_change_under_the_cursor_lose_nothing(
    desk: Desk, poll_of: Poll, store: Store
) -> None:
    """Tickets vanish, appear and move while the pages are read."""
    pages: list[Call] = []

    def meanwhile(call: Call) -> None:
        if call.path.endswith("cases.json") or "Ticket/ListAll" in call.query.get("e", ""):
            pages.append(call)
            if len(pages) == 1:
                for gone in (1, 7):  # first by number, first by activity
                    del desk.cases[gone]
                desk.post(3, "requester", NOW, "Still slow.")
                desk.cases[8] = case(8, created=NOW)

    desk.after = meanwhile
    poll_of(desk, _source(desk))
    found = {name[-1] for name in tickets(store)}
    assert {"2", "4", "5", "6"} <= found
    desk.after = lambda _call: None
    poll_of(desk, _source(desk))
    assert {"2", "3", "4", "5", "6", "8"} <= {name[-1] for name in tickets(store)}
    assert "Still slow." in [one[4] for one in events(store)]


def test_several_tickets_deleted_ahead_of_the_cursor_hide_none(poll_of: Poll, store: Store) -> None:
    with KayakoServer(NOW, most=3) as desk:
        for number in range(1, 10):
            desk.cases[number] = case(number, created=at(8, number))

        def meanwhile(call: Call) -> None:
            if call.query.get("offset") == "2" and call.path.endswith("cases.json"):
                for gone in (1, 2, 3, 4):
                    desk.cases.pop(gone, None)

        desk.after = meanwhile
        poll_of(desk, Source.KAYAKO)
    assert {"5", "6", "7", "8", "9"} <= set(tickets(store))


@pytest.mark.parametrize("fault", ["limit", "broken", "hang up", "cut", "portal"])
def test_a_passing_fault_is_waited_out(
    desk: Desk, poll_of: Poll, store: Store, hands: Hands, fault: str
) -> None:
    limit = Reply(429, b"{}", {"Retry-After": "59"})
    replies: dict[str, list[Reply | None]] = {
        "limit": [limit],
        "broken": [None, Reply(500), Reply(503)],
        "hang up": [None],
        "cut": [None, Reply(200, b'<tickets><ticket id="1">', {}, cut=9)],
        "portal": [None, Reply(200, b"<!DOCTYPE html><html>Sign in to the Wi-Fi</html>")],
    }
    desk.fail(*replies[fault], hang_up=fault == "hang up")
    assert poll_of(desk, _source(desk)).tickets == 7
    assert len(tickets(store)) == 7
    assert hands.paused == {"limit": [59.0], "broken": [1.0, 2.0]}.get(fault, [1.0])


def test_a_session_stands_for_the_password_after_the_first_answer(poll_of: Poll) -> None:
    with KayakoServer(NOW) as desk:
        desk.cases[1] = case(1, created=at(8))
        poll_of(desk, Source.KAYAKO)
        assert len(desk.calls) > 2
        assert desk.signed_in == 1


def test_a_session_that_ended_is_begun_again(poll_of: Poll, store: Store) -> None:
    with KayakoServer(NOW) as desk:
        desk.cases[1] = case(1, created=at(8))
        desk.after = lambda _call: desk.sessions.clear() if len(desk.calls) == 1 else None
        poll_of(desk, Source.KAYAKO)
        assert desk.signed_in == 2
    assert len(tickets(store)) == 1


def test_spam_and_what_was_thrown_away_is_left_out(poll_of: Poll, store: Store) -> None:
    with KayakoServer(NOW) as desk:
        desk.cases[1] = case(1, created=at(8), state="TRASH")
        desk.cases[2] = case(2, created=at(8), state="SUSPENDED")
        desk.cases[3] = case(3, created=at(8))
        poll_of(desk, Source.KAYAKO)
    assert set(tickets(store)) == {"3"}


def test_a_help_desk_that_does_not_sort_is_read_whole(
    poll_of: Poll, store: Store, hands: Hands
) -> None:
    with ClassicServer(NOW, most=3) as desk:
        desk.sorts = False
        for number in range(1, 8):
            desk.cases[number] = case(number, created=at(8, number))
        poll_of(desk, Source.KAYAKO_CLASSIC)
        hands.now = desk.now = NOW + timedelta(hours=1)
        desk.post(6, "agent", NOW + timedelta(minutes=30), "Fixed.")
        assert poll_of(desk, Source.KAYAKO_CLASSIC).tickets == 1


def test_html_becomes_words_and_control_characters_are_left_out(
    poll_of: Poll, store: Store
) -> None:
    with ClassicServer(NOW) as desk:
        desk.cases[1] = case(1, created=at(8))
        words = "<p>One &amp; two</p><script>alert(1)</script><ul><li>three</li></ul>\x0b"
        desk.post(1, "agent", at(9), words, html=True)
        poll_of(desk, Source.KAYAKO_CLASSIC)
    (event,) = events(store)
    assert event[4] == "One & two\n\nthree"


def test_each_request_is_signed_anew(poll_of: Poll) -> None:
    with ClassicServer(NOW) as desk:
        desk.cases[1] = case(1, created=at(8))
        poll_of(desk, Source.KAYAKO_CLASSIC)
        salts = [call.query["salt"] for call in desk.calls]
        assert len(set(salts)) == len(salts)
