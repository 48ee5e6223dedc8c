"""P11: what it costs to look at every byte of an export before DuckDB reads it."""

from __future__ import annotations

import statistics
from typing import Any

from tests.benchmarks import data
from tests.benchmarks.bench import Bench, child
from tests.benchmarks.measure import Measurement, absolute, compare, in_turns

ACCOUNTS = 4_000
"""So many accounts have 124 MB of activities, unless the run is larger anyhow."""


def fast_path(bench: Bench) -> list[Measurement]:
    """P11: a well-formed export of more than 100 MB, against DuckDB that finds the dialect itself."""
    accounts = max(ACCOUNTS, bench.accounts)
    home = data.write(bench.folder / "data", accounts, tables=("activities",))
    source = home / "activities.csv"
    size = source.stat().st_size / 1_000_000
    found: list[dict[str, Any]] = []
    base: list[dict[str, Any]] = []

    def ours() -> float:
        database = bench.scratch("explained") / "explained.duckdb"
        found.append(child("read_explained", database, source))
        return float(found[-1]["seconds"])

    def floor() -> float:
        database = bench.scratch("sniffed") / "sniffed.duckdb"
        base.append(child("read_sniffed", database, source))
        return float(base[-1]["seconds"])

    times = in_turns(bench.runs, ours, floor)
    looking = statistics.median(run["looking"] for run in found)
    assert not found[-1]["rewritten"], "the fast path was left"
    spent, least = (statistics.median(run["processor"] for run in runs) for runs in (found, base))
    note = (
        f"{found[-1]['records']:,} records; keeping and looking at every byte {looking:.2f} s;"
        f" processor time {spent:.1f} s against {least:.1f} s, {spent / least:.2f}x"
    )
    return [
        compare(
            "P11",
            f"reading an export of {size:,.0f} MB: kept, looked at, read as text into a table",
            "DuckDB's `read_csv` of the same, its own sniffing included",
            times=(times[0], times[1]),
            at_most=1.25,
            note=note,
        ),
        absolute(
            "P11",
            "peak memory of the process that looks at the bytes",
            values=[run["reading_mb"] for run in found],
            at_most=256,
            unit="MB",
            note="greatest resident size; it may ask for 1,536 MB",
        ),
    ]
