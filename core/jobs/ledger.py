"""The run ledger: one row a job and period, so that a restart neither repeats nor skips one."""

from __future__ import annotations

from pathlib import Path

from core.actor import SCHEDULER
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
DONE, FAILED = "done", "failed"


def is_due(store: Store, job: str, period: str) -> bool:
    """Whether the period's run is missing, failed, or was left running by a crash.

    Only one process has the database and only one thread of it runs jobs, so a run found
    ``running`` is nobody's.
    """
    run = store.one(load_sql(SQL, "job_state"), {"job": job, "period": period})
    return run is None or run["status"] != DONE


def start(store: Store, job: str, period: str) -> None:
    """Record that the run begins."""
    with store.transaction(SCHEDULER, "job.start", f"{job} {period}") as work:
        work.execute(
            load_sql(SQL, "start_run"), {"job": job, "period": period, "at": store.clock.now()}
        )
        work.touch("ops.job_run")


def finish(store: Store, job: str, period: str, status: str, detail: str) -> None:
    """Record how the run ended."""
    with store.transaction(SCHEDULER, f"job.{status}", f"{job} {period}") as work:
        work.execute(
            load_sql(SQL, "finish_run"),
            {
                "job": job,
                "period": period,
                "at": store.clock.now(),
                "status": status,
                "detail": detail,
            },
        )
        work.note(detail=detail)
        work.touch("ops.job_run")
