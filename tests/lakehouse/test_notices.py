"""Events and notices on the lake, where no key keeps a second row away."""

from __future__ import annotations

from core.actor import LOCAL, SCHEDULER
from core.channels.events import events
from core.channels.notices import ChannelName, Notice, State, deliver_due, deliveries, queue
from core.channels.notion import crm_page, set_crm_page
from core.settings import Settings
from core.store import Store
from tests.servers.chat import ChatServer
from tests.servers.notion import SECRET, NotionServer

from .material import fill


def test_a_notice_is_queued_delivered_and_remembered_once(store_on_lake: Store) -> None:
    fill(store_on_lake)
    key = store_on_lake.value("SELECT account_key FROM crm.account ORDER BY account_key LIMIT 1")
    notice = Notice(
        key="escalation/1/opened",
        account_key=key,
        account_name="Acme",
        title="Acme turned red",
        severity="high",
        lines=("P1-412 is open for 9 days.",),
        rep_email="",
        manager_email="",
        sales_email="sal@us.example",
        crm_page_id="",
        path="/account",
        evidence=("crm.ticket/1",),
        data={"band": "red"},
    )
    with ChatServer() as chat, NotionServer() as notion:
        page = notion.add_page("Any title")
        set_crm_page(store_on_lake, LOCAL, key, page.id)
        given = Settings(**(chat.slack() | notion.settings()))
        assert given.notion_token.get_secret_value() == SECRET
        for _ in range(2):
            with store_on_lake.transaction(SCHEDULER, "escalation.open") as work:
                queue(work, notice, tuple(ChannelName))
            deliver_due(store_on_lake, given, SCHEDULER)
        assert len(chat.messages) == 1
        assert len(notion.seen(page)) == 4
    rows = deliveries(store_on_lake, LOCAL)
    assert {row.channel: row.state for row in rows} == {
        ChannelName.CRM_PAGE: State.DELIVERED,
        ChannelName.SALES_EVENT: State.DELIVERED,
        ChannelName.EMAIL: State.NOT_CONFIGURED,
        ChannelName.CHAT: State.DELIVERED,
    }
    (event,) = events(store_on_lake, LOCAL)
    assert (event.evidence, event.data["band"]) == (("crm.ticket/1",), "red")
    found = crm_page(store_on_lake, LOCAL, key)
    assert found is not None
    assert found.page_id == page.id
