"""Which files of an import are staged before its transaction begins, and that it makes no difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.actor import COMMAND_LINE
from core.capture import ImportPlan, ahead, plan, publish
from core.store import Store
from tests.unit.capture.conftest import Write

ACCOUNTS = "account_id,name,domain"
ACTIVITIES = "activity_id,account_id,kind,occurred_at,subject"


@pytest.fixture
def planned(store: Store, write: Write) -> ImportPlan:
    """Activities named before the accounts they belong to, and one of them refused."""
    activities = write(
        "activities.csv",
        ACTIVITIES,
        "1,A1,meeting,2026-01-05T10:00:00Z, Kick-off ",
        "2,A1,call,soon,Check",
    )
    accounts = write("accounts.csv", ACCOUNTS, "A1,Acme,acme.com", "A2,Globex,globex.com")
    return plan(store, COMMAND_LINE, [activities, accounts], check=False)


def test_files_are_loaded_accounts_first(planned: ImportPlan) -> None:
    assert ahead.Ahead.of(planned).order == (1, 0)


def test_small_files_are_all_staged_beforehand(planned: ImportPlan) -> None:
    assert ahead.Ahead.of(planned).staged == {0, 1}


def test_beyond_the_limit_only_the_first_file_is_staged_beforehand(
    planned: ImportPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "AHEAD_BYTES", 1)
    assert ahead.Ahead.of(planned).staged == {1}


@pytest.mark.parametrize("limit", [1, 1_000_000])
def test_an_import_gives_the_same_whenever_its_files_are_staged(
    store: Store, planned: ImportPlan, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(ahead, "AHEAD_BYTES", limit)
    reports = publish(store, COMMAND_LINE, planned).files
    assert [(report.read, report.accepted, report.refused) for report in reports] == [
        (2, 1, 1),
        (2, 2, 0),
    ]
    assert store.rows("SELECT subject, source_line, placed_by FROM crm.activity") == [
        {"subject": "Kick-off", "source_line": 2, "placed_by": "id"}
    ]
    assert store.rows("SELECT source_line, value FROM crm.refused_row") == [
        {"source_line": 3, "value": "soon"}
    ]


def test_a_kept_file_that_is_gone_leaves_nothing_behind(store: Store, planned: ImportPlan) -> None:
    for file in planned.files:
        assert file.source is not None
        Path(file.source.csv_path).unlink()
    with pytest.raises(Exception, match="No files found"):
        publish(store, COMMAND_LINE, planned)
    assert store.value("SELECT count(*) FROM crm.account") == 0
    with store.transaction(COMMAND_LINE, "tests.write") as work:
        assert work.value("SELECT count(*) FROM crm.import_batch") == 0
