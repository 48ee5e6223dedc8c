"""A process killed between Gmail and its own commit leaves at most one draft of each approval."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from core.channels.gmail import connect_url, deliver, finish_connect
from core.store import Store, verify_audit
from tests.servers.gmail import GmailServer
from tests.servers.gmail_faults import Fault

from .delivering import ANN, OPENED, STARTED, approved, open_gmail, run

ROUNDS = 100
POINTS = ("before", "after", "answered", "random")


def _received(connection: Connection) -> set[int]:
    numbers: set[int] = set()
    with suppress(EOFError), connection:
        while True:
            numbers.add(connection.recv())
    return numbers - {STARTED, OPENED}


def _kill_once(
    server: GmailServer, path: Path, first: int, point: str, chance: random.Random
) -> set[int]:
    """Let a process deliver from ``first`` on and kill it; what it acknowledged."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([run.__module__, "pandas"])
    here, there = context.Pipe(duplex=False)
    given = (path, server.settings(), first, there)
    process = context.Process(target=run, args=given, daemon=True)
    process.start()
    there.close()

    def kill() -> None:
        os.kill(process.pid or 0, signal.SIGKILL)

    if point != "random":
        # At Gmail, in the middle of one of the next few drafts.
        for _ in range(chance.randrange(3)):
            server.faults.add(Fault("drafts.create", point, lambda: None))
        server.faults.add(Fault("drafts.create", point, kill))
        process.join(60)
    else:
        assert here.recv() == STARTED
        if chance.random() < 0.9:
            assert here.recv() == OPENED
        time.sleep(chance.uniform(0, 0.25))
        kill()
    process.join()
    server.faults.clear()
    return _received(here)


def _texts(server: GmailServer) -> Counter[str]:
    return Counter(str(draft.read()["Subject"]) for draft in server.mailbox.drafts.values())


@pytest.mark.faults
@pytest.mark.parametrize("keeps_message_ids", [True, False])
def test_security_17_a_hundred_crashes_at_gmail_leave_at_most_one_draft_each(
    tmp_path: Path, keeps_message_ids: bool
) -> None:
    path = tmp_path / "rapport.duckdb"
    chance = random.Random(17)
    with GmailServer(ANN.email) as server:
        server.mailbox.keeps_message_ids = keeps_message_ids
        server.mailbox.index_lags = not keeps_message_ids
        gmail = open_gmail(path, server.settings())
        answer = server.agree(connect_url(gmail, ANN))
        finish_connect(gmail, ANN, state=answer["state"], code=answer["code"])
        gmail.store.close()

        acknowledged: set[int] = set()
        orphans = 0
        for round_number in range(ROUNDS // 2):
            # Each process first takes up where the one before it was killed.
            following = max(acknowledged, default=0) + 1
            done = _kill_once(server, path, following, POINTS[round_number % 4], chance)
            acknowledged |= done
            texts = _texts(server)
            assert set(texts.values()) <= {1}, "an approval has two drafts"
            assert len(texts) <= len(acknowledged) + 1
            orphans += len(texts) - len(acknowledged)

        gmail = open_gmail(path, server.settings())
        with gmail.store as store:
            assert store.refusal is None
            assert verify_audit(store).ok
            last = max(acknowledged) + 1
            deliver(gmail, ANN, approved(last))
            assert set(_texts(server)) == {f"Quarter {n}" for n in range(1, last + 1)}
            assert set(_texts(server).values()) == {1}
            assert _lost(store, server) == []
        assert server.mailbox.sent == []
    assert orphans >= ROUNDS // 10, "the kills came before any work was done"


def _lost(store: Store, server: GmailServer) -> list[str]:
    """Drafts in Gmail that the outbox does not know, and the other way round."""
    rows = store.rows("SELECT gmail_draft_id FROM ops.delivery WHERE state = 'created'")
    return sorted({row["gmail_draft_id"] for row in rows} ^ set(server.mailbox.drafts))
