"""Several webhooks of a chat: each receives what it asks for, once, whatever becomes of the others."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from core.actor import SCHEDULER
from core.channels.chat import ChatChannel, hook_of
from core.channels.chat.receivers import About, receivers, receives
from core.channels.notices import ChannelName, State, channel_states, deliveries, probe, route
from core.errors import InvalidInput
from core.settings import ChatWebhook, Settings
from core.store import Store
from tests.servers.chat import GOOGLE_PATH, SLACK_PATH, ChatServer

from .conftest import ACME, BOLT, LEE, Deliver, Hands, notice, tell

CHAT = ChannelName.CHAT


def webhook(
    name: str, url: str = "https://hooks.slack.com/services/T/B/x", **more: Any
) -> ChatWebhook:
    return ChatWebhook(name=name, kind=more.pop("kind", "slack"), url=SecretStr(url), **more)


@pytest.fixture
def emea(chat: ChatServer) -> dict[str, Any]:
    return {
        "kind": "google_chat",
        "url": f"{chat.url}{GOOGLE_PATH}?key=a-key&token=a-secret-of-google",
    }


@pytest.fixture
def two(settings: Settings, chat: ChatServer, emea: dict[str, Any]) -> Settings:
    """Critical notices to Slack; those of one region to Google Chat."""
    webhooks = (
        webhook("on-call", f"{chat.url}{SLACK_PATH}", severities={"critical"}),
        webhook("emea", regions={"emea"}, **emea),
    )
    return settings.model_copy(
        update={"chat_webhooks": webhooks, "chat_hosts": frozenset({chat.host})}
    )


@pytest.fixture
def regions(store: Store) -> None:
    with store.transaction(SCHEDULER, "tests.fill") as work:
        work.execute("UPDATE crm.account SET region = 'EMEA' WHERE account_key = 22")


def told(store: Store) -> dict[tuple[str, str], State]:
    return {(row.key, route(row.channel, row.webhook)): row.state for row in deliveries(store, LEE)}


@pytest.mark.usefixtures("regions")
def test_each_notice_goes_to_those_that_receive_it_once(
    store: Store, two: Settings, deliver: Deliver, chat: ChatServer
) -> None:
    tell(store, notice("e/1"), CHAT)
    tell(store, notice("e/2", account_key=BOLT), CHAT)
    tell(store, notice("e/3", account_key=BOLT, severity="medium"), CHAT)
    for _ in range(3):
        deliver(two)
        for key in ("e/1", "e/2", "e/3"):
            tell(store, notice(key), CHAT)  # what is queued again is known
    assert told(store) == {
        ("e/1", "chat:on-call"): State.DELIVERED,
        ("e/2", "chat:on-call"): State.DELIVERED,
        ("e/2", "chat:emea"): State.DELIVERED,
        ("e/3", "chat:emea"): State.DELIVERED,
    }
    assert sorted(message["service"] for message in chat.messages) == [
        "google", "google", "slack", "slack",
    ]  # fmt: skip


def test_what_no_webhook_receives_waits_and_says_so(
    store: Store, two: Settings, deliver: Deliver, hands: Hands, chat: ChatServer
) -> None:
    tell(store, notice("e/1", severity="high"), CHAT)
    deliver(two)
    (row,) = deliveries(store, LEE)
    assert (row.state, row.webhook) == (State.NOT_CONFIGURED, "")
    assert row.error == "No webhook receives this (RAPPORT_CHAT_WEBHOOKS)."
    more = (*two.chat_webhooks, webhook("all", f"{chat.url}{SLACK_PATH}"))
    deliver(two.model_copy(update={"chat_webhooks": more}))
    assert told(store) == {("e/1", "chat:all"): State.DELIVERED}
    hands.pass_by(days=15)
    assert deliver(two) == ()


def test_one_that_is_down_keeps_no_other_back(
    store: Store, two: Settings, deliver: Deliver, chat: ChatServer, hands: Hands
) -> None:
    first, second = two.chat_webhooks
    wrong = first.model_copy(update={"url": SecretStr(f"{chat.url}/services/T/B/gone")})
    every = second.model_copy(update={"regions": frozenset()})
    tell(store, notice("e/1"), CHAT)
    deliver(two.model_copy(update={"chat_webhooks": (wrong, every)}))
    assert told(store) == {
        ("e/1", "chat:on-call"): State.WAITING,
        ("e/1", "chat:emea"): State.DELIVERED,
    }
    hands.pass_by(hours=1)
    deliver(two)
    assert told(store)[("e/1", "chat:on-call")] is State.DELIVERED
    assert len(chat.messages) == 2


def test_the_single_setting_keeps_working_beside_others(
    store: Store, two: Settings, deliver: Deliver, chat: ChatServer
) -> None:
    both = two.model_copy(update={"chat_webhook": SecretStr(f"{chat.url}{SLACK_PATH}")})
    tell(store, notice("e/1"), CHAT)
    tell(store, notice("e/2", severity=""), CHAT)
    deliver(both)
    deliver(both)
    assert told(store) == {
        ("e/1", "chat"): State.DELIVERED,
        ("e/1", "chat:on-call"): State.DELIVERED,
        ("e/2", "chat"): State.DELIVERED,
    }


def test_a_webhook_taken_out_of_the_settings_leaves_its_notices_to_be_given_up(
    store: Store, two: Settings, deliver: Deliver, chat: ChatServer, hands: Hands
) -> None:
    tell(store, notice("e/1"), CHAT)
    chat.faults.status("post", 500)
    deliver(two)
    hands.pass_by(hours=1)
    rest = two.model_copy(update={"chat_webhooks": two.chat_webhooks[1:]})
    deliver(rest)
    (row,) = deliveries(store, LEE)
    assert (row.state, row.webhook) == (State.NOT_CONFIGURED, "on-call")
    assert row.error == "There is no webhook on-call any more (RAPPORT_CHAT_WEBHOOKS)."
    hands.pass_by(days=15)
    deliver(rest)
    assert told(store) == {("e/1", "chat:on-call"): State.EXPIRED}


def test_who_receives_what() -> None:
    webhooks = (
        webhook("all"),
        webhook("critical", severities={"critical"}),
        webhook("ann", owners={"Ann@US.example"}, severities={"critical", "high"}),
        webhook("west", teams={"West"}, regions={"AMER"}),
    )

    def names(severity: str, region: str = "", owner: str = "", *teams: str) -> list[str]:
        found = receivers(webhooks, About(severity, region, owner, teams))
        return [one.name for one in found]

    assert names("") == ["all"]
    assert names("critical") == ["all", "critical"]
    assert names("high", owner="ann@us.example") == ["all", "ann"]
    assert names("medium", "amer", "", "east", "WEST") == ["all", "west"]
    assert names("medium", "emea", "", "west") == ["all"]
    assert receives(webhooks[0]) == "everything"
    assert receives(webhooks[3]) == "region AMER, team West"


def test_the_owner_s_team_is_looked_up(
    store: Store, settings: Settings, deliver: Deliver, chat: ChatServer
) -> None:
    with store.transaction(SCHEDULER, "tests.fill") as work:
        work.execute("UPDATE crm.team_member SET team = 'West' WHERE email = 'ann@us.example'")
    given = settings.model_copy(
        update={
            "chat_webhooks": (webhook("west", f"{chat.url}{SLACK_PATH}", teams={"west"}),),
            "chat_hosts": frozenset({chat.host}),
        }
    )
    tell(store, notice("e/1", account_key=ACME), CHAT)
    tell(store, notice("e/2", account_key=BOLT), CHAT)
    deliver(given)
    assert told(store) == {
        ("e/1", "chat:west"): State.DELIVERED,
        ("e/2", "chat"): State.NOT_CONFIGURED,
    }


def test_the_screen_and_a_test_name_each_webhook(
    store: Store, two: Settings, chat: ChatServer
) -> None:
    states = [one for one in channel_states(store, two) if one.name is CHAT]
    assert [(one.webhook, one.where, one.missing) for one in states] == [
        ("on-call", "Slack: severity critical", ""),
        ("emea", "Google Chat: region emea", ""),
    ]
    assert "Sent by chat:emea" in probe(store, two, SCHEDULER, CHAT, to="emea")
    assert [one["service"] for one in chat.messages] == ["google"]
    with pytest.raises(InvalidInput, match="on-call, emea"):
        probe(store, two, SCHEDULER, CHAT, to="apac")


def test_they_are_read_from_the_environment_and_tell_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = {"name": "on-call", "kind": "slack", "url": "https://hooks.slack.com/services/T/B/key",
             "severities": ["critical"]}  # fmt: skip

    def read(*webhooks: dict[str, Any]) -> Settings:
        monkeypatch.setenv("RAPPORT_CHAT_WEBHOOKS", json.dumps(webhooks))
        return Settings()

    found = read(given)
    hook = hook_of(found, found.chat_webhooks[0])
    assert hook is not None
    assert hook.url.endswith("/key")
    assert "B/key" not in repr(found) + repr(hook)
    for wrong in (
        given | {"name": "On call"},
        given | {"kind": "teams"},
        given | {"severities": ["low"]},
        given | {"severity": ["high"]},
    ):
        with pytest.raises(ValidationError) as caught:
            read(wrong)
        assert "B/key" not in str(caught.value)
    with pytest.raises(ValidationError, match="same name"):
        read(given, given)


def test_a_webhook_of_another_kind_than_its_address_is_refused(settings: Settings) -> None:
    one = webhook("emea", kind="google_chat")
    given = settings.model_copy(update={"chat_webhooks": (one,)})
    with pytest.raises(InvalidInput, match="not of its kind"):
        hook_of(given, one)
    assert "not of its kind" in ChatChannel(given, lambda _: None, one).missing()
