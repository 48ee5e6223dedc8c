"""A store with a few events, closed, and a way to change its file behind its back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from core.actor import LOCAL
from core.clock import Clock
from core.store import Store

EVENTS = 5


def write_account(store: Store, key: int) -> None:
    """One use case: a row, its audit event, a new data version."""
    with store.transaction(LOCAL, "account.add", str(key)) as work:
        work.execute("INSERT INTO crm.account (account_key) VALUES ($key)", {"key": key})
        work.touch("crm.account")


@pytest.fixture
def database(tmp_path: Path, clock: Clock) -> Path:
    """A closed database with five accounts and five events."""
    path = tmp_path / "home" / "rapport.duckdb"
    with Store.open(path, clock=clock, threads=2) as store:
        for key in range(1, EVENTS + 1):
            write_account(store, key)
    return path


@pytest.fixture
def tamper(database: Path) -> Callable[[str], None]:
    """Run SQL on the closed database without going through the store."""

    def run(sql: str) -> None:
        with duckdb.connect(str(database)) as connection:
            connection.execute(sql)

    return run
