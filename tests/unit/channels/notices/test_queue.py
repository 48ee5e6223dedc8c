"""Events and the queue."""

from __future__ import annotations

import pytest

from core.actor import SCHEDULER, Actor
from core.channels.events import Event, EventKind, events, publish
from core.channels.notices import ChannelName, Notice, State, deliveries
from core.errors import Forbidden
from core.store import Store

from .conftest import ACME, ANN, BOB, BOLT, LEE, SAL, Hands, notice, tell


def event(key: str = "codev/1", **changed: object) -> Event:
    given = {
        "kind": EventKind.CODEVELOPMENT_FOUND,
        "account_key": ACME,
        "subject": "co-development 1",
        "title": "Acme could build the Kafka bridge with us",
        "detail": "Three tickets ask for it.",
        "evidence": ("crm.ticket/1", "crm.ticket/2"),
        "for_email": "",
        "key": key,
        "data": {"rule": "asked_thrice"},
    }
    return Event(**(given | changed))  # type: ignore[arg-type]


def put(store: Store, given: Event) -> bool:
    with store.transaction(SCHEDULER, "event.publish") as work:
        return publish(work, given)


def test_an_event_is_recorded_once_by_its_key(store: Store, hands: Hands) -> None:
    assert put(store, event())
    assert not put(store, event(title="another"))
    (found,) = events(store, ANN)
    assert found.title == "Acme could build the Kafka bridge with us"
    assert (found.event_id, found.occurred_at) == (1, hands.at)
    assert (found.account_name, found.account_id) == ("Acme", "A1")
    assert found.evidence == ("crm.ticket/1", "crm.ticket/2")
    assert found.data == {"rule": "asked_thrice"}


def test_events_are_seen_by_those_of_the_account_and_by_whom_they_are_addressed_to(
    store: Store,
) -> None:
    put(store, event(for_email="Sal@us.example"))
    put(store, event("codev/2", account_key=BOLT))
    assert [one.key for one in events(store, ANN)] == ["codev/1"]
    assert [one.key for one in events(store, BOB)] == ["codev/2"]
    assert [one.key for one in events(store, SAL)] == ["codev/1"]
    assert [one.key for one in events(store, LEE)] == ["codev/2", "codev/1"]
    with pytest.raises(Forbidden):
        events(store, Actor("guest@us.example"))


def test_events_are_narrowed_by_kind_account_addressee_and_time(store: Store, hands: Hands) -> None:
    put(store, event())
    begun = hands.at
    hands.pass_by(hours=1)
    put(store, event("r/1", kind=EventKind.RELEASE_NOTES_READY, for_email="ann@us.example"))
    put(store, event("r/2", kind=EventKind.RELEASE_NOTES_READY, account_key=BOLT))

    def keys(**narrowed: object) -> list[str]:
        return [one.key for one in events(store, LEE, **narrowed)]  # type: ignore[arg-type]

    assert keys(kinds=[EventKind.RELEASE_NOTES_READY]) == ["r/2", "r/1"]
    assert keys(account_key=ACME) == ["r/1", "codev/1"]
    assert keys(for_email="ann@us.example") == ["r/1"]
    assert keys(since=hands.at) == ["r/2", "r/1"]
    assert keys(since=begun, limit=1) == ["r/2"]


def test_a_program_reads_along_by_the_number_of_the_last_event_it_saw(store: Store) -> None:
    for number in range(1, 6):
        put(store, event(f"codev/{number}"))
    seen: list[int] = []
    while more := events(store, LEE, after=seen[-1] if seen else 0, limit=2):
        seen += [one.event_id for one in more]
    assert seen == [1, 2, 3, 4, 5]


def test_a_notice_is_queued_once_for_each_channel_with_its_event_to_sales(
    store: Store, hands: Hands
) -> None:
    tell(store, notice())
    tell(store, notice(title="said again"))
    rows = deliveries(store, ANN)
    assert {row.channel: row.state for row in rows} == {
        ChannelName.CRM_PAGE: State.WAITING,
        ChannelName.SALES_EVENT: State.DELIVERED,
        ChannelName.EMAIL: State.WAITING,
        ChannelName.CHAT: State.WAITING,
    }
    assert {row.title for row in rows} == {"Acme turned red: score 38, was 71"}
    (found,) = events(store, SAL)
    assert (found.kind, found.for_email) == (EventKind.ESCALATION_OPENED, "sal@us.example")
    assert found.detail.startswith("P1-412 has been open for 9 days.\n")
    assert found.data["severity"] == "critical"
    assert found.evidence == ("crm.ticket/1",)


def test_a_transaction_that_fails_queues_nothing(store: Store) -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop), store.transaction(SCHEDULER, "escalation.open") as work:
        from core.channels.notices import queue

        queue(work, notice(), tuple(ChannelName))
        raise Stop
    assert deliveries(store, LEE) == events(store, LEE) == ()


def test_deliveries_are_those_of_ones_own_accounts(store: Store) -> None:
    tell(store, notice(), ChannelName.CHAT)
    tell(store, notice("other/1", account_key=BOLT, account_name="Bolt"), ChannelName.CHAT)
    assert [row.account_name for row in deliveries(store, ANN)] == ["Acme"]
    assert [row.account_name for row in deliveries(store, LEE)] == ["Bolt", "Acme"]
    assert [row.key for row in deliveries(store, LEE, key_prefix="esc")] == ["escalation/1/opened"]
    assert [row.key for row in deliveries(store, LEE, account_key=BOLT)] == ["other/1"]


def test_a_notice_survives_the_ledger(store: Store) -> None:
    given = notice(lines=("Grüße", 'a "quote"'), data={"x": "y"})
    assert Notice.from_json(given.to_json()) == given
