"""Runs what is due: at its time, once at start for what was missed, hourly for what failed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import schedule

from core.actor import SCHEDULER
from core.errors import RapportError
from core.jobs import ledger
from core.jobs.registry import CHORES, JOBS, Chore, Job
from core.wiring import Cockpit

log = logging.getLogger(__name__)
_LONGEST_WAIT_SECONDS = 60.0
_STOP_SECONDS = 30.0


@dataclass(frozen=True)
class Outcome:
    """One run: ``status`` as in the ledger."""

    job: str
    period: str
    status: str
    detail: str


def run_due(cockpit: Cockpit, jobs: Sequence[Job] = JOBS) -> list[Outcome]:
    """Run each job whose present period has no finished run. Never raises for a failed job."""
    return [outcome for job in jobs if (outcome := _run_if_due(cockpit, job)) is not None]


def _run_if_due(cockpit: Cockpit, job: Job) -> Outcome | None:
    period = job.period(cockpit.clock.now())
    try:
        if not ledger.is_due(cockpit.store, job.name, period):
            return None
        ledger.start(cockpit.store, job.name, period)
        outcome = _run(cockpit, job, period)
        ledger.finish(cockpit.store, job.name, period, outcome.status, outcome.detail)
    except RapportError as error:
        # The ledger itself takes no writes now, e.g. the disk is full: the run stays due.
        log.warning("job %s of %s could not be recorded: %s", job.name, period, error.message)
        return Outcome(job.name, period, ledger.FAILED, str(error))
    return outcome


def _run(cockpit: Cockpit, job: Job, period: str) -> Outcome:
    try:
        return Outcome(job.name, period, ledger.DONE, job.run(cockpit, SCHEDULER))
    except RapportError as error:
        log.warning("job %s of %s failed: %s", job.name, period, error.message)
        return Outcome(job.name, period, ledger.FAILED, str(error))
    except Exception as error:  # whatever a job does wrong, the others must still run
        log.exception("job %s of %s failed", job.name, period)
        return Outcome(job.name, period, ledger.FAILED, f"{type(error).__name__}: {error}")


class Worker:
    """The one thread that runs jobs, from :meth:`start` to :meth:`stop`."""

    def __init__(
        self,
        cockpit: Cockpit,
        jobs: Sequence[Job] = JOBS,
        chores: Sequence[Chore] = CHORES,
        *,
        after_seconds: float = 0.0,
    ) -> None:
        self._cockpit = cockpit
        self._jobs = jobs
        self._chores = chores
        self._after_seconds = after_seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._plan = schedule.Scheduler()
        for job in jobs:
            self._plan.every().day.at(job.at.strftime("%H:%M"), "UTC").do(self._tick)
        self._plan.every().hour.do(self._tick)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let the running job end (at most half a minute) and start no other."""
        self._stop.set()
        self._thread.join(_STOP_SECONDS)

    def _work(self) -> None:
        if self._stop.wait(self._after_seconds):
            return
        self._tick()
        self._look_after()
        while not self._stop.wait(self._pause()):
            self._plan.run_pending()
            self._look_after()

    def _look_after(self) -> None:
        for chore in self._chores:
            if self._stop.is_set():
                return
            try:
                chore.run(self._cockpit, SCHEDULER)
            except RapportError as error:
                log.warning("chore %s failed: %s", chore.name, error.message)
            except Exception:  # the thread must outlive any defect below it
                log.exception("chore %s failed", chore.name)

    def _pause(self) -> float:
        # Bounded, so that a machine that slept notices what it missed.
        return min(max(float(self._plan.idle_seconds or 0), 0.0), _LONGEST_WAIT_SECONDS)

    def _tick(self) -> None:
        for job in self._jobs:
            if self._stop.is_set():
                return
            try:
                run_due(self._cockpit, [job])
            except Exception:  # the thread must outlive any defect below it
                log.exception("job %s could not be looked at", job.name)
