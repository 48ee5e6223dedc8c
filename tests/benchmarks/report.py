"""The table of ratios: printed, and written to ``docs/validation/benchmarks.md``."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from pathlib import Path

import psutil

from core.settings import PROJECT_ROOT
from tests.benchmarks.measure import Measurement

PAGE = PROJECT_ROOT / "docs" / "validation" / "benchmarks.md"
LIBRARIES = ("duckdb", "streamlit", "polars", "pandas", "pyarrow", "playwright")

HEAD = """# Benchmarks

What `python -m tests.benchmarks` measured last{size}. Ratios are of medians taken in one run, the two
sides by turns, so that whatever else the machine does hurts both. Nothing is left out: a target that is
missed says so. How each is measured is in `tests/benchmarks`; a run with `--only` renews its own lines.
"""


def table(measurements: Sequence[Measurement]) -> str:
    """The measurements as a Markdown table."""
    lines = [
        "| id | work | against | measured | compared with | ratio | target | met | runs | note |",
        "|---|---|---|---:|---:|---:|---|---|---:|---|",
    ]
    lines += [_line(found) for found in measurements]
    return "\n".join(lines)


def _line(found: Measurement) -> str:
    cells = [
        found.bench,
        found.work,
        found.against,
        _figure(found.value, found.unit),
        _figure(found.base, found.unit),
        f"{found.ratio:.2f}x" if found.ratio is not None else "",
        found.target,
        {True: "yes", False: "**no**", None: "not measured"}[found.met],
        str(found.runs or ""),
        found.note,
    ]
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:,.3f} {unit}" if value < 10 else f"{value:,.0f} {unit}"


def machine() -> str:
    """What it ran on, without names."""
    memory = psutil.virtual_memory().total / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    load = os.getloadavg()[0]
    return (
        f"- date: {date.today().isoformat()}\n"
        f"- machine: {psutil.cpu_count()} cores, {memory:.0f} GB memory, {platform.system()} "
        f"{platform.machine()}; load average at the end {load:.1f}\n"
        f"- Python {platform.python_version()}, {versions}\n"
    )


def remember(measurements: Sequence[Measurement], path: Path) -> list[Measurement]:
    """Put these lines in place of the same benchmarks' earlier ones in ``path``; all, in order."""
    known = [Measurement(**line) for line in json.loads(path.read_text())] if path.exists() else []
    renewed = {found.bench for found in measurements}
    kept = [found for found in known if found.bench not in renewed]
    everything = sorted([*kept, *measurements], key=lambda found: int(found.bench[1:]))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(found) for found in everything], indent=1))
    return everything


def write(measurements: Sequence[Measurement], accounts: int, path: Path = PAGE) -> None:
    """Write the page."""
    size = f", with {accounts:,} accounts and {accounts * 100:,} activities"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"{HEAD.format(size=size)}\n{machine()}\n{table(measurements)}\n",
        encoding="utf-8",
    )
