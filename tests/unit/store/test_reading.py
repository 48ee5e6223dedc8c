"""Reads are bounded in time, close what they open, and never see or cause a lost write."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from core.actor import LOCAL
from core.clock import Clock
from core.errors import InvalidInput, QueryTimeout, ReadOnly
from core.settings import Settings
from core.store import Store
from core.wiring import build

from .conftest import write_account

ENDLESS = "SELECT sum(a.range * b.range) FROM range(10000000) AS a, range(10000000) AS b"
LONG = "SELECT sum(range * range % 7) FROM range(100000000)"


@pytest.fixture
def hasty(tmp_path: Path, clock: Clock) -> Store:
    return Store.open(
        tmp_path / "rapport.duckdb", clock=clock, threads=1, query_timeout_seconds=0.05
    )


def test_security_27_a_long_query_is_interrupted_with_a_remedy(hasty: Store) -> None:
    with hasty, pytest.raises(QueryTimeout, match=r"0\.05 seconds.*Narrow the filters"):
        hasty.rows(ENDLESS)


def test_security_27_the_next_query_after_an_interrupted_one_answers(hasty: Store) -> None:
    with hasty:
        for _ in range(3):
            with pytest.raises(QueryTimeout):
                hasty.value(ENDLESS)
            assert hasty.value("SELECT 42") == 42


def test_security_27_the_writer_is_not_interrupted(hasty: Store) -> None:
    with hasty, hasty.transaction(LOCAL, "account.count") as work:
        assert work.value(LONG) is not None


def test_security_27_a_patient_read_is_not_interrupted(hasty: Store) -> None:
    with hasty:
        assert hasty.patient.value(LONG) is not None


def test_security_27_the_limit_comes_from_the_settings(tmp_path: Path, clock: Clock) -> None:
    settings = Settings(database=tmp_path / "rapport.duckdb", query_timeout_seconds=3)
    with build(settings, clock).store as store:
        assert store.query_timeout_seconds == 3


def test_results_are_complete_when_they_are_returned(store: Store) -> None:
    sql = "SELECT range AS n FROM range($count) ORDER BY n"
    many = {"count": 5000}
    assert [row["n"] for row in store.rows(sql, many)] == list(range(5000))
    assert store.arrow(sql, many).num_rows == 5000
    assert len(store.frame(sql, many)) == 5000
    assert store.one(sql, {"count": 1}) == {"n": 0}
    assert store.one(sql, {"count": 0}) is None
    assert store.value(sql, {"count": 0}) is None
    with pytest.raises(InvalidInput, match="found 2"):
        store.one(sql, {"count": 2})


def test_no_cursor_outlives_its_call(store: Store) -> None:
    for _ in range(50):
        store.rows("SELECT 1 AS one")
    with pytest.raises(duckdb.Error):
        store.rows("SELECT * FROM no_such_table")
    with pytest.raises(RuntimeError), store.transaction(LOCAL, "account.add"):
        raise RuntimeError
    assert store._engine._in_use == []


def test_reads_go_on_over_a_reopening(store: Store) -> None:
    write_account(store, 1)
    store.reopen()
    assert store.value("SELECT count(*) FROM crm.account") == 1


def test_a_closed_store_says_that_it_is_closed(store: Store) -> None:
    store.close()
    with pytest.raises(ReadOnly, match="closed"):
        store.rows("SELECT 1")


def test_eight_threads_read_while_a_writer_commits_and_no_write_is_lost(store: Store) -> None:
    commits, done = 60, threading.Event()

    def read(_: int) -> int:
        reads, last = 0, 0
        while not done.is_set() or reads < 50:
            count = store.value("SELECT count(*) FROM crm.account")
            assert count >= last, "a read saw an older state than the one before"
            last, reads = count, reads + 1
        return reads

    with ThreadPoolExecutor(8) as readers:
        running = [readers.submit(read, number) for number in range(8)]
        try:
            for key in range(commits):
                write_account(store, key)
        finally:
            done.set()
        assert all(future.result(timeout=60) >= 50 for future in running)
    assert store.value("SELECT count(DISTINCT account_key) FROM crm.account") == commits
    assert store.value("SELECT count(*) FROM ops.audit_event") == commits
    assert store.data_version == commits


def test_writers_in_many_threads_take_turns(store: Store) -> None:
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda key: write_account(store, key), range(80)))
    assert store.value("SELECT count(DISTINCT account_key) FROM crm.account") == 80
    assert store.data_version == 80


def test_bookkeeping_never_waits_for_a_writer(store: Store) -> None:
    kept = threading.Thread(target=store.bookkeep, args=("DELETE FROM ops.session",))
    with store.transaction(LOCAL, "import.publish"):
        kept.start()
        kept.join(5)
        assert not kept.is_alive()
