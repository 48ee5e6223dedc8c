"""P1 and P2: importing an export, and importing it again with one row of a hundred changed."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

from tests.benchmarks.bench import Bench, child, copy_database
from tests.benchmarks.measure import Measurement, absolute, compare, in_turns


def first_import(bench: Bench) -> list[Measurement]:
    """P1: the whole path against DuckDB's own typed reader of the same file."""
    base, source = bench.base(), bench.sources / "activities.csv"
    found: list[dict[str, Any]] = []

    def whole_path() -> float:
        database = copy_database(base, bench.scratch("import"))
        found.append(child("import", database, source))
        return float(found[-1]["seconds"])

    def floor() -> float:
        database = bench.scratch("floor") / "floor.duckdb"
        return float(child("read_csv", database, source)["seconds"])

    times = in_turns(bench.runs, whole_path, floor)
    last = found[-1]
    parts = ", ".join(
        f"{part} {statistics.median(run[part] for run in found):.2f} s"
        for part in ("plan", "publish")
    )
    note = f"{last['accepted']:,} of {last['read']:,} rows accepted, {last['unplaced']:,} unplaced; {parts}"
    return [
        compare(
            "P1",
            "import of an activities export, whole path",
            "DuckDB's typed `read_csv` into a table",
            times=(times[0], times[1]),
            at_most=1.25,
            note=note,
        ),
        absolute(
            "P1",
            "peak memory of that import",
            values=[run["peak_mb"] for run in found],
            at_most=1024,
            unit="MB",
            note="greatest resident size of the importing process or one of its children",
        ),
    ]


def second_import(bench: Bench) -> list[Measurement]:
    """P2: the next export of the same system, one row of a hundred edited."""
    base, loaded = bench.base(), bench.loaded()
    source, changed = bench.sources / "activities.csv", bench.changed
    found: list[dict[str, Any]] = []

    def again() -> float:
        found.append(child("import", _copy(bench, loaded, "again"), changed))
        return float(found[-1]["seconds"])

    def first() -> float:
        return float(child("import", _copy(bench, base, "first"), source)["seconds"])

    times = in_turns(bench.runs, again, first)
    last = found[-1]
    return [
        compare(
            "P2",
            "re-import with 1 % of the rows changed",
            "the first import of P1",
            times=(times[0], times[1]),
            at_most=1.3,
            note=f"{last['changed']:,} changed, {last['unchanged']:,} unchanged, {last['new']:,} new",
        )
    ]


def _copy(bench: Bench, database: Path, name: str) -> Path:
    return copy_database(database, bench.scratch(name))
