"""An approved text becomes one draft in the person's own mailbox, whatever goes wrong on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.actor import COMMAND_LINE, LOCAL, SCHEDULER, Actor, ActorKind, Role
from core.channels.gmail import (
    BeingDelivered,
    ChangedInGmail,
    Delivery,
    Gmail,
    GmailBusy,
    GmailRefused,
    NotConnected,
    WrongMailbox,
    check_gone,
    deliver,
    latest,
    mailbox,
)
from core.channels.gmail.retry import ATTEMPTS
from core.channels.mail import text_of
from core.clock import fixed
from core.errors import Forbidden, InvalidInput
from core.store import Store, Transaction
from tests.conftest import NOW
from tests.servers.gmail import GmailServer
from tests.servers.gmail_faults import Answer, Fault, Hangup

from .conftest import ANN, BOB, BODY, SUBJECT, connect, mail, states, texts


def _actions(store: Store) -> list[str]:
    rows = store.rows("SELECT action FROM ops.audit_event ORDER BY sequence")
    return [row["action"] for row in rows]


def test_the_approved_text_becomes_a_draft_in_the_senders_mailbox(
    connected: Gmail, server: GmailServer
) -> None:
    done = deliver(connected, ANN, mail())
    (draft,) = server.mailbox.drafts.values()
    read = draft.read()
    assert text_of(draft.raw) == (SUBJECT, BODY)
    assert read["To"].addresses[0].addr_spec == "robert.kim@acme.example"
    assert read["X-Rapport-Draft"].startswith("7.")
    assert (done.state, done.gmail_draft_id, done.attempts) == ("created", draft.draft_id, 1)
    assert draft.message_id in done.link
    assert server.mailbox.sent == []
    assert _actions(connected.store)[-2:] == ["delivery.begin", "delivery.create"]


def test_delivering_an_approval_again_gives_the_draft_that_is_there(
    connected: Gmail, server: GmailServer
) -> None:
    first = deliver(connected, ANN, mail())
    requests, events = len(server.log), len(_actions(connected.store))
    assert deliver(connected, ANN, mail()) == first
    assert len(server.log) == requests
    assert len(_actions(connected.store)) == events


def test_a_later_approval_replaces_the_text_of_the_same_draft(
    connected: Gmail, server: GmailServer
) -> None:
    deliver(connected, ANN, mail())
    done = deliver(connected, ANN, mail(approval_id=71, body=f"{BODY}\n\nPS"))
    assert texts(server) == [(SUBJECT, f"{BODY}\n\nPS")]
    assert states(connected.store) == ["replaced", "created"]
    assert latest(connected.store, [7, 8]) == {7: done}
    with pytest.raises(InvalidInput, match="later approval"):
        deliver(connected, ANN, mail())


def test_a_draft_changed_in_gmail_is_replaced_only_when_the_person_says_so(
    connected: Gmail, server: GmailServer
) -> None:
    first = deliver(connected, ANN, mail())
    server.mailbox.edit(str(first.gmail_draft_id), "My own words.\n")
    again = mail(approval_id=71, body="Other words.")
    with pytest.raises(ChangedInGmail):
        deliver(connected, ANN, again)
    assert texts(server) == [(SUBJECT, "My own words.")]
    assert states(connected.store) == ["created", "failed"]
    deliver(connected, ANN, again, replace_changed=True)
    assert texts(server) == [(SUBJECT, "Other words.")]


@pytest.mark.parametrize("search_lags", [False, True])
@pytest.mark.parametrize("keeps_message_ids", [False, True])
@pytest.mark.parametrize("failure", ["hang_up", "error", "page"])
def test_security_17_an_unclear_answer_leads_to_one_draft(
    connected: Gmail, server: GmailServer, failure: str, keeps_message_ids: bool, search_lags: bool
) -> None:
    box = server.mailbox
    box.keeps_message_ids, box.index_lags = keeps_message_ids, search_lags
    box.write("old", at=1.0)
    match failure:
        case "hang_up":
            server.faults.hang_up("drafts.create", after=True)
        case "error":
            server.faults.status("drafts.create", 503, after=True)
        case _:
            server.faults.page("drafts.create", after=True)
    done = deliver(connected, ANN, mail())
    ours = [draft for draft in box.drafts.values() if "X-Rapport-Draft" in draft.read()]
    assert [draft.draft_id for draft in ours] == [done.gmail_draft_id]


class Crash(BaseException):
    """Stands for the process's end: nothing of ours handles it."""


def test_security_17_what_a_crash_left_behind_is_adopted(
    connected: Gmail, server: GmailServer
) -> None:
    def crash(_work: Transaction, _delivery: Delivery) -> None:
        raise Crash

    server.mailbox.index_lags = True
    with pytest.raises(Crash):
        deliver(connected, ANN, mail(), finished=crash)
    assert states(connected.store) == ["waiting"]
    with pytest.raises(BeingDelivered):
        deliver(connected, ANN, mail())
    connected.store.clock = fixed(NOW + timedelta(minutes=10))
    done = deliver(connected, ANN, mail())
    assert list(server.mailbox.drafts) == [done.gmail_draft_id]
    assert states(connected.store) == ["created"]


def test_security_17_a_database_older_than_the_mailbox_adopts_what_it_put_there(
    connected: Gmail, server: GmailServer
) -> None:
    """A restored backup knows nothing of the draft; its Message-ID does."""
    server.mailbox.keeps_message_ids = True
    done = deliver(connected, ANN, mail())
    with connected.store.transaction(LOCAL, "tests.restore") as work:
        work.execute("DELETE FROM ops.delivery")
    assert deliver(connected, ANN, mail()).gmail_draft_id == done.gmail_draft_id
    assert len(server.mailbox.drafts) == 1


def test_security_17_a_later_approval_takes_over_what_a_lost_one_left(
    connected: Gmail, server: GmailServer
) -> None:
    def lose_the_connection() -> None:
        server.faults.status("drafts.list", 500, times=99)
        raise Hangup

    server.faults.add(Fault("drafts.create", "after", lose_the_connection))
    with pytest.raises(GmailBusy):
        deliver(connected, ANN, mail())
    server.faults.clear()
    deliver(connected, ANN, mail(approval_id=71, body="Newer."))
    assert texts(server) == [(SUBJECT, "Newer.")]
    assert states(connected.store) == ["replaced", "created"]


def test_two_attempts_at_once_are_one(connected: Gmail, server: GmailServer) -> None:
    seen: list[Exception] = []

    def meanwhile() -> None:
        with pytest.raises(BeingDelivered) as caught:
            deliver(connected, ANN, mail())
        seen.append(caught.value)

    server.faults.add(Fault("drafts.create", "before", meanwhile))
    deliver(connected, ANN, mail())
    assert len(seen) == 1
    assert len(server.mailbox.drafts) == 1


@pytest.mark.parametrize(("status", "reason"), [(429, "rateLimitExceeded"), (503, ""), (500, "")])
def test_a_busy_gmail_is_tried_again_a_few_times(
    connected: Gmail, server: GmailServer, pauses: list[float], status: int, reason: str
) -> None:
    server.faults.status("drafts.create", status, reason, times=2)
    deliver(connected, ANN, mail())
    assert len(pauses) == 2
    assert len(server.mailbox.drafts) == 1


def test_a_busy_gmail_is_not_tried_for_ever_and_what_it_asks_for_is_bounded(
    connected: Gmail, server: GmailServer, pauses: list[float]
) -> None:
    server.faults.status("drafts.create", 429, times=99, retry_after="86400")
    with pytest.raises(GmailBusy, match="no more requests"):
        deliver(connected, ANN, mail())
    assert len(pauses) == ATTEMPTS - 1
    assert max(pauses) <= 10
    assert latest(connected.store, [7])[7].error.startswith("Gmail takes no more")
    server.faults.clear()
    assert deliver(connected, ANN, mail()).attempts == 2
    assert len(server.mailbox.drafts) == 1


def test_a_request_too_many_in_a_403_is_tried_again(
    connected: Gmail, server: GmailServer, pauses: list[float]
) -> None:
    server.faults.status("drafts.create", 403, "userRateLimitExceeded")
    deliver(connected, ANN, mail())
    assert len(pauses) == 1


def test_a_refusal_for_good_is_not_tried_again(
    connected: Gmail, server: GmailServer, pauses: list[float]
) -> None:
    server.faults.status("drafts.create", 400, "invalidArgument")
    with pytest.raises(GmailRefused, match="invalidArgument"):
        deliver(connected, ANN, mail())
    server.faults.status("drafts.create", 403, "accessNotConfigured")
    with pytest.raises(GmailRefused, match="not enabled"):
        deliver(connected, ANN, mail())
    assert pauses == []


def test_an_expired_access_is_renewed_and_kept(connected: Gmail, server: GmailServer) -> None:
    server.expire_tokens()
    deliver(connected, ANN, mail())
    assert server.log.count("POST /token") == 2
    deliver(connected, ANN, mail(draft_id=8, approval_id=80))
    assert server.log.count("POST /token") == 2


def test_a_revoked_access_asks_to_connect_again_and_is_deleted(
    connected: Gmail, server: GmailServer
) -> None:
    server.revoke_all()
    with pytest.raises(NotConnected, match="no longer accepts"):
        deliver(connected, ANN, mail())
    assert mailbox(connected, ANN).state == "reconnect"
    assert connected.store.value("SELECT count(sealed) FROM ops.mailbox") == 0
    requests = len(server.log)
    with pytest.raises(NotConnected):
        deliver(connected, ANN, mail())
    assert len(server.log) == requests
    connect(connected, server)
    deliver(connected, ANN, mail())
    assert len(server.mailbox.drafts) == 1


def test_a_draft_goes_into_the_senders_own_mailbox_only(
    connected: Gmail, server: GmailServer
) -> None:
    with pytest.raises(WrongMailbox):
        deliver(connected, ANN, mail(sender="bob@us.example"))
    with pytest.raises(NotConnected):
        deliver(connected, BOB, mail(sender="ann@us.example"))
    assert server.mailbox.drafts == {}


@pytest.mark.parametrize(
    "actor",
    [
        Actor("ann@us.example", frozenset({Role.ANALYST})),
        Actor("ann@us.example", frozenset()),
        Actor("ann@us.example", frozenset({Role.CSM}), ActorKind.TOKEN, "ann@us.example"),
        COMMAND_LINE,
        SCHEDULER,
    ],
)
def test_who_may_not_deliver(connected: Gmail, server: GmailServer, actor: Actor) -> None:
    with pytest.raises(Forbidden):
        deliver(connected, actor, mail())
    with pytest.raises(Forbidden):
        check_gone(connected, actor)
    assert server.mailbox.drafts == {}


def test_a_persons_own_token_may_deliver(connected: Gmail, server: GmailServer) -> None:
    token = Actor(ANN.email, ANN.roles, ActorKind.TOKEN, "ann's script", for_person=True)
    deliver(connected, token, mail())
    assert len(server.mailbox.drafts) == 1


def test_single_user_mode_delivers_into_the_mailbox_that_was_named(
    gmail: Gmail, server: GmailServer
) -> None:
    connect(gmail, server, LOCAL, "ann@us.example")
    deliver(gmail, LOCAL, mail())
    assert len(server.mailbox.drafts) == 1


def test_what_the_caller_adds_commits_with_the_delivery_or_stops_it(
    connected: Gmail, server: GmailServer
) -> None:
    def voided(_work: Transaction) -> None:
        raise InvalidInput("The approval is void.")

    with pytest.raises(InvalidInput, match="void"):
        deliver(connected, ANN, mail(), starting=voided)
    assert server.mailbox.drafts == {}
    assert states(connected.store) == []

    def finished(work: Transaction, delivery: Delivery) -> None:
        work.note(status=f"in_gmail {delivery.delivery_id}")

    deliver(connected, ANN, mail(), finished=finished)
    detail = connected.store.value(
        "SELECT detail::VARCHAR FROM ops.audit_event WHERE action = 'delivery.create'"
    )
    assert "in_gmail 1" in detail


def test_an_approval_of_another_text_is_refused(connected: Gmail) -> None:
    deliver(connected, ANN, mail())
    with pytest.raises(InvalidInput):
        deliver(connected, ANN, mail(body="Other."))


def test_another_installations_draft_with_the_same_number_is_left_alone(
    connected: Gmail, server: GmailServer
) -> None:
    theirs = server.mailbox.create(
        b"To: x@acme.example\r\nSubject: theirs\r\nX-Rapport-Draft: 7.0123456789abcdef\r\n\r\ntext"
    )
    server.faults.status("drafts.create", 503)
    done = deliver(connected, ANN, mail())
    assert done.gmail_draft_id != theirs.draft_id
    assert len(server.mailbox.drafts) == 2


def test_a_token_server_in_trouble_is_no_reason_to_connect_again(
    connected: Gmail, server: GmailServer
) -> None:
    server.expire_tokens()
    server.faults.hang_up("token", times=99)
    with pytest.raises(GmailBusy):
        deliver(connected, ANN, mail())
    assert mailbox(connected, ANN).is_connected


def test_a_draft_deleted_while_it_is_looked_for_is_made_anew(
    connected: Gmail, server: GmailServer
) -> None:
    server.faults.hang_up("drafts.create", after=True)

    def vanish() -> None:
        for draft_id in list(server.mailbox.drafts):
            server.mailbox.discard(draft_id)

    server.faults.add(Fault("drafts.get", "answered", vanish))
    deliver(connected, ANN, mail())
    assert texts(server) == [(SUBJECT, BODY)]


def test_an_answer_without_an_id_is_unclear(connected: Gmail, server: GmailServer) -> None:
    empty = Answer.of({"id": "r1"})
    server.faults.add(Fault("drafts.create", "after", lambda: empty))
    deliver(connected, ANN, mail())
    assert len(server.mailbox.drafts) == 1
