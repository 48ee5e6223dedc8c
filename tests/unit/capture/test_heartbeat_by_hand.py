"""Heartbeats by file, by post and by hand lead to the same place."""

from __future__ import annotations

from datetime import datetime

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.capture.heartbeat import post_heartbeat
from core.capture.heartbeat_by_hand import (
    enter_heartbeat,
    entered_heartbeats,
    withdraw_heartbeat,
)
from core.capture.model import FileReport
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store
from tests.conftest import NOW
from tests.unit.capture.conftest import Bring, Write

SEEN = datetime(2026, 6, 30, 11, 30)


@pytest.fixture
def key(store: Store, accounts: list[FileReport]) -> int:
    """The account A1."""
    assert accounts
    return int(store.value("SELECT account_key FROM crm.account WHERE source_id = 'A1'"))


def test_file_post_and_hand_lead_to_the_same_account(
    store: Store, key: int, write: Write, bring: Bring
) -> None:
    bring(
        write(
            "beats.csv",
            "account_id,integration,seen_at,api_calls",
            "A1,sync,2026-06-30T09:00:00Z,5",
        )
    )
    post_heartbeat(
        store, COMMAND_LINE, "A1", "sync", seen_at=datetime(2026, 6, 30, 10), api_calls=6
    )
    assert enter_heartbeat(store, COMMAND_LINE, key, " sync ", seen_at=SEEN, api_calls=7)
    rows = store.rows(
        "SELECT source_system, integration, api_calls FROM crm.heartbeat WHERE account_key = $key"
        " ORDER BY seen_at",
        {"key": key},
    )
    assert [tuple(row.values()) for row in rows] == [
        ("rapport", "sync", 5),
        ("api", "sync", 6),
        ("manual", "sync", 7),
    ]


def test_the_same_heartbeat_typed_in_twice_is_one(store: Store, key: int) -> None:
    assert enter_heartbeat(store, COMMAND_LINE, key, "sync", seen_at=SEEN)
    version = store.data_version
    assert not enter_heartbeat(store, COMMAND_LINE, key, "sync", seen_at=SEEN)
    assert store.data_version == version
    assert [beat.integration for beat in entered_heartbeats(store, COMMAND_LINE, key)] == ["sync"]


def test_what_was_typed_in_can_be_taken_back_and_nothing_else(store: Store, key: int) -> None:
    enter_heartbeat(store, COMMAND_LINE, key, "sink", seen_at=SEEN)
    post_heartbeat(store, COMMAND_LINE, "A1", "sync", seen_at=SEEN)
    (typed,) = entered_heartbeats(store, COMMAND_LINE, key)
    posted = store.value("SELECT heartbeat_key FROM crm.heartbeat WHERE source_system = 'api'")
    with pytest.raises(NotFound, match="typed in"):
        withdraw_heartbeat(store, COMMAND_LINE, key, posted)
    withdraw_heartbeat(store, COMMAND_LINE, key, typed.heartbeat_key)
    assert entered_heartbeats(store, COMMAND_LINE, key) == ()
    assert store.value("SELECT count(*) FROM crm.heartbeat") == 1
    actions = store.rows("SELECT action FROM ops.audit_event ORDER BY sequence DESC LIMIT 1")
    assert actions[0]["action"] == "heartbeat.withdraw"


def test_a_csm_types_in_for_their_own_accounts_only(store: Store, key: int) -> None:
    stranger = Actor("cleo@us.example", frozenset({Role.CSM}))
    with pytest.raises(NotFound):
        enter_heartbeat(store, stranger, key, "sync", seen_at=SEEN)
    nobody = Actor("nobody@us.example")
    with pytest.raises(Forbidden):
        enter_heartbeat(store, nobody, key, "sync", seen_at=SEEN)
    assert store.value("SELECT count(*) FROM crm.heartbeat") == 0


@pytest.mark.parametrize(
    ("name", "seen_at", "calls"),
    [("  ", SEEN, None), ("sync", datetime(2026, 6, 30, 12, 6), None), ("sync", SEEN, -1)],
)
def test_a_slip_is_refused(
    store: Store, key: int, name: str, seen_at: datetime, calls: int | None
) -> None:
    assert seen_at > NOW or calls or not name.strip()
    with pytest.raises(InvalidInput):
        enter_heartbeat(store, COMMAND_LINE, key, name, seen_at=seen_at, api_calls=calls)
