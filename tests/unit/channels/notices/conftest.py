"""Two accounts, a clock that can be moved, and the four channels' servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.actor import SCHEDULER, Actor, Role
from core.channels.notices import ChannelName, Notice, NoticeDelivery, deliver_due, queue
from core.clock import Clock
from core.settings import Settings
from core.store import Store
from tests.servers.chat import ChatServer
from tests.servers.notion import NotionServer
from tests.servers.smtp import SmtpServer

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
SAL = Actor("sal@us.example", frozenset({Role.CSM}))
LEE = Actor("lee@us.example", frozenset({Role.ANALYST}))
ACME, BOLT = 11, 22
ALL = tuple(ChannelName)

ACCOUNTS = """
INSERT INTO crm.account (account_key, name, domain, owner_email, source_system, source_id)
VALUES (11, 'Acme', 'acme.example', 'ann@us.example', 'rapport', 'A1'),
       (22, 'Bolt', 'bolt.example', 'bob@us.example', 'rapport', 'A2')
"""
TEAM = """
INSERT INTO crm.team_member (member_key, email, full_name)
VALUES (1, 'ann@us.example', 'Ann'), (2, 'bob@us.example', 'Bob'),
       (3, 'Meg@us.example', 'Meg'), (4, 'sal@us.example', 'Sal')
"""
CONTACTS = """
INSERT INTO crm.contact (contact_key, full_name, email) VALUES (1, 'Robert Kim', 'kim@acme.example')
"""


@dataclass
class Hands:
    """The hands of the clock."""

    at: datetime = datetime(2026, 6, 30, 12, 0)

    def pass_by(self, **amount: float) -> None:
        self.at += timedelta(**amount)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def store(tmp_path: Path, hands: Hands, blank: Callable[[Path], Path]) -> Iterator[Store]:
    clock = Clock(now=lambda: hands.at)
    with Store.open(blank(tmp_path), clock=clock, threads=2) as opened:
        with opened.transaction(SCHEDULER, "tests.fill") as work:
            for statement in (ACCOUNTS, TEAM, CONTACTS):
                work.execute(statement)
        yield opened


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


@pytest.fixture
def notion() -> Iterator[NotionServer]:
    with NotionServer() as server:
        server.add_page("Acme", "Our own notes", "More of them")
        yield server


@pytest.fixture
def smtp(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as server:
        yield server


@pytest.fixture
def settings(store: Store) -> Settings:
    """Nothing is set up."""
    return Settings(database=store.path, public_url="https://rapport.example.com/")


@pytest.fixture
def everything(store: Store, chat: ChatServer, notion: NotionServer, smtp: SmtpServer) -> Settings:
    """All channels are set up."""
    return Settings(
        database=store.path,
        public_url="https://rapport.example.com/",
        **(chat.slack() | notion.settings() | smtp.settings()),
    )


@pytest.fixture
def pauses() -> list[float]:
    return []


Deliver = Callable[[Settings], tuple[NoticeDelivery, ...]]


@pytest.fixture
def deliver(store: Store, pauses: list[float]) -> Deliver:
    return lambda given: deliver_due(store, given, SCHEDULER, pause=pauses.append)


def notice(key: str = "escalation/1/opened", **changed: object) -> Notice:
    """Acme turned red."""
    made = Notice(
        key=key,
        account_key=ACME,
        account_name="Acme",
        title="Acme turned red: score 38, was 71",
        severity="critical",
        lines=(
            "P1-412 has been open for 9 days.",
            "The Salesforce connector is silent for 4 days.",
        ),
        rep_email="ann@us.example",
        manager_email="",
        sales_email="sal@us.example",
        crm_page_id="",
        path="/account?account=A1",
        subject="escalation 1",
        evidence=("crm.ticket/1",),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def tell(store: Store, given: Notice, *names: ChannelName) -> None:
    """Queue in a transaction of its own."""
    with store.transaction(SCHEDULER, "escalation.open") as work:
        queue(work, given, names or ALL)


def states(store: Store) -> dict[str, str]:
    """State by channel of the only notice."""
    rows = store.rows("SELECT channel, state FROM ops.notice_delivery")
    return {row["channel"]: row["state"] for row in rows}
