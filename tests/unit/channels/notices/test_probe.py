"""Trying a channel before an alert has to."""

from __future__ import annotations

import pytest

from core.actor import SCHEDULER
from core.channels.notices import ChannelName, probe
from core.channels.trouble import ChannelDown, NotAddressed, NotSetUp
from core.errors import Forbidden, InvalidInput
from core.settings import Settings
from core.store import Store
from tests.servers.chat import ChatServer
from tests.servers.notion import BOT, NotionServer
from tests.servers.smtp import SmtpServer

from .conftest import ANN


def test_a_test_gets_through_each_channel_and_leaves_no_notice(
    store: Store,
    everything: Settings,
    chat: ChatServer,
    notion: NotionServer,
    smtp: SmtpServer,
) -> None:
    assert "Sent by chat (Slack)." in probe(store, everything, SCHEDULER, ChannelName.CHAT)
    assert chat.texts[0].startswith("Test: alerts of Rapport arrive here\nNothing happened")
    said = probe(store, everything, SCHEDULER, ChannelName.EMAIL, to="ann@us.example")
    assert "from rapport@us.example" in said
    assert smtp.recipients == [["ann@us.example"]]
    assert BOT in probe(store, everything, SCHEDULER, ChannelName.CRM_PAGE)
    assert notion.seen(notion.pages[0]) == ["Our own notes", "More of them"]
    assert "nothing to test" in probe(store, everything, SCHEDULER, ChannelName.SALES_EVENT)
    assert store.value("SELECT count(*) FROM ops.notice_delivery") == 0
    tried = store.rows("SELECT subject FROM ops.audit_event WHERE action = 'notice.probe'")
    assert [row["subject"] for row in tried] == ["chat", "email", "crm_page"]


def test_a_test_meets_what_an_alert_would(
    store: Store, settings: Settings, everything: Settings, chat: ChatServer
) -> None:
    with pytest.raises(NotSetUp):
        probe(store, settings, SCHEDULER, ChannelName.CHAT)
    with pytest.raises(InvalidInput):
        probe(store, everything, SCHEDULER, ChannelName.EMAIL)
    with pytest.raises(NotAddressed):
        probe(store, everything, SCHEDULER, ChannelName.EMAIL, to="kim@acme.example")
    chat.faults.status("post", 404)
    with pytest.raises(ChannelDown):
        probe(store, everything, SCHEDULER, ChannelName.CHAT)
    with pytest.raises(Forbidden):
        probe(store, everything, ANN, ChannelName.CHAT)
