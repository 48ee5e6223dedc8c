"""The audit log shows every way of being changed behind the store's back, and no false alarm."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from core.actor import LOCAL
from core.clock import Clock
from core.errors import Corrupt, InvalidInput, ReadOnly
from core.store import Store, audit
from core.store.audit import Head, Link
from core.store.audit_verify import Verification, accept, verify

from .conftest import EVENTS, write_account

Tamper = Callable[[str], None]


def _verify(path: Path, clock: Clock) -> Verification:
    with Store.open(path, clock=clock) as store:
        return verify(store)


def test_security_25_an_untouched_log_verifies(database: Path, clock: Clock) -> None:
    found = _verify(database, clock)
    assert found.ok
    assert (found.events, found.tip.sequence) == (EVENTS, EVENTS)


def test_security_25_an_empty_log_verifies(store: Store) -> None:
    assert verify(store) == Verification(0, Link())


@pytest.mark.parametrize(
    "column", ["actor", "action", "subject", "recorded_at", "detail", "previous", "hash"]
)
def test_security_25_an_edited_event_is_named(
    database: Path, clock: Clock, tamper: Tamper, column: str
) -> None:
    value = {"recorded_at": "TIMESTAMP '2020-01-01'", "detail": "'{\"a\":1}'"}.get(column, "'x'")
    tamper(f"UPDATE ops.audit_event SET {column} = {value} WHERE sequence = 3")
    assert _verify(database, clock).first_bad == 3


def test_security_25_a_deleted_event_is_named(database: Path, clock: Clock, tamper: Tamper) -> None:
    tamper("DELETE FROM ops.audit_event WHERE sequence = 2")
    assert _verify(database, clock).first_bad == 2


def test_security_25_a_deleted_first_event_is_named(
    database: Path, clock: Clock, tamper: Tamper
) -> None:
    tamper("DELETE FROM ops.audit_event WHERE sequence = 1")
    assert _verify(database, clock).first_bad == 1


def test_security_25_a_cut_end_is_named(database: Path, clock: Clock, tamper: Tamper) -> None:
    tamper("DELETE FROM ops.audit_event WHERE sequence > 3")
    found = _verify(database, clock)
    assert found.first_bad == 4
    assert "last 2 of 5" in found.problem


def test_security_25_an_emptied_log_is_named(database: Path, clock: Clock, tamper: Tamper) -> None:
    tamper("DELETE FROM ops.audit_event")
    assert _verify(database, clock).first_bad == 1


def test_security_25_a_wholly_rehashed_log_is_found(database: Path, clock: Clock) -> None:
    with duckdb.connect(str(database)) as connection:
        rows = connection.execute(
            "SELECT sequence, recorded_at, action, subject, detail FROM ops.audit_event ORDER BY 1"
        ).fetchall()
        connection.execute("DELETE FROM ops.audit_event")
        for _, at, action, subject, detail in rows:
            audit.append(
                connection,
                recorded_at=at,
                actor="person:someone.else",
                action=action,
                subject=subject,
                detail=detail,
            )
    found = _verify(database, clock)
    assert found.first_bad == EVENTS
    assert "rewritten" in found.problem


def test_security_25_an_event_added_from_outside_is_found(database: Path, clock: Clock) -> None:
    with duckdb.connect(str(database)) as connection:
        audit.append(
            connection, recorded_at=clock.now(), actor="x", action="x.y", subject="", detail="{}"
        )
    assert _verify(database, clock).first_bad == EVENTS + 1


def test_security_25_a_missing_head_file_is_found(database: Path, clock: Clock) -> None:
    audit.head_path(database).unlink()
    assert "missing" in _verify(database, clock).problem


@pytest.mark.parametrize("content", ["", "{", "[]", '{"head": 3}', '{"head": {"sequence": 1}}'])
def test_security_25_an_unreadable_head_file_is_found(
    database: Path, clock: Clock, content: str
) -> None:
    audit.head_path(database).write_text(content)
    assert "not readable" in _verify(database, clock).problem


def test_a_crash_between_intent_and_commit_is_no_tampering(database: Path, clock: Clock) -> None:
    before = audit.read_head(database).committed
    audit.replace_head(database, Head(before, Link(EVENTS + 1, "f" * 64)))
    assert _verify(database, clock).ok
    with Store.open(database, clock=clock) as store:
        write_account(store, 99)
        assert verify(store).ok


def test_a_crash_between_commit_and_head_is_no_tampering(database: Path, clock: Clock) -> None:
    committed = audit.read_head(database).committed
    audit.replace_head(database, Head(Link(EVENTS - 1, "0" * 64), committed))
    assert _verify(database, clock).ok
    with Store.open(database, clock=clock) as store:
        write_account(store, 99)
        assert verify(store).ok


def test_security_23_a_truncated_write_ahead_log_is_found(database: Path, clock: Clock) -> None:
    with Store.open(database, clock=clock) as store:
        write_account(store, 98)
        write_account(store, 99)
        log = database.with_name(f"{database.name}.wal")
        copy = database.parent / "copy" / database.name
        copy.parent.mkdir()
        for suffix in ("", ".wal", ".audit-head"):
            source = database.with_name(database.name + suffix)
            shutil.copy(source, copy.with_name(copy.name + suffix))
        size = log.stat().st_size
    with copy.with_name(f"{copy.name}.wal").open("r+b") as file:
        file.truncate(size - 20)
    found = _verify(copy, clock)
    assert found.first_bad == EVENTS + 2
    assert "missing" in found.problem


def test_a_log_that_lost_events_is_read_but_not_written(
    database: Path, clock: Clock, tamper: Tamper
) -> None:
    tamper("DELETE FROM ops.audit_event WHERE sequence > 3")
    with Store.open(database, clock=clock) as store:
        assert store.value("SELECT count(*) FROM crm.account") == EVENTS
        assert store.refusal is not None
        with pytest.raises(ReadOnly, match="audit verify"):
            write_account(store, 99)


def test_a_head_file_changed_while_open_stops_the_next_write(database: Path, clock: Clock) -> None:
    with Store.open(database, clock=clock) as store:
        audit.head_path(database).unlink()
        with pytest.raises(Corrupt, match="head file"):
            write_account(store, 99)
        assert store.value("SELECT count(*) FROM crm.account") == EVENTS


def test_accepting_a_loss_is_recorded_and_lets_writing_resume(
    database: Path, clock: Clock, tamper: Tamper
) -> None:
    tamper("DELETE FROM ops.audit_event WHERE sequence > 3")
    with Store.open(database, clock=clock) as store:
        with pytest.raises(InvalidInput):
            accept(store, LOCAL, " ")
        assert accept(store, LOCAL, "moved without its head file").ok
        write_account(store, 99)
        event = store.one("SELECT action, detail FROM ops.audit_event WHERE sequence = 4")
    assert event is not None
    assert event["action"] == "audit.accept"
    assert "last 2 of 5" in event["detail"]
