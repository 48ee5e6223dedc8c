"""After an error that leaves the engine unusable the file is opened anew, and says why it failed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from core.actor import LOCAL
from core.clock import Clock
from core.errors import Corrupt, DatabaseBusy, DiskFull, InvalidInput, ReadOnly
from core.store import Store
from core.store.connect import explained

from .conftest import write_account

FULL = "Could not write file: No space left on device"


class Failing:
    """A cursor of which statements that begin with ``start`` fail, ``times`` times in all."""

    def __init__(self, store: Store, start: str, error: Exception, times: int = 1) -> None:
        self._store, self._start, self._error, self.left = store, start, error, times
        self._real = store._engine.cursor

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        with self._real() as cursor:
            self._cursor = cursor
            yield self

    def execute(self, sql: str, params: Any = None) -> Any:
        if self.left and sql.startswith(self._start):
            self.left -= 1
            raise self._error
        return self._cursor.execute(sql, params)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


@pytest.fixture
def fail(store: Store, monkeypatch: pytest.MonkeyPatch) -> Any:
    write_account(store, 1)

    def arrange(start: str, error: Exception, times: int = 1) -> Failing:
        failing = Failing(store, start, error, times)
        monkeypatch.setattr(store._engine, "cursor", failing.cursor)
        return failing

    return arrange


def test_a_read_after_a_fatal_error_opens_the_file_anew_and_answers(
    store: Store, fail: Any
) -> None:
    fail("SELECT count", duckdb.FatalException("database has been invalidated"))
    before = store._engine.generation
    assert store.value("SELECT count(*) FROM crm.account") == 1
    assert store._engine.generation == before + 1


def test_a_read_inside_a_transaction_does_not_open_the_file_anew(store: Store, fail: Any) -> None:
    fail("SELECT count", duckdb.FatalException("database has been invalidated"))
    with pytest.raises(duckdb.FatalException), store.transaction(LOCAL, "account.add"):
        store.value("SELECT count(*) FROM crm.account")


def test_a_commit_that_ends_fatally_for_want_of_space_leaves_the_store_reading(
    store: Store, fail: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail("COMMIT", duckdb.FatalException(FULL))
    with pytest.raises(DiskFull):
        write_account(store, 2)
    monkeypatch.setattr("core.store.database.free_bytes", lambda _folder: 0)
    assert store.value("SELECT count(*) FROM crm.account") == 1
    with pytest.raises(DiskFull):
        write_account(store, 2)
    monkeypatch.setattr("core.store.database.free_bytes", lambda _folder: 10**12)
    write_account(store, 2)
    assert store.value("SELECT count(*) FROM crm.account") == 2


def test_while_not_even_opening_finds_room_the_file_is_opened_for_reading(
    store: Store, fail: Any
) -> None:
    write_account(store, 2)
    fail("CREATE TABLE IF NOT EXISTS main", duckdb.IOException(FULL))
    store.reopen()
    assert isinstance(store.refusal, DiskFull)
    assert store.value("SELECT count(*) FROM crm.account") == 2
    store.bookkeep("DELETE FROM crm.account")
    assert store.value("SELECT count(*) FROM crm.account") == 2
    write_account(store, 3)
    assert store.refusal is None


def test_a_reopening_that_fails_otherwise_says_so(store: Store, fail: Any) -> None:
    fail("CREATE TABLE IF NOT EXISTS main", duckdb.IOException("the disk is on fire"))
    with pytest.raises(duckdb.IOException, match="on fire"):
        store.reopen()


def test_a_damaged_block_met_by_a_read_or_a_write_names_the_remedy(store: Store, fail: Any) -> None:
    damage = duckdb.IOException("Corrupt database file: computed checksum 1 does not match")
    fail("SELECT count", damage)
    with pytest.raises(Corrupt, match="core restore"):
        store.value("SELECT count(*) FROM crm.account")
    fail("INSERT INTO crm", damage)
    with pytest.raises(Corrupt, match="core restore"):
        write_account(store, 2)
    fail("DELETE", damage)
    with pytest.raises(Corrupt, match="core restore"):
        store.bookkeep("DELETE FROM ops.session")


def test_a_read_without_room_to_spill_says_so(store: Store, fail: Any) -> None:
    fail("SELECT count", duckdb.IOException(FULL))
    with pytest.raises(DiskFull):
        store.value("SELECT count(*) FROM crm.account")
    assert store.refusal is None


def test_a_read_interrupted_by_a_reopening_may_be_tried_again(store: Store, fail: Any) -> None:
    fail("SELECT count", duckdb.InterruptException("Interrupted"))
    with pytest.raises(ReadOnly, match="Try again"):
        store.value("SELECT count(*) FROM crm.account")


def test_a_transaction_within_a_transaction_is_refused(store: Store) -> None:
    with store.transaction(LOCAL, "account.add"):
        with pytest.raises(DatabaseBusy), store.transaction(LOCAL, "account.add"):
            pass
        with pytest.raises(DatabaseBusy), store.exclusive():
            pass


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (duckdb.ConnectionException("a different configuration than existing"), DatabaseBusy),
        (duckdb.IOException("Could not set lock on file"), DatabaseBusy),
        (duckdb.IOException(FULL), DiskFull),
        (duckdb.IOException("Cannot open file: Permission denied"), InvalidInput),
        (duckdb.SerializationException("field id mismatch"), Corrupt),
        (duckdb.InternalException("assertion"), Corrupt),
        (duckdb.IOException("something else"), duckdb.IOException),
    ],
)
def test_what_keeps_a_database_from_opening_is_named(
    error: duckdb.Error, expected: type[Exception]
) -> None:
    assert type(explained(Path("var/rapport.duckdb"), error)) is expected


def test_a_store_that_cannot_be_opened_lets_go_of_the_file(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rapport.duckdb"

    def broken(*_: object, **__: object) -> list[int]:
        raise duckdb.IOException("Corrupt database file")

    with monkeypatch.context() as patched:
        patched.setattr("core.store.migrate.apply_all", broken)
        with pytest.raises(Corrupt):
            Store.open(path, clock=clock)
    Store.open(path, clock=clock, memory_limit="1GB").close()
