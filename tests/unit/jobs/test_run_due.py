"""Jobs run once a period: not twice after a restart, and not skipped by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

import pytest

from core.actor import Actor
from core.errors import InvalidInput
from core.jobs import ledger
from core.jobs.registry import JOBS, Job
from core.jobs.runner import run_due
from core.policy import ensure_shipped
from core.store.space import disk_full
from core.wiring import Cockpit

from .conftest import Now


class Counted:
    """A job that counts its runs and fails when told to."""

    def __init__(self, at: time = time(2, 0)) -> None:
        self.runs = 0
        self.error: BaseException | None = None
        self.jobs = (Job("counted", at, self._run),)

    def _run(self, _cockpit: Cockpit, _actor: Actor) -> str:
        self.runs += 1
        if self.error is not None:
            raise self.error
        return f"run {self.runs}"


@pytest.fixture
def counted() -> Counted:
    return Counted()


def _ledger(cockpit: Cockpit) -> list[tuple[object, ...]]:
    rows = cockpit.store.rows("SELECT period, status, detail FROM ops.job_run ORDER BY ALL")
    return [tuple(row.values()) for row in rows]


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        (datetime(2026, 6, 30, 1, 59), "2026-06-29"),
        (datetime(2026, 6, 30, 2, 0), "2026-06-30"),
        (datetime(2026, 6, 30, 23, 59), "2026-06-30"),
        (datetime(2026, 1, 1, 0, 0), "2025-12-31"),
    ],
)
def test_a_period_begins_at_the_jobs_hour(moment: datetime, period: str, counted: Counted) -> None:
    assert counted.jobs[0].period(moment) == period


def test_security_24_a_restart_does_not_run_a_job_twice_in_its_period(
    cockpit: Cockpit, now: Now, counted: Counted
) -> None:
    assert [outcome.status for outcome in run_due(cockpit, counted.jobs)] == ["done"]
    for _ in range(5):
        cockpit.store.reopen()
        now.move(hours=1)
        assert run_due(cockpit, counted.jobs) == []
    assert counted.runs == 1
    assert _ledger(cockpit) == [("2026-06-30", "done", "run 1")]


def test_security_24_a_missed_period_is_caught_up_once(
    cockpit: Cockpit, now: Now, counted: Counted
) -> None:
    run_due(cockpit, counted.jobs)
    now.move(days=3)
    run_due(cockpit, counted.jobs)
    run_due(cockpit, counted.jobs)
    assert [row[0] for row in _ledger(cockpit)] == ["2026-06-30", "2026-07-03"]


def test_security_24_a_run_cut_off_by_a_crash_is_run_again(
    cockpit: Cockpit, counted: Counted
) -> None:
    ledger.start(cockpit.store, "counted", "2026-06-30")
    run_due(cockpit, counted.jobs)
    assert counted.runs == 1
    assert _ledger(cockpit) == [("2026-06-30", "done", "run 1")]


@pytest.mark.parametrize(
    ("error", "recorded"),
    [
        (InvalidInput("Bad file.", "Mend it."), "Bad file. Mend it."),
        (ValueError("x"), "ValueError: x"),
    ],
)
def test_a_failed_run_is_recorded_and_tried_again_until_it_succeeds(
    cockpit: Cockpit, counted: Counted, error: BaseException, recorded: str
) -> None:
    counted.error = error
    assert [outcome.status for outcome in run_due(cockpit, counted.jobs)] == ["failed"]
    assert _ledger(cockpit) == [("2026-06-30", "failed", recorded)]
    counted.error = None
    run_due(cockpit, counted.jobs)
    assert _ledger(cockpit) == [("2026-06-30", "done", "run 2")]


def test_one_failing_job_does_not_keep_the_others_from_running(cockpit: Cockpit) -> None:
    bad, good = Counted(), Counted()
    bad.error = RuntimeError("no")
    jobs = (bad.jobs[0], Job("other", time(2, 0), good.jobs[0].run))
    assert [outcome.status for outcome in run_due(cockpit, jobs)] == ["failed", "done"]


def test_a_run_that_cannot_be_recorded_stays_due(
    cockpit: Cockpit, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise disk_full(cockpit.settings.home)

    with monkeypatch.context() as patched:
        patched.setattr(ledger, "start", full)
        assert [outcome.status for outcome in run_due(cockpit, counted.jobs)] == ["failed"]
    assert counted.runs == 0
    run_due(cockpit, counted.jobs)
    assert counted.runs == 1


def test_the_shipped_jobs_scan_and_back_up_each_day(
    cockpit: Cockpit, now: Now, add_accounts: Callable[[int], None]
) -> None:
    ensure_shipped(cockpit.store)
    add_accounts(3)
    assert [outcome.status for outcome in run_due(cockpit, JOBS)] == ["done"] * len(JOBS)
    assert cockpit.store.value("SELECT count(*) FROM ops.score_snapshot") == 6
    assert len(list(cockpit.settings.backup_dir.glob("2026*"))) == 1
    now.move(days=1)
    run_due(cockpit, JOBS)
    assert cockpit.store.value("SELECT count(DISTINCT as_of) FROM ops.score_snapshot") == 2
    assert len(list(cockpit.settings.backup_dir.glob("2026*"))) == 2


def test_no_two_jobs_share_a_name_or_an_hour() -> None:
    assert len({job.name for job in JOBS}) == len({job.at for job in JOBS}) == len(JOBS)


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        (datetime(2026, 6, 29, 4, 59), "2026-06-22"),
        (datetime(2026, 6, 29, 5, 0), "2026-06-29"),
        (datetime(2026, 6, 30, 2, 0), "2026-06-29"),
        (datetime(2026, 7, 5, 23, 59), "2026-06-29"),
        (datetime(2026, 7, 6, 5, 0), "2026-07-06"),
    ],
)
def test_a_weekly_job_is_due_once_a_week_from_its_day_and_hour_on(
    moment: datetime, period: str, counted: Counted
) -> None:
    weekly = replace(counted.jobs[0], at=time(5, 0), weekday=0)
    assert weekly.period(moment) == period
    assert weekly.when == "Monday 05:00"
