"""A process killed between a channel and its own commit loses no notice and repeats the least it can."""

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
from typing import Any

import pytest

from core.actor import SCHEDULER
from core.channels.events import events
from core.settings import Settings
from core.store import Store, verify_audit
from tests.servers.chat import ChatServer
from tests.servers.gmail_faults import Fault, Faults
from tests.servers.notion import NotionServer
from tests.servers.smtp import SmtpServer

from .noticing import ACCOUNT, OPENED, STARTED, at_hour, deliver, run

ROUNDS = 40
POINTS = ("random", "post before", "post after", "append before", "append after", "delete after")


def _received(connection: Connection) -> set[int]:
    numbers: set[int] = set()
    with suppress(EOFError), connection:
        while True:
            numbers.add(connection.recv())
    return numbers - {STARTED, OPENED}


def _kill_once(
    path: Path, given: dict[str, Any], number: int, faults: Faults | None, chance: random.Random
) -> set[int]:
    """Let a process work and kill it, at a fault's point or at random; what it acknowledged."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([run.__module__])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=run, args=(path, given, number, there), daemon=True)
    process.start()
    there.close()
    if faults is not None:
        name, _, when = POINTS[number % len(POINTS)].partition(" ")
        for _ in range(chance.randrange(3)):
            faults.add(Fault(name, when, lambda: None))
        faults.add(Fault(name, when, lambda: os.kill(process.pid or 0, signal.SIGKILL)))
        process.join(60)
        faults.clear()
    else:
        assert here.recv() == STARTED
        assert here.recv() == OPENED
        time.sleep(chance.uniform(0, 0.5))
        os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    return _received(here)


@pytest.mark.faults
@pytest.mark.parametrize("service", ["slack", "google"])
def test_security_16_killed_again_and_again_every_notice_gets_through(
    tmp_path: Path, service: str
) -> None:
    path = tmp_path / "rapport.duckdb"
    chance = random.Random(16)
    with (
        Store.open(path, clock=at_hour(0), threads=1) as store,
        store.transaction(SCHEDULER, "tests.fill") as work,
    ):
        work.execute(ACCOUNT)
    with ChatServer() as chat, NotionServer() as notion, SmtpServer(tmp_path) as smtp:
        page = notion.add_page("Acme", "Our own notes")
        given = getattr(chat, service)() | notion.settings() | smtp.settings()
        acknowledged: set[int] = set()
        for number in range(ROUNDS):
            point = POINTS[number % len(POINTS)]
            faults = None if point == "random" else chat.faults
            if faults is not None and "post" not in point:
                faults = notion.faults
            acknowledged |= _kill_once(path, given, number, faults, chance)

        clock = at_hour(7 * ROUNDS)
        with Store.open(path, clock=clock, threads=1) as store:
            assert verify_audit(store).ok
            deliver(store, Settings(database=path, **given))
            rows = store.rows("SELECT DISTINCT key, state FROM ops.notice_delivery")
            assert {row["state"] for row in rows} == {"delivered"}
            titles = {f"Escalation {row['key'].split('/')[1]}" for row in rows}
            # Queued is queued: at most the notice of each kill was committed and not acknowledged.
            assert len(acknowledged) <= len(titles) <= len(acknowledged) + ROUNDS
            assert {event.title for event in events(store, SCHEDULER, limit=999)} == titles

        said = Counter(text.split("\n")[0] for text in chat.texts)
        assert set(said) == titles
        assert sum(said.values()) - len(said) <= (ROUNDS if service == "slack" else 0)
        mails = Counter(str(mail["Subject"]) for mail in smtp.messages)
        assert set(mails) == titles
        assert sum(mails.values()) - len(mails) <= ROUNDS
        assert len({mail["Message-ID"] for mail in smtp.messages}) == len(titles)
        seen = notion.seen(page)
        assert seen[0] == "Our own notes"
        assert [line for line in seen if not line.startswith(" ")][1:] == [
            "Rapport: technical health"
        ]
        assert sum("It is number" in line for line in seen) == 1
        assert len(titles) >= ROUNDS // 2, "the kills came before any work was done"
