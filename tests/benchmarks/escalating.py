"""P5, the whole of it: the scan of one account on demand, with the escalation, notices and draft it opens."""

from __future__ import annotations

from pathlib import Path

from core.actor import COMMAND_LINE, LOCAL
from core.capture import ImportOptions, plan, publish
from core.cockpit import ensure_fresh
from core.cockpit.escalations import OneScan, scan_one
from core.settings import Settings
from core.wiring import Cockpit, build
from tests.benchmarks.bench import Bench, copy_database
from tests.benchmarks.measure import Measurement, absolute, seconds
from tests.benchmarks.scores import CLOCK, touch_account

AT_MOST_MS = 500
ACCOUNTS = 12
OWNER = "maya@us.example"
PEOPLE = f"email,full_name,role,manager_email\n{OWNER},Maya Okonjo,csm,meg@us.example\n"
OWNED = "UPDATE crm.account SET owner_email = $owner"
BELOW = """
    SELECT health.account_key
    FROM mart.account_health AS health
    WHERE health.as_of = $as_of AND health.rag = 'red' AND health.score < 40
    ORDER BY hash(health.account_key)
    LIMIT $most
"""


def one_scan(bench: Bench) -> list[Measurement]:
    """P5: ``scan --account`` when it opens an escalation, and again when there is nothing new."""
    folder = bench.scratch("escalating")
    cockpit = _owned(copy_database(bench.loaded(), folder), folder)
    try:
        ensure_fresh(cockpit, COMMAND_LINE)
        asked = {"as_of": CLOCK.today(), "most": ACCOUNTS + 1}
        keys = [row["account_key"] for row in cockpit.store.rows(BELOW, asked)]
        opening, nothing = [], []
        touch_account(cockpit.store, cockpit.models, keys, None)
        for key in keys:
            took, done = _timed(cockpit, key)
            if done.observed.opened and done.drafted.made:
                opening.append(took)
            nothing.append(_timed(cockpit, key)[0])
    finally:
        cockpit.store.close()
    # The first draft of a process reads the prompts and their rules; a server does that once a day.
    return [
        _line(bench, "nothing new", nothing[1:] or nothing),
        _line(
            bench,
            "an escalation opens, with its notices and a draft without a model",
            opening[1:] or opening,
        ),
    ]


def _timed(cockpit: Cockpit, account_key: int) -> tuple[float, OneScan]:
    done: list[OneScan] = []
    took = seconds(lambda: done.append(scan_one(cockpit, COMMAND_LINE, account_key)))
    return 1000 * took, done[0]


def _line(bench: Bench, what: str, values: list[float]) -> Measurement:
    return absolute(
        "P5",
        f"scan of one account among {bench.accounts:,}: {what}",
        values=values,
        at_most=AT_MOST_MS,
        unit="ms",
        note=f"slowest of {len(values)}: {max(values):.0f} ms",
    )


def _owned(database: Path, folder: Path) -> Cockpit:
    """The installation, with an owner for every account: the data have no people of ours."""
    settings = Settings(database=database, company_name="Lumenfold")
    cockpit = build(settings, CLOCK)
    people = folder / "users.csv"
    people.write_text(PEOPLE)
    options = ImportOptions(date_order="dmy", time_zone="UTC", exported_at=CLOCK.now())
    publish(
        cockpit.store, LOCAL, plan(cockpit.store, LOCAL, [people], options=options, check=False)
    )
    with cockpit.store.transaction(COMMAND_LINE, "benchmark.owners", "all accounts") as work:
        work.execute(OWNED, {"owner": OWNER})
        work.touch("crm.account")
    return cockpit
