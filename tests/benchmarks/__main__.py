"""``python -m tests.benchmarks [--full] [--only P1,P3] [--runs N] [--folder DIR]``."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from core.settings import PROJECT_ROOT
from tests.benchmarks import (
    browser,
    drafting,
    escalating,
    imports,
    prompting,
    reading,
    report,
    scores,
    serving,
)
from tests.benchmarks.bench import Bench
from tests.benchmarks.measure import Measurement

BENCHMARKS: dict[str, tuple[Callable[[Bench], list[Measurement]], ...]] = {
    "P1": (imports.first_import,),
    "P2": (imports.second_import,),
    "P3": (scores.all_accounts,),
    "P4": (scores.growth,),
    "P5": (scores.one_account, escalating.one_scan),
    "P6": (browser.pages,),
    "P7": (serving.crowd,),
    "P8": (serving.start,),
    "P9": (drafting.one_draft,),
    "P10": (prompting.prompt_size,),
    "P11": (reading.fast_path,),
}


def run(bench: Bench, names: Sequence[str]) -> list[Measurement]:
    """The named benchmarks, in order. One that fails is reported as not measured, with the reason."""
    found: list[Measurement] = []
    for name in names:
        for benchmark in BENCHMARKS[name]:
            print(f"{name} …", file=sys.stderr, flush=True)
            try:
                lines = benchmark(bench)
            except Exception as error:
                traceback.print_exc()
                reason = str(error).strip().splitlines()[-1] if str(error).strip() else repr(error)
                lines = [Measurement(name, str(benchmark.__name__), "", "", note=reason)]
            found += lines
            print(report.table(lines), file=sys.stderr, flush=True)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, write the page. Ends with 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--full", action="store_true", help="100,000 accounts, 10 M activities")
    parser.add_argument("--only", default=",".join(BENCHMARKS), help="e.g. P1,P3")
    parser.add_argument("--accounts", type=int, help="another size, not written to the docs")
    parser.add_argument("--runs", type=int, help="runs of each, at least 5 unless --full")
    parser.add_argument("--folder", type=Path, default=PROJECT_ROOT / "var" / "benchmarks")
    given = parser.parse_args(arguments)
    accounts = given.accounts or (100_000 if given.full else 1_000)
    bench = Bench(accounts, given.runs or (3 if given.full else 5), given.folder)
    names = [name.strip().upper() for name in given.only.split(",")]
    found = run(bench, names)
    print(report.table(found))
    print(report.machine())
    if not given.accounts:
        memory = given.folder / f"results-{accounts}.json"
        report.write(report.remember(found, memory), accounts)
    return 0 if all(line.met is not False for line in found) else 1


if __name__ == "__main__":
    sys.exit(main())
