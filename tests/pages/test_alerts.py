"""Alerts on the Technical health page, and the page in Notion on the account's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from core import wiring
from core.actor import LOCAL, SCHEDULER, Actor, Role
from core.channels.notices import ChannelName, Notice, State, deliveries, queue
from core.channels.notion import crm_page
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill
from tests.servers.chat import ChatServer

PAGE = "33333333-3333-4333-8333-333333333333"


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


@pytest.fixture
def told(cockpit: Cockpit, chat: ChatServer) -> Cockpit:
    """A chat, nothing else, and one notice by every channel."""
    fill(cockpit.store, 3)
    settings = type(cockpit.settings)(database=cockpit.settings.database, **chat.slack())
    running = replace(cockpit, settings=settings)
    wiring.install(running)
    key = cockpit.store.value("SELECT account_key FROM crm.account ORDER BY name LIMIT 1")
    notice = Notice(
        key="escalation/1/opened",
        account_key=key,
        account_name="Account 1",
        title="Account 1 turned [red](http://evil.example)",
        severity="high",
        lines=("A P1 is open for 9 days.",),
        rep_email="owner1@example.com",
        manager_email="",
        sales_email="",
        crm_page_id="",
        path="/account",
    )
    with cockpit.store.transaction(SCHEDULER, "tests.tell") as work:
        queue(work, notice, tuple(ChannelName))
    return running


def press(page, label: str):
    return next(button for button in page.button if button.label == label).click().run()


def test_channels_and_waiting_alerts_are_shown_and_tried(
    told: Cockpit, open_page: Open, chat: ChatServer
) -> None:
    page = open_page("health", area="Alerts")
    assert not page.exception
    assert any("3 rows" in caption.value for caption in page.caption)
    page = press(page, "Try now")
    assert not page.exception
    assert len(chat.messages) == 1
    states = {row.channel: row.state for row in deliveries(told.store, LOCAL)}
    assert states[ChannelName.CHAT] is State.DELIVERED
    assert states[ChannelName.EMAIL] is State.NOT_CONFIGURED
    assert any("2 rows" in caption.value for caption in page.caption)


def test_an_administrator_sends_a_test(told: Cockpit, open_page: Open, chat: ChatServer) -> None:
    page = open_page("health", area="Alerts")
    assert page.selectbox(key="alerts.channel").options == ["Chat"]
    page = press(page, "Test")
    assert not page.exception
    assert "Test: alerts of Rapport arrive here" in chat.texts[0]


def test_a_csm_sees_own_alerts_and_no_test(
    told: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("owner1@example.com", frozenset({Role.CSM})))
    page = open_page("health", area="Alerts")
    assert not page.exception
    assert not [button for button in page.button if button.label == "Test"]


def test_the_page_in_notion_is_named_on_the_account_page(told: Cockpit, open_page: Open) -> None:
    key = told.store.value("SELECT account_key FROM crm.account ORDER BY name LIMIT 1")
    page = open_page("account", account=str(key), tab="Relationship profile")
    assert not page.exception
    page.text_input(key="crm-page.address").input(f"https://www.notion.so/{PAGE}")
    page = press(page, "Save")
    assert not page.exception
    found = crm_page(told.store, LOCAL, key)
    assert found is not None
    assert found.page_id == PAGE
    page.text_input(key="crm-page.address").input("https://evil.example/x")
    page = press(page, "Save")
    assert any("no address of a page" in toast.value for toast in page.toast)
