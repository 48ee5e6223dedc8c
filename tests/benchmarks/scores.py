"""P3, P4 and P5: the scores of all accounts, how they grow, and one account alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from core.actor import COMMAND_LINE
from core.clock import fixed
from core.store import ModelSet, Store, rebuild, refresh, refresh_account
from tests.benchmarks.bench import Bench, child, copy_database
from tests.benchmarks.measure import Measurement, absolute, compare, in_turns, seconds

AS_OF = date(2026, 6, 30)
CLOCK = fixed(datetime(2026, 6, 30, 12, 0))
SCAN = (Path(__file__).resolve().parent / "sql" / "scan_aggregate.sql").read_text()

LIBRARIES = {"polars": 0.7, "pandas": 0.1}
ANYTHING = ", anything of which may have changed"
CHANGES: dict[str, tuple[str, ...] | None] = {
    " after a posted heartbeat": ("crm.heartbeat",),
    " after a correction of a contact": ("ops.contact_override",),
    ANYTHING: None,
}
"""What the line says, and the tables that changed for the account; ``None``: all that the models read."""


def all_accounts(bench: Bench) -> list[Measurement]:
    """P3: every model for one date, against one scan and against two data-frame libraries.

    Once more at ten times the everyday size, where what a statement costs on no data weighs less.
    """
    found = _all_scores(bench, ("polars", "pandas"))
    if not bench.is_full:
        larger = replace(bench, accounts=10 * bench.accounts, runs=min(bench.runs, 3))
        found += [_at_size(line, larger.accounts) for line in _all_scores(larger, ("polars",))]
    return found


def _all_scores(bench: Bench, libraries: Sequence[str]) -> list[Measurement]:
    database = copy_database(bench.loaded(), bench.scratch("scores"))
    models = ModelSet.load()
    with Store.open(database, clock=CLOCK) as store:
        refresh(store, models, AS_OF, COMMAND_LINE)
        times = in_turns(
            bench.runs,
            lambda: _all(store, models),
            lambda: seconds(lambda: store.rows(SCAN)),
        )
    found = [
        compare(
            "P3",
            "sponsor and health scores of all accounts, with contributions",
            "one scan-aggregate of the activities table",
            times=(times[0], times[1]),
            at_most=4,
            note=f"{len(models.ordered)} models, tables dropped before each run",
        )
    ]
    for library in libraries:
        runs = 1 if bench.is_full and library == "pandas" else min(bench.runs, 3)
        taken = [child(library, database) for _ in range(runs)]
        found.append(
            compare(
                "P3",
                "the same, all models",
                f"the same scores in {library}",
                times=(times[0], [run["seconds"] for run in taken]),
                at_most=LIBRARIES[library],
                note=f"{int(taken[-1]['differences'])} of {int(taken[-1]['compared']):,} scores differ",
            )
        )
    return found


def _at_size(line: Measurement, accounts: int) -> Measurement:
    return replace(line, work=f"{line.work}, {accounts:,} accounts")


def growth(bench: Bench) -> list[Measurement]:
    """P4: ten times the data, at most ten and a half times the time."""
    smaller = replace(bench, accounts=bench.accounts // 10)
    models = ModelSet.load()
    times: list[list[float]] = []
    stores = [
        Store.open(copy_database(one.loaded(), one.scratch(f"growth-{one.accounts}")), clock=CLOCK)
        for one in (bench, smaller)
    ]
    try:
        for store in stores:
            refresh(store, models, AS_OF, COMMAND_LINE)
        times = in_turns(
            bench.runs, lambda: _all(stores[0], models), lambda: _all(stores[1], models)
        )
    finally:
        for store in stores:
            store.close()
    return [
        compare(
            "P4",
            f"scores of {bench.accounts:,} accounts",
            f"scores of {smaller.accounts:,} accounts",
            times=(times[0], times[1]),
            at_most=10.5,
        )
    ]


def one_account(bench: Bench) -> list[Measurement]:
    """P5: the on-demand refresh of one account, for what changed of it; the last also at ten times the size."""
    found = [_one_account(bench, change) for change in CHANGES]
    if not bench.is_full:
        found.append(_one_account(replace(bench, accounts=10 * bench.accounts), ANYTHING))
    return found


def _one_account(bench: Bench, change: str) -> Measurement:
    database = copy_database(bench.loaded(), bench.scratch("account"))
    models = ModelSet.load()
    with Store.open(database, clock=CLOCK) as store:
        refresh(store, models, AS_OF, COMMAND_LINE)
        asked = "SELECT account_key FROM crm.account ORDER BY hash(account_key) LIMIT 13"
        keys = [row["account_key"] for row in store.rows(asked)]
        touch_account(store, models, keys, CHANGES[change])
        # The first of a process is not counted: a server has it once a day.
        ran = refresh_account(store, models, AS_OF, keys[0], COMMAND_LINE).ran
        values = [
            1000 * seconds(lambda: refresh_account(store, models, AS_OF, key, COMMAND_LINE))  # noqa: B023
            for key in keys[1:]
        ]
    met_at = "" if bench.is_full else "; the target is for 100,000 accounts"
    return absolute(
        "P5",
        f"refresh of one account among {bench.accounts:,}{change}",
        values=values,
        at_most=50,
        unit="ms",
        note=f"{len(ran)} models; slowest of {len(values)}: {max(values):.0f} ms{met_at}",
    )


def touch_account(
    store: Store, models: ModelSet, keys: Sequence[int], tables: Sequence[str] | None
) -> None:
    """Say that ``tables`` changed for the accounts, or all that the models read: their models then run."""
    changed = tables or sorted(
        name for name in frozenset[str]().union(*models.sources.values()) if name.startswith("crm.")
    )
    with store.transaction(COMMAND_LINE, "bench.touch") as work:
        for table in changed:
            for key in keys:
                work.touch_account(table, key)


def _all(store: Store, models: ModelSet) -> float:
    rebuild(store, models, COMMAND_LINE)
    return seconds(lambda: refresh(store, models, AS_OF, COMMAND_LINE))
