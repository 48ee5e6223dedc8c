"""Starting and stopping the jobs with the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any

from core.jobs.registry import JOBS, Job
from core.jobs.runner import Worker
from core.wiring import Cockpit

Lifespan = Callable[[Any], AbstractAsyncContextManager[dict[str, Any]]]


@contextmanager
def running(cockpit: Cockpit, jobs: Sequence[Job] = JOBS) -> Iterator[Worker]:
    """Run the jobs in a thread of their own for the length of the block."""
    worker = Worker(cockpit, jobs)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


def beside(
    lifespan: Lifespan, jobs: Sequence[Job] = JOBS, *, after_seconds: float = 0.0
) -> Lifespan:
    """``lifespan`` with the jobs running inside it: they stop before it closes the database.

    The state that ``lifespan`` yields names the ``cockpit``. What was missed is made up for
    ``after_seconds``, so that the first page does not wait for it.
    """

    @asynccontextmanager
    async def with_jobs(app: Any) -> AsyncIterator[dict[str, Any]]:
        async with lifespan(app) as state:
            worker = Worker(state["cockpit"], jobs, after_seconds=after_seconds)
            worker.start()
            try:
                yield state
            finally:
                await asyncio.to_thread(worker.stop)

    return with_jobs
