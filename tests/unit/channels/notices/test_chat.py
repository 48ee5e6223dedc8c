"""Slack and Google Chat."""

from __future__ import annotations

import logging

import pytest
from pydantic import SecretStr

from core.channels.chat import Service, hook_of
from core.channels.chat.google import escaped as for_google
from core.channels.chat.slack import escaped as for_slack
from core.channels.chat.slack import payload
from core.channels.notices import ChannelName, State, deliveries
from core.channels.trouble import ChannelDown
from core.channels.web import is_public, must_be_public, open_client
from core.errors import InvalidInput
from core.settings import Settings
from core.store import Store
from tests.servers.chat import ChatServer
from tests.servers.gmail_faults import Answer, Fault

from .conftest import LEE, Deliver, Hands, notice, tell

HOSTILE = (
    "<!channel> <!here> <@U123> <users/all> & *bold* <https://evil.example|Reset your password>",
    "Look at https://evil.example/x?y=1 or www.evil.example",
    "one\nline \u202e\u200bonly",
)


@pytest.fixture(params=["slack", "google"])
def given(request: pytest.FixtureRequest, settings: Settings, chat: ChatServer) -> Settings:
    """A webhook of each service."""
    named = getattr(chat, request.param)()
    secret = SecretStr(named.pop("chat_webhook"))
    return settings.model_copy(update=named | {"chat_webhook": secret})


def error_of(store: Store) -> str:
    (row,) = deliveries(store, LEE)
    assert row.state is State.WAITING
    return row.error


def test_a_notice_says_what_it_has_to_and_links_to_the_account(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer
) -> None:
    tell(store, notice(), ChannelName.CHAT)
    (done,) = deliver(given)
    assert done.state is State.DELIVERED
    assert chat.texts == [
        "Acme turned red: score 38, was 71\n"
        "P1-412 has been open for 9 days.\n"
        "The Salesforce connector is silent for 4 days.\n"
        "Open in Rapport: https://rapport.example.com/account?account=A1"
    ]


def test_security_16_text_from_outside_calls_nobody_and_links_nowhere(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer
) -> None:
    hostile = notice(title=HOSTILE[0], lines=HOSTILE)
    tell(store, hostile, ChannelName.CHAT)
    assert deliver(given)[0].state is State.DELIVERED
    assert chat.rang == []
    (text,) = chat.texts
    assert "evil" not in text
    assert "<!channel> <!here> <@U123> <users/all> & *bold* <(link left out)" in text
    assert "one line only" in text


def test_the_server_of_these_tests_rings_when_nothing_is_escaped(
    store: Store,
    given: Settings,
    deliver: Deliver,
    chat: ChatServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else the test above would show nothing."""
    monkeypatch.setattr("core.channels.chat.slack.escaped", lambda text: text)
    monkeypatch.setattr("core.channels.chat.google._HARMLESS", {})
    tell(store, notice(title="<!channel> <users/all>"), ChannelName.CHAT)
    deliver(given)
    assert chat.rang != []


def test_escapes_are_the_ones_of_each_service() -> None:
    assert for_slack("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"
    assert for_google("<users/all> & <b>") == "&lt;users/all&gt; &amp; &lt;b&gt;"


def test_a_long_notice_is_cut_between_lines_and_says_so(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer
) -> None:
    lines = tuple(f"{number}: " + "&" * 300 for number in range(60))
    tell(store, notice(title="&" * 500, lines=lines), ChannelName.CHAT)
    assert deliver(given)[0].state is State.DELIVERED
    assert "more lines in Rapport." in chat.texts[0]
    title = payload(notice(title="&" * 500), "")["blocks"][0]["text"]["text"]
    assert title.replace("&amp;", "") == "…"


def test_no_link_without_an_address_of_ones_own(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer
) -> None:
    tell(store, notice(), ChannelName.CHAT)
    deliver(given.model_copy(update={"public_url": ""}))
    assert "Open in Rapport" not in chat.texts[0]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "does not accept the webhook (404). Make a new one"),
        (403, "does not accept the webhook (403)."),
        (410, "does not accept the webhook (410)."),
        (400, "does not take this message (400)."),
        (500, "has a problem of its own (500)."),
        (302, "does not accept the webhook (302)."),
    ],
)
def test_a_refusal_is_explained_and_tried_again_later(
    *, store: Store, given: Settings, deliver: Deliver, chat: ChatServer, hands: Hands,
    status: int, said: str,
) -> None:  # fmt: skip
    chat.faults.status("post", status)
    tell(store, notice(), ChannelName.CHAT)
    deliver(given)
    assert said in error_of(store)
    assert len(chat.log) == 1
    hands.pass_by(minutes=5)
    assert deliver(given)[0].state is State.DELIVERED


def test_security_16_a_redirect_is_not_followed(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer
) -> None:
    chat.faults.redirect("post", f"{chat.url}/elsewhere")
    tell(store, notice(), ChannelName.CHAT)
    deliver(given)
    assert not [line for line in chat.log if "elsewhere" in line]
    assert chat.messages == []


def test_busy_for_a_moment_is_waited_out(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer, pauses: list[float]
) -> None:
    chat.faults.status("post", 429, retry_after="3", times=2)
    tell(store, notice(), ChannelName.CHAT)
    assert deliver(given)[0].state is State.DELIVERED
    assert pauses == [3.0, 3.0]


def test_busy_for_longer_is_left_alone(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer, pauses: list[float]
) -> None:
    chat.faults.status("post", 429, retry_after="900")
    tell(store, notice(), ChannelName.CHAT)
    deliver(given)
    (row,) = deliveries(store, LEE)
    assert (row.next_at - row.queued_at).total_seconds() == 900
    assert pauses == []


@pytest.mark.parametrize("asked", ["soon", "-5", "nan", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_nonsense_for_a_wait_is_no_trouble(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer, asked: str
) -> None:
    chat.faults.status("post", 429, retry_after=asked)
    tell(store, notice(), ChannelName.CHAT)
    assert deliver(given)[0].state is State.WAITING


def test_somebody_elses_page_is_no_delivery(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer
) -> None:
    chat.faults.page("post")
    tell(store, notice(), ChannelName.CHAT)
    deliver(given)
    assert "is not one of" in error_of(store)


def test_an_answer_without_end_is_not_read(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer
) -> None:
    endless = Answer(200, b"x" * 200_000)
    chat.faults.add(Fault("post", "before", lambda: endless))
    tell(store, notice(), ChannelName.CHAT)
    deliver(given)
    assert "does not end" in error_of(store)


def test_cut_off_after_it_was_taken_is_there_twice_in_slack_and_once_in_google(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer, hands: Hands
) -> None:
    chat.faults.hang_up("post", after=True)
    tell(store, notice(), ChannelName.CHAT)
    deliver(given)
    assert "may arrive twice" in error_of(store)
    hands.pass_by(minutes=5)
    assert deliver(given)[0].state is State.DELIVERED
    assert len(chat.messages) == (2 if chat.messages[0]["service"] == "slack" else 1)


def test_the_webhook_is_in_no_log_and_no_error(
    store: Store, given: Settings, deliver: Deliver, chat: ChatServer,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    chat.faults.status("post", 500)
    tell(store, notice(), ChannelName.CHAT)
    deliver(given)
    said = caplog.text + error_of(store) + repr(given) + repr(hook_of(given))
    assert "a-secret" not in said


def hook(url: str, **more: object) -> Settings:
    return Settings(chat_webhook=SecretStr(url), **more)  # type: ignore[arg-type]


def test_webhooks_as_the_services_give_them_are_taken() -> None:
    slack = hook_of(hook("https://hooks.slack.com/services/T1/B1/abc"))
    google = hook_of(hook("https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t"))
    other = hook_of(
        hook(
            "https://hooks.slack-gov.com/services/T1/B1/abc",
            chat_hosts=frozenset({"hooks.slack-gov.com"}),
        )
    )
    assert slack is not None
    assert google is not None
    assert other is not None
    assert (slack.service, google.service) == (Service.SLACK, Service.GOOGLE_CHAT)
    assert (other.service, other.local) == (Service.SLACK, "")
    assert hook_of(hook(" ")) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.slack.com/services/T1/B1/abc",
        "https://hooks.slack.com:8443/services/T1/B1/abc",
        "https://hooks.slack.com.evil.example/services/T1/B1/abc",
        "https://hooks.slack.com@evil.example/services/T1/B1/abc",
        "https://a@hooks.slack.com/services/T1/B1/abc",
        "https://evil.example/services/T1/B1/abc",
        "https://hooks.slack.com/api/chat.postMessage",
        "https://chat.googleapis.com/v1/media/x",
        "https://127.0.0.1/services/T1/B1/abc",
        "http://127.0.0.1:8080/services/T1/B1/abc",
        "https://169.254.169.254/services/latest",
        "https://[::1]/services/x",
        "https://hooks.slack.com:port/services/T1",
        "file:///services/x",
        "hooks.slack.com/services/T1/B1/abc",
    ],
)
def test_security_16_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(InvalidInput):
        hook_of(hook(url))


def test_a_webhook_that_may_not_be_called_is_not_configured(
    store: Store, settings: Settings, deliver: Deliver
) -> None:
    bad = settings.model_copy(update={"chat_webhook": SecretStr("http://hooks.slack.com/x")})
    tell(store, notice(), ChannelName.CHAT)
    (row,) = deliver(bad)
    assert row.state is State.NOT_CONFIGURED
    assert "https" in row.error


PRIVATE = [
    "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
    "::1", "fe80::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
    "224.0.0.1", "ff02::1", "255.255.255.255", "192.0.2.1", "nonsense", "",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_security_16_private_addresses_are_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(ChannelDown):
        must_be_public("hooks.slack.com", 443, lambda _host, _port: ["8.8.8.8", address])


def test_public_addresses_are_taken() -> None:
    assert is_public("8.8.8.8")
    assert is_public("2606:4700::1111")
    assert is_public("::ffff:8.8.8.8")


def test_security_16_the_checked_address_is_the_one_connected_to() -> None:
    """A name that leads to this machine is refused below the client, whatever was asked before."""
    asked = []

    def rebound(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["127.0.0.1"]

    with (
        open_client(look_up=rebound) as client,
        pytest.raises(ChannelDown, match="not on the public"),
    ):
        client.get("https://hooks.slack.com/services/x")
    assert asked == [("hooks.slack.com", 443)]


def test_proxies_of_the_environment_are_not_looked_at(
    store: Store, given: Settings, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    tell(store, notice(), ChannelName.CHAT)
    assert deliver(given)[0].state is State.DELIVERED
