"""What tests of sections in Notion have in common."""

from __future__ import annotations

from pydantic import SecretStr

from core.actor import SCHEDULER, Actor
from core.channels.notices import NoticeDelivery, deliveries
from core.channels.notion import (
    PROFILE,
    PageBlock,
    Section,
    write_section,
)
from core.channels.notion.sections import Written
from core.settings import Settings
from core.store import Store
from tests.servers.notion import SECRET, Node, NotionServer

from .conftest import ACME, LEE

OWN = ["Our own notes", "More of them"]


def with_notion(settings: Settings, notion: NotionServer) -> Settings:
    """The settings of an installation whose Notion is ``notion``."""
    return settings.model_copy(update=notion.settings() | {"notion_token": SecretStr(SECRET)})


def said(*lines: str, account_key: int = ACME, title: str = PROFILE) -> Section:
    return Section(account_key, title, [PageBlock("paragraph", line) for line in lines])


def write(store: Store, given: Settings, section: Section, actor: Actor = SCHEDULER) -> Written:
    return write_section(store, given, actor, section, pause=lambda _seconds: None)


def page(notion: NotionServer) -> Node:
    return notion.pages[0]


def holder(notion: NotionServer) -> Node:
    (found,) = [node for node in page(notion).there() if node.text.startswith("Rapport")]
    return found


def one(store: Store) -> NoticeDelivery:
    (row,) = deliveries(store, LEE)
    return row
