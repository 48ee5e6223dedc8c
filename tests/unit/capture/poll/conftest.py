"""Two accounts, a clock that can be set, and the shortest way to poll."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from core.actor import COMMAND_LINE
from core.capture import ImportOptions, plan, publish
from core.capture.poll import PollReport, Source, SweepReport, poll, sweep
from core.clock import Clock
from core.settings import Settings
from core.store import Row, Store
from tests.conftest import NOW
from tests.servers.http import LocalServer

Poll = Callable[..., PollReport]
Sweep = Callable[..., SweepReport]


class Hands:
    """The hands of the clock; ``paused`` are the waits that were asked for."""

    def __init__(self) -> None:
        self.now = NOW
        self.paused: list[float] = []


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def store(tmp_path: Path, hands: Hands, blank: Callable[[Path], Path]) -> Iterator[Store]:
    """A fresh database that holds two accounts."""
    with Store.open(blank(tmp_path), clock=Clock(lambda: hands.now), threads=2) as opened:
        bring(
            opened,
            tmp_path,
            "accounts.csv",
            "account_id,name,domain\nA1,Acme Corporation,acme.com\nB1,Borel,borel.fr\n",
        )
        yield opened


def bring(store: Store, folder: Path, name: str, text: str, **options: Any) -> None:
    """Import a file of this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    made = plan(store, COMMAND_LINE, [path], options=ImportOptions(**options), check=False)
    publish(store, COMMAND_LINE, made)


@pytest.fixture
def poll_of(store: Store, hands: Hands) -> Poll:
    """``poll_of(server, source)`` polls once, at the server's time, without waiting."""

    def _poll(
        server: LocalServer, source: Source, *, full: bool = False, **more: Any
    ) -> PollReport:
        settings = Settings(_env_file=None, **{**server.settings(), **more})  # type: ignore[attr-defined]
        return poll(store, settings, COMMAND_LINE, source, full=full, pause=hands.paused.append)

    return _poll


@pytest.fixture
def sweep_of(store: Store, hands: Hands) -> Sweep:
    """``sweep_of(server, source)`` sweeps once, at the server's time, without waiting."""

    def _sweep(
        server: LocalServer, source: Source, *, however_many: bool = False, **more: Any
    ) -> SweepReport:
        settings = Settings(_env_file=None, **{**server.settings(), **more})  # type: ignore[attr-defined]
        return sweep(
            store, settings, COMMAND_LINE, source,
            however_many=however_many, pause=hands.paused.append,
        )  # fmt: skip

    return _sweep


def tickets(store: Store) -> dict[str, Row]:
    """Tickets by identifier, without what says where they came from."""
    rows = store.rows(
        "SELECT * EXCLUDE (ticket_key, batch_id, source_line, row_hash) FROM crm.ticket ORDER BY ALL"
    )
    return {row["source_id"]: row for row in rows}


def events(store: Store, *kinds: str) -> list[tuple[str, datetime, str, str, str, int | None]]:
    """Events as (ticket, time, kind, author, text, seconds), in order."""
    rows = store.rows(
        "SELECT t.source_id, e.occurred_at, e.kind, e.author_email, e.body, e.seconds_spent"
        " FROM crm.ticket_event AS e JOIN crm.ticket AS t USING (ticket_key)"
        " WHERE len($kinds::VARCHAR[]) = 0 OR list_contains($kinds::VARCHAR[], e.kind) ORDER BY ALL",
        {"kinds": list(kinds)},
    )
    return [tuple(row.values()) for row in rows]


def at(hour: int, minute: int = 0, second: int = 0, day: int = 30) -> datetime:
    """A time in June 2026."""
    return datetime(2026, 6, day, hour, minute, second)


def gone(store: Store) -> dict[str, str]:
    """Why each ticket is flagged as gone from its source."""
    rows = store.rows(
        "SELECT t.source_id, arg_max(c.field, c.batch_id) AS field, arg_max(c.to_value, c.batch_id) AS why"
        " FROM crm.change_event AS c JOIN crm.ticket AS t ON t.ticket_key = c.entity_key"
        " WHERE c.entity = 'ticket' AND c.field IN ('disappeared', 'reappeared') GROUP BY ALL ORDER BY ALL"
    )
    return {row["source_id"]: row["why"] for row in rows if row["field"] == "disappeared"}
