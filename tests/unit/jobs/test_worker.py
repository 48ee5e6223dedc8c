"""The worker thread starts with the server, survives its jobs, and stops before the database."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time
from typing import Any

import pytest

from core.actor import Actor
from core.jobs import runner
from core.jobs.lifespan import beside, running
from core.jobs.registry import Job
from core.wiring import Cockpit


def _signalling(signal: threading.Event) -> tuple[Job, ...]:
    def run(_cockpit: Cockpit, _actor: Actor) -> str:
        signal.set()
        return ""

    return (Job("signal", time(0, 0), run),)


def test_what_is_due_runs_at_start_in_a_thread_of_its_own(cockpit: Cockpit) -> None:
    ran = threading.Event()
    with running(cockpit, _signalling(ran)) as worker:
        assert ran.wait(20)
        assert worker._thread is not threading.current_thread()
    assert not worker._thread.is_alive()


def test_the_worker_is_planned_daily_at_the_jobs_hour_and_hourly(cockpit: Cockpit) -> None:
    worker = runner.Worker(cockpit, _signalling(threading.Event()))
    planned = {(job.unit, str(job.at_time)) for job in worker._plan.get_jobs()}
    assert planned == {("days", "00:00:00"), ("hours", "None")}
    assert worker._pause() <= 60


def test_a_defect_below_does_not_end_the_thread(
    cockpit: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = threading.Event()

    def broken(*_: object) -> list[runner.Outcome]:
        looked.set()
        raise RuntimeError("defect")

    monkeypatch.setattr(runner, "run_due", broken)
    with running(cockpit, _signalling(threading.Event())) as worker:
        assert looked.wait(20)
        assert worker._thread.is_alive()


def test_jobs_run_inside_the_servers_lifespan(cockpit: Cockpit) -> None:
    ran, order = threading.Event(), []

    @asynccontextmanager
    async def server(_app: Any) -> AsyncIterator[dict[str, Any]]:
        order.append("open")
        yield {"cockpit": cockpit}
        alive = {thread.name for thread in threading.enumerate()}
        order.append("jobs still run" if "jobs" in alive else "close")

    async def live() -> None:
        async with beside(server, _signalling(ran))(None) as state:
            assert state == {"cockpit": cockpit}
            assert await asyncio.to_thread(ran.wait, 20)

    asyncio.run(live())
    assert order == ["open", "close"]
