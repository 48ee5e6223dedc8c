"""The ledger over time: outages, crashes, channels that are not set up."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from core.actor import SCHEDULER, Actor, Role
from core.channels.notices import (
    ChannelName,
    Notice,
    State,
    channel_states,
    deliver_due,
    deliveries,
)
from core.channels.notices.channel import Sent
from core.channels.notices.waits import STEPS
from core.channels.trouble import ChannelDown, ChannelRefuses
from core.errors import Forbidden
from core.settings import Settings
from core.store import Store
from tests.servers.chat import ChatServer
from tests.servers.notion import NotionServer
from tests.servers.smtp import SmtpServer

from .conftest import ANN, BOLT, LEE, Deliver, Hands, notice, states, tell


class Fake:
    """A channel that does as it is told."""

    def __init__(self, name: ChannelName = ChannelName.CHAT) -> None:
        self.name = name
        self.webhook = ""
        self.lacks = ""
        self.raises: list[BaseException | None] = []
        self.told: list[str] = []

    def missing(self) -> str:
        return self.lacks

    def where(self) -> str:
        return "here"

    def deliver(self, given: Notice) -> Sent:
        self.told.append(given.key)
        trouble = self.raises.pop(0) if self.raises else None
        if trouble is not None:
            raise trouble
        return Sent("ref")


def run(store: Store, *ways: Fake) -> list[State]:
    done = deliver_due(store, Settings(), SCHEDULER, channels=ways)
    return [one.state for one in done]


def test_each_channel_gets_the_notice_once(
    *,
    store: Store,
    everything: Settings,
    deliver: Deliver,
    chat: ChatServer,
    notion: NotionServer,
    smtp: SmtpServer,
) -> None:
    tell(store, notice())
    assert {one.state for one in deliver(everything)} == {State.DELIVERED}
    assert deliver(everything) == ()
    assert set(states(store).values()) == {"delivered"}
    assert (len(chat.messages), len(smtp.messages)) == (1, 1)
    assert "2026-06-30: Acme turned red: score 38, was 71 (critical)" in "".join(
        notion.seen(notion.pages[0])
    )


def test_security_16_one_channel_down_for_a_week_keeps_no_other_back_and_loses_nothing(
    *,
    store: Store,
    everything: Settings,
    deliver: Deliver,
    chat: ChatServer,
    smtp: SmtpServer,
    hands: Hands,
) -> None:
    chat.stop()
    for day in range(7):
        tell(store, notice(f"escalation/{day}/opened"))
        for _ in range(24):
            deliver(everything)
            hands.pass_by(hours=1)
    assert len(smtp.messages) == 7
    waiting = [row for row in deliveries(store, LEE) if row.state is State.WAITING]
    assert {row.channel for row in waiting} == {ChannelName.CHAT}
    assert len(waiting) == 7
    assert waiting[-1].attempts < 40
    assert waiting[0].error == "127.0.0.1 cannot be reached."
    chat.start()
    for _ in range(7):
        deliver(everything)
        hands.pass_by(hours=1)
    assert len(chat.messages) == 7
    assert len(smtp.messages) == 7
    assert {row.state for row in deliveries(store, LEE)} == {State.DELIVERED}


def test_the_waits_grow_from_minutes_to_hours(store: Store, hands: Hands) -> None:
    tell(store, notice(), ChannelName.CHAT)
    way = Fake()
    way.raises = [ChannelDown("down")] * 7
    begun, waits = hands.at, []
    for _ in range(7):
        run(store, way)
        (row,) = deliveries(store, LEE)
        waits.append(row.next_at - hands.at)
        hands.at = row.next_at - timedelta(seconds=1)
        assert run(store, way) == []
        hands.at = row.next_at
    assert waits == [*STEPS, STEPS[-1], STEPS[-1]]
    assert run(store, way) == [State.DELIVERED]
    (row,) = deliveries(store, LEE)
    assert (row.attempts, row.error, row.reference) == (8, "", "ref")
    assert row.queued_at == begun


def test_who_asks_to_be_left_alone_is(store: Store, hands: Hands) -> None:
    tell(store, notice(), ChannelName.CHAT)
    way = Fake()
    way.raises = [ChannelDown("busy", wait=1800)]
    run(store, way)
    (row,) = deliveries(store, LEE)
    assert row.next_at - hands.at == timedelta(minutes=30)


def test_no_wait_that_is_asked_for_is_longer_than_an_hour() -> None:
    assert ChannelDown("busy", wait=10**9).wait == 3600


def test_a_channel_that_is_down_is_asked_once_a_pass(store: Store) -> None:
    for number in range(5):
        tell(store, notice(f"n/{number}"), ChannelName.CHAT)
    way = Fake()
    way.raises = [ChannelDown("down")]
    assert run(store, way) == [State.WAITING] * 5
    assert way.told == ["n/0"]
    assert {row.error for row in deliveries(store, LEE)} == {"down"}


def test_a_notice_that_is_refused_keeps_no_other_back(store: Store) -> None:
    for number in range(3):
        tell(store, notice(f"n/{number}"), ChannelName.CHAT)
    way = Fake()
    way.raises = [ChannelRefuses("not this one"), ZeroDivisionError()]
    assert run(store, way) == [State.WAITING, State.WAITING, State.DELIVERED]
    errors = [row.error for row in deliveries(store, LEE)]
    assert errors == ["", "A defect in Rapport: ZeroDivisionError.", "not this one"]


def test_a_channel_is_not_configured_until_it_is(store: Store, hands: Hands) -> None:
    tell(store, notice(), ChannelName.CHAT, ChannelName.EMAIL)
    way, other = Fake(), Fake(ChannelName.EMAIL)
    way.lacks = "No chat is set up here."
    assert run(store, way, other) == [State.NOT_CONFIGURED, State.DELIVERED]
    before = store.data_version
    assert run(store, way, other) == []
    assert store.data_version == before
    way.lacks = ""
    assert run(store, way, other) == [State.DELIVERED]
    assert (way.told, other.told) == (["escalation/1/opened"], ["escalation/1/opened"])


def test_setting_up_a_channel_does_not_pour_old_alerts_into_it(store: Store, hands: Hands) -> None:
    way = Fake()
    way.lacks = "No chat is set up here."
    tell(store, notice("old"), ChannelName.CHAT)
    run(store, way)
    hands.pass_by(days=15)
    tell(store, notice("new"), ChannelName.CHAT)
    run(store, way)
    way.lacks = ""
    run(store, way)
    assert way.told == ["new"]
    assert [row.state for row in deliveries(store, LEE)] == [State.DELIVERED, State.EXPIRED]


def test_a_crash_after_the_other_side_took_it_repeats_it_once_and_not_at_once(
    store: Store, hands: Hands
) -> None:
    class PowerCut(BaseException):
        pass

    tell(store, notice("n/1"), ChannelName.CHAT)
    tell(store, notice("n/2"), ChannelName.CHAT)
    way = Fake()
    way.raises = [PowerCut()]
    with pytest.raises(PowerCut):
        run(store, way)
    for _ in range(5):  # starts and ends again and again
        assert run(store, way) == []
    hands.pass_by(minutes=5)
    assert run(store, way) == [State.DELIVERED, State.DELIVERED]
    assert way.told == ["n/1", "n/1", "n/2"]


def test_a_notice_that_comes_late_says_of_when_it_is(
    store: Store, everything: Settings, deliver: Deliver, chat: ChatServer, hands: Hands
) -> None:
    chat.stop()
    tell(store, notice(), ChannelName.CHAT)
    deliver(everything)
    chat.start()
    hands.pass_by(days=7)
    deliver(everything)
    late = "This is of 2026-06-30 12:00 UTC and could not be delivered before."
    assert late in chat.texts[0]


def test_what_was_tried_is_shown_of_ones_own_accounts_only(store: Store) -> None:
    tell(store, notice("n/1"), ChannelName.CHAT)
    tell(store, notice("n/2", account_key=BOLT), ChannelName.CHAT)
    way = Fake()
    done = deliver_due(store, Settings(), ANN, channels=[way])
    assert way.told == ["n/1", "n/2"]
    assert [one.key for one in done] == ["n/1"]


def test_two_passes_at_once_deliver_once(store: Store) -> None:
    tell(store, notice(), ChannelName.CHAT)
    inside, go_on = threading.Event(), threading.Event()

    class Slow(Fake):
        def deliver(self, given: Notice) -> Sent:
            inside.set()
            assert go_on.wait(10)
            return super().deliver(given)

    first, second = Slow(), Fake()
    one = threading.Thread(target=run, args=(store, first))
    one.start()
    assert inside.wait(10)
    other = threading.Thread(target=run, args=(store, second))
    other.start()
    go_on.set()
    one.join(10)
    other.join(10)
    assert (first.told, second.told) == (["escalation/1/opened"], [])


def test_only_who_may_delivers(store: Store) -> None:
    with pytest.raises(Forbidden):
        deliver_due(store, Settings(), Actor("lee@us.example", frozenset({Role.ANALYST})))


def test_the_screen_learns_what_each_channel_lacks_and_no_secret(
    store: Store, settings: Settings, everything: Settings
) -> None:
    missing = {one.name: one.missing for one in channel_states(store, settings)}
    assert missing[ChannelName.SALES_EVENT] == ""
    assert missing[ChannelName.CHAT] == "No chat is set up here (RAPPORT_CHAT_WEBHOOK)."
    found = channel_states(store, everything)
    assert all(one.is_configured for one in found)
    assert [one.name for one in found] == list(ChannelName)
    assert "secret" not in str(found)
