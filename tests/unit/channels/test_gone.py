"""What became of a draft: still there, gone, sent, deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.actor import LOCAL
from core.channels.gmail import (
    DraftGone,
    Gmail,
    NotConnected,
    check_gone,
    deliver,
    latest,
    mailbox,
    settle,
)
from core.errors import InvalidInput, NotFound
from tests.servers.gmail import GmailServer

from .conftest import ANN, BOB, SUBJECT, connect, mail, states, texts


def test_a_draft_that_is_gone_is_never_taken_for_sent(
    connected: Gmail, server: GmailServer
) -> None:
    done = deliver(connected, ANN, mail())
    kept = deliver(connected, ANN, mail(draft_id=8, approval_id=80))
    assert check_gone(connected, ANN) == ()
    server.mailbox.press_send(str(done.gmail_draft_id))
    (gone,) = check_gone(connected, ANN)
    assert (gone.draft_id, gone.state, gone.link) == (7, "gone", "")
    assert latest(connected.store, [8])[8].state == kept.state
    assert check_gone(connected, ANN) == ()
    with pytest.raises(DraftGone):
        deliver(connected, ANN, mail(approval_id=71))
    assert settle(connected, ANN, 7, was_sent=True).state == "sent"
    with pytest.raises(InvalidInput, match="was sent"):
        deliver(connected, ANN, mail(approval_id=72))


def test_a_draft_deleted_in_gmail_can_be_delivered_again(
    connected: Gmail, server: GmailServer
) -> None:
    done = deliver(connected, ANN, mail())
    server.mailbox.discard(str(done.gmail_draft_id))
    with pytest.raises(DraftGone):
        deliver(connected, ANN, mail(approval_id=71, body="Newer."))
    assert states(connected.store) == ["gone", "failed"]
    with pytest.raises(NotFound):
        settle(connected, BOB, 7, was_sent=True)
    settle(connected, ANN, 7, was_sent=False)
    deliver(connected, ANN, mail(approval_id=71, body="Newer."))
    assert texts(server) == [(SUBJECT, "Newer.")]
    assert states(connected.store) == ["discarded", "created"]


def test_looking_for_drafts_is_not_repeated_all_the_time(
    connected: Gmail, server: GmailServer
) -> None:
    deliver(connected, ANN, mail())
    requests = len(server.log)
    assert check_gone(connected, ANN, not_within=timedelta(minutes=5)) == ()
    assert len(server.log) == requests


def test_a_mailbox_of_many_pages_is_read_to_the_end(connected: Gmail, server: GmailServer) -> None:
    done = deliver(connected, ANN, mail())
    for number in range(1100):
        server.mailbox.write(f"note {number}")
    assert check_gone(connected, ANN) == ()
    server.mailbox.discard(str(done.gmail_draft_id))
    assert len(check_gone(connected, ANN)) == 1


def test_a_draft_that_a_list_leaves_out_is_asked_for_by_itself(
    connected: Gmail, server: GmailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(connected, ANN, mail())
    monkeypatch.setattr(server.mailbox, "find", lambda _query: [])
    assert check_gone(connected, ANN) == ()
    assert states(connected.store) == ["created"]


def test_looking_with_a_revoked_access_asks_to_connect_again(
    connected: Gmail, server: GmailServer
) -> None:
    deliver(connected, ANN, mail())
    server.revoke_all()
    with pytest.raises(NotConnected):
        check_gone(connected, ANN)
    assert mailbox(connected, ANN).state == "reconnect"
    assert states(connected.store) == ["created"]


def test_looking_with_an_expired_access_keeps_the_renewed_one(
    connected: Gmail, server: GmailServer
) -> None:
    deliver(connected, ANN, mail())
    server.expire_tokens()
    assert check_gone(connected, ANN) == ()
    assert check_gone(connected, ANN) == ()
    assert server.log.count("POST /token") == 2


def test_a_mailbox_exchanged_for_another_is_not_searched_for_the_drafts_of_the_first(
    gmail: Gmail, server: GmailServer
) -> None:
    connect(gmail, server, LOCAL, "ann@us.example")
    deliver(gmail, LOCAL, mail())
    server.account = "ann@home.example"
    connect(gmail, server, LOCAL, "ann@home.example")
    assert check_gone(gmail, LOCAL) == ()
    assert states(gmail.store) == ["created"]
    with pytest.raises(InvalidInput, match="another mailbox"):
        deliver(gmail, LOCAL, mail(approval_id=71, sender="ann@home.example"))
