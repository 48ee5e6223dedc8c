"""Temporary tables made before a transaction begins."""

from __future__ import annotations

import pytest

from core.actor import COMMAND_LINE
from core.store import Store, Transaction


def _prepare(work: Transaction) -> None:
    work.execute("CREATE TEMP TABLE prepared AS SELECT 42 AS answer")


def test_a_transaction_sees_what_was_made_beforehand(store: Store) -> None:
    with store.transaction(COMMAND_LINE, "tests.read", beforehand=_prepare) as work:
        assert work.value("SELECT answer FROM prepared") == 42


def test_what_was_made_beforehand_is_gone_with_the_transaction(store: Store) -> None:
    for _ in range(2):
        with store.transaction(COMMAND_LINE, "tests.read", beforehand=_prepare):
            pass
    assert store.value("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'prepared'") == 0


def test_a_failure_beforehand_leaves_no_event_and_the_store_writable(store: Store) -> None:
    def fail(work: Transaction) -> None:
        _prepare(work)
        raise RuntimeError("no such file")

    before = store.value("SELECT count(*) FROM ops.audit_event")
    with (
        pytest.raises(RuntimeError),
        store.transaction(COMMAND_LINE, "tests.read", beforehand=fail),
    ):
        pass
    assert store.value("SELECT count(*) FROM ops.audit_event") == before
    with store.transaction(COMMAND_LINE, "tests.write", beforehand=_prepare) as work:
        assert work.value("SELECT answer FROM prepared") == 42
