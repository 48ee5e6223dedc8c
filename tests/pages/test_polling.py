"""Polling on the Imports page, and a heartbeat typed in on the account page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from core import wiring
from core.actor import Actor, Role
from core.cockpit.operations import Ticket
from core.settings import Settings
from core.ui.account import tickets
from core.wiring import Cockpit
from tests.conftest import NOW
from tests.pages.conftest import Open
from tests.pages.portfolio import fill
from tests.servers.http import Reply
from tests.servers.jira import JiraServer, issue


@pytest.fixture
def jira(cockpit: Cockpit) -> Iterator[JiraServer]:
    """A Jira with one issue, set up in the running cockpit."""
    with JiraServer(NOW) as server:
        server.issues["SUP-1"] = issue("SUP-1", created=NOW)
        settings = Settings(database=cockpit.settings.database, **server.settings())
        wiring.install(replace(cockpit, settings=settings))
        yield server


def test_systems_say_whether_they_are_set_up(cockpit: Cockpit, open_page: Open) -> None:
    assert cockpit.settings.jira_url == ""
    page = open_page("imports", **{"imports-tab": "Polling"})
    assert not page.exception
    captions = [item.value for item in page.caption]
    assert sum(text.startswith("Not set up") for text in captions) == 3


def test_a_poll_from_the_page_brings_tickets_and_is_listed(
    jira: JiraServer, cockpit: Cockpit, open_page: Open
) -> None:
    page = open_page("imports", **{"imports-tab": "Polling"})
    page.button(key="poll.jira").click().run()
    assert not page.exception
    assert cockpit.store.value("SELECT count(*) FROM crm.ticket") == 1
    assert any("Last read" in item.value for item in page.caption)
    jira.fail(Reply(401, b"{}"))
    page.button(key="poll.jira").click().run()
    assert not page.exception
    assert any("does not accept the credentials" in item.value for item in page.error)


def test_tickets_that_are_gone_are_looked_for_from_the_page(
    jira: JiraServer, cockpit: Cockpit, open_page: Open
) -> None:
    jira.issues["SUP-2"] = issue("SUP-2", created=NOW)
    page = open_page("imports", **{"imports-tab": "Polling"})
    page.button(key="poll.jira").click().run()
    del jira.issues["SUP-2"]
    page.button(key="sweep.jira").click().run()
    assert not page.exception
    assert any("1 gone, 0 back." in item.value for item in page.caption)
    assert cockpit.store.value("SELECT gone FROM ops.poll_sweep") == 1
    jira.issues["SUP-3"] = issue("SUP-3", created=NOW)
    page.button(key="poll.full.jira").click().run()
    jira.issues.clear()
    page.button(key="sweep.jira").click().run()
    assert not page.exception
    assert any("nothing is concluded" in item.value for item in page.warning)


@pytest.mark.parametrize(
    ("system", "reason", "said"),
    [
        ("jira", "not found", "No longer in Jira (noticed 3 Nov 2025): not found"),
        ("kayako", "moved to 7", "No longer in Kayako (noticed 3 Nov 2025): moved to 7"),
        ("helpdesk", "", "No longer in helpdesk (noticed 3 Nov 2025)"),
    ],
)
def test_a_ticket_that_is_gone_says_so_where_it_is_listed(
    system: str, reason: str, said: str
) -> None:
    one = Ticket(
        1, "SUP-1", system, "It is slow", "P1", "open", False, NOW, None, None,
        datetime(2025, 11, 3, 8), reason, 3.0, None, None, None, "crm.ticket/1",
    )  # fmt: skip
    assert tickets._status(one) == said
    assert tickets._status(replace(one, gone_at=None)) == "Open"


def test_opening_the_page_asks_nothing_of_anybody(
    jira: JiraServer, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("ana@example.com", frozenset({Role.ANALYST})))
    page = open_page("imports", **{"imports-tab": "Polling"})
    assert page.button(key="poll.jira")
    assert jira.calls == []


def test_a_csm_types_in_a_heartbeat_and_takes_it_back(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    fill(cockpit.store, 3)
    owner = cockpit.store.value("SELECT owner_email FROM crm.account WHERE name = 'Account 1'")
    look_as(Actor(owner, frozenset({Role.CSM})))
    page = open_page("account", account="A1", tab="Tickets and integrations")
    assert not page.exception
    page.text_input(key="heartbeat.name").input("By hand")
    page.date_input(key="heartbeat.day").set_value(date(2026, 6, 30))
    page.time_input(key="heartbeat.time").set_value(time(9, 30))
    next(one for one in page.button if one.label == "Record").click().run()
    assert not page.exception
    entered = cockpit.store.rows("SELECT * FROM crm.heartbeat WHERE source_system = 'manual'")
    assert [(row["integration"], row["seen_at"].hour) for row in entered] == [("By hand", 9)]
    page.button(key=f"heartbeat.withdraw.{entered[0]['heartbeat_key']}").click().run()
    assert not page.exception
    assert not cockpit.store.rows("SELECT * FROM crm.heartbeat WHERE source_system = 'manual'")
