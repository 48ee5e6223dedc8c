"""P7 and P8: many sessions while an import runs, and the start of the server."""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from core.settings import PROJECT_ROOT
from tests.benchmarks.bench import Bench, child, copy_database
from tests.benchmarks.measure import Measurement, compare, in_turns
from tests.benchmarks.servers import serving
from tests.benchmarks.session import Session

PAGES = ("", "sponsors", "health")
QUERIES = ("", "tier=enterprise", "region=EMEA", "tier=smb&region=APAC", "period_days=90")
SESSIONS = 50
CLICKS = 4
CROWD_ACCOUNTS = 10_000
"""A million activities; everyday runs import a tenth of that."""


def start(bench: Bench) -> list[Measurement]:
    """P8: from starting the process to the first page's script finished."""
    database = copy_database(bench.base(), bench.scratch("start"))

    def cockpit() -> float:
        return _first_page("app.py", database)

    def hello() -> float:
        return _first_page("hello", None)

    cockpit()
    times = in_turns(bench.runs, cockpit, hello)
    return [
        compare(
            "P8",
            "start of the server to the first page",
            "`streamlit hello`",
            times=(times[0], times[1]),
            at_most=1.5,
            note="process start to the end of the first script run, over the websocket",
        )
    ]


def _first_page(script: str, database: Path | None) -> float:
    started = time.perf_counter()
    with serving(PROJECT_ROOT / script if database else script, database=database) as url:
        asyncio.run(_one_view(url))
        return time.perf_counter() - started


async def _one_view(url: str) -> None:
    async with Session(url) as session:
        await session.run()
        _refuse_errors(session)


def _refuse_errors(session: Session) -> None:
    if session.errors:
        raise RuntimeError(f"a page failed: {session.errors[0]}")


def crowd(bench: Bench) -> list[Measurement]:
    """P7: fifty sessions clicking, without and with an import through the API meanwhile."""
    bench = replace(bench, accounts=min(bench.accounts, CROWD_ACCOUNTS))
    database = copy_database(bench.base(), bench.scratch("crowd"))
    source = bench.sources / "activities.csv"
    token = str(child("token", database)["token"])
    with serving(PROJECT_ROOT / "app.py", database=database) as url:
        asyncio.run(_clicks(url, rounds=1))
        calm, calm_errors = asyncio.run(_clicks(url))
        upload = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.upload", url, token, str(source)],
            cwd=PROJECT_ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        busy, busy_errors = asyncio.run(_clicks(url, until=lambda: upload.poll() is not None))
        answer = upload.communicate(timeout=1200)[0].strip()
    return [
        compare(
            "P7",
            f"p95 of {SESSIONS} sessions clicking while {bench.accounts * 100:,} rows are imported",
            "the same without the import",
            times=([_p95(busy)], [_p95(calm)]),
            at_most=2,
            note=f"{len(busy):,} and {len(calm):,} clicks over the websocket, "
            f"{len(busy_errors)} and {len(calm_errors)} errors; import: {answer}",
        )
    ]


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


async def _clicks(
    url: str, *, rounds: int = CLICKS, until: Callable[[], bool] | None = None
) -> tuple[list[float], list[str]]:
    """Every session opens a page and changes a filter again and again, with a pause to read."""
    times: list[float] = []
    errors: list[str] = []

    async def one(number: int) -> None:
        await asyncio.sleep(number * 0.1)
        page = PAGES[number % len(PAGES)]
        async with Session(url) as session:
            turn = 0
            while turn < rounds or (until is not None and not until()):
                query = QUERIES[(number + turn) % len(QUERIES)]
                times.append(await session.run(page, query))
                turn += 1
                await asyncio.sleep(5)
            errors.extend(session.errors)

    await asyncio.gather(*(one(number) for number in range(SESSIONS)))
    return times, errors
