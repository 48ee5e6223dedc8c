"""Notices from the command line."""

from __future__ import annotations

import pytest

from core import wiring
from core.actor import SCHEDULER
from core.channels.notices import ChannelName, Notice, queue
from tests.servers.chat import ChatServer
from tests.unit.cli.conftest import Run, payload

PAGE = "33333333-3333-4333-8333-333333333333"


def tell() -> None:
    cockpit = wiring.build()
    account = cockpit.store.value("SELECT account_key FROM crm.account WHERE source_id = 'A1'")
    notice = Notice(
        key="escalation/1/opened",
        account_key=account,
        account_name="Acme",
        title="Acme turned red",
        severity="high",
        lines=(),
        rep_email="",
        manager_email="",
        sales_email="",
        crm_page_id="",
        path="/account",
    )
    with cockpit.store.transaction(SCHEDULER, "tests.tell") as work:
        queue(work, notice, tuple(ChannelName))
    cockpit.store.close()


def test_notices_are_listed_tried_and_explained(
    imported: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell()
    with ChatServer() as chat:
        for name, value in chat.slack().items():
            said = value if isinstance(value, str) else f'["{next(iter(value))}"]'
            monkeypatch.setenv(f"RAPPORT_{name.upper()}", said)
        tried = payload(imported("notices", "deliver", "--json"))
        assert len(chat.messages) == 1
        assert "Sent by chat (Slack)" in imported("notices", "test", "chat").stdout
    states = {row["channel"]: row["state"] for row in tried}
    assert states == {"crm_page": "not_configured", "email": "not_configured", "chat": "delivered"}
    rows = payload(imported("notices", "list", "--account", "A1", "--json"))
    assert [row["channel"] for row in rows] == ["chat", "email", "sales_event", "crm_page"]
    assert "account_key" not in rows[0]
    shown = imported("notices", "list").stdout
    assert "No mail server is set up here" in shown


def test_channels_say_what_they_lack(imported: Run) -> None:
    found = payload(imported("notices", "channels", "--json"))
    assert [(row["name"], row["is_configured"]) for row in found] == [
        ("crm_page", False),
        ("sales_event", True),
        ("email", False),
        ("chat", False),
    ]
    assert "RAPPORT_NOTION_TOKEN" in imported("notices", "channels").stdout
    imported("notices", "test", "chat", code=1)
    imported("notices", "test", "pigeon", code=2)


def test_the_page_in_notion_is_shown_said_and_forgotten(imported: Run) -> None:
    assert "No page is known." in imported("notices", "page", "A1").stdout
    found = payload(imported("notices", "page", "A1", PAGE, "--json"))
    assert (found["page_id"], found["found_by"]) == (PAGE, "person")
    imported("notices", "page", "A1", "https://evil.example/x", code=2)
    assert payload(imported("notices", "page", "A1", "", "--json")) is None
