"""Gmail on this machine, Ann with her mailbox connected, and approved texts to deliver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.actor import Actor, Role
from core.channels.gmail import Gmail, connect_url, finish_connect
from core.channels.mail import OutgoingMail, content_hash, text_of
from core.settings import Settings
from core.store import Store
from tests.servers.gmail import GmailServer

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
SUBJECT = "Uptime of 99.97 % — and the quarter ahead"
BODY = "Dear Robert,\n\nuptime was 99.97 % against a target of 99.9 %.\n\nBest regards\nAnn"

Mail = Callable[..., OutgoingMail]


def mail(**changed: object) -> OutgoingMail:
    """An approved text; ``subject`` and ``body`` change its hash unless one is given."""
    made = replace(
        OutgoingMail(
            draft_id=7,
            approval_id=70,
            content_hash="",
            sender="ann@us.example",
            to="robert.kim@acme.example",
            subject=SUBJECT,
            body=BODY,
            sender_name="Ann Ämter",
            to_name="Kim, Robert",
        ),
        **changed,  # type: ignore[arg-type]
    )
    return replace(made, content_hash=made.content_hash or content_hash(made.subject, made.body))


@pytest.fixture
def server() -> Iterator[GmailServer]:
    with GmailServer() as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, server: GmailServer) -> Settings:
    return Settings(database=tmp_path / "rapport.duckdb", **server.settings())


@pytest.fixture
def pauses() -> list[float]:
    """The waits that were made, in seconds."""
    return []


@pytest.fixture
def gmail(store: Store, settings: Settings, pauses: list[float]) -> Gmail:
    return Gmail(store, settings, pauses.append)


def connect(gmail: Gmail, server: GmailServer, actor: Actor = ANN, address: str = "") -> None:
    """Go to the consent page and come back."""
    answer = server.agree(connect_url(gmail, actor, address))
    finish_connect(gmail, actor, state=answer["state"], code=answer["code"])


@pytest.fixture
def connected(gmail: Gmail, server: GmailServer) -> Gmail:
    """Ann's mailbox is connected."""
    connect(gmail, server)
    return gmail


def texts(server: GmailServer) -> list[tuple[str, str]]:
    """Subject and text of every draft in the mailbox."""
    return [text_of(draft.raw) for draft in server.mailbox.drafts.values()]


def states(store: Store) -> list[str]:
    """The states of all deliveries, oldest first."""
    rows = store.rows("SELECT state FROM ops.delivery ORDER BY delivery_id")
    return [row["state"] for row in rows]
