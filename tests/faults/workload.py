"""What the killed processes do, and what must hold after each kill.

A workload writes numbered batches and acknowledges each one only when its use case has returned.
To put another use case under the knife, add a class with ``step`` and ``batches`` to WORKLOADS.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from core.actor import LOCAL
from core.capture import ImportOptions, plan, publish
from core.policy import ensure_shipped
from core.store import ModelSet, Store, refresh

from .approving import Approve

AS_OF = date(2026, 6, 30)
ROWS = 7
STARTED, OPENED = -2, -1


class Workload(Protocol):
    """``step`` commits batch ``number``; ``batches`` are those whole in the store, raising on a part."""

    def step(self, store: Store, number: int) -> None: ...
    def batches(self, store: Store) -> set[int]: ...


class Write:
    """A use case of several statements: every batch has all of its rows and its audit event."""

    def step(self, store: Store, number: int) -> None:
        with store.transaction(LOCAL, "batch.write", str(number)) as work:
            for row in range(ROWS):
                work.execute(
                    "INSERT INTO crm.account (account_key, batch_id, name)"
                    " VALUES ($key, $batch, repeat('x', 2000))",
                    {"key": number * ROWS + row, "batch": number},
                )
            work.touch("crm.account")

    def batches(self, store: Store) -> set[int]:
        rows = store.rows("SELECT batch_id, count(*) AS n FROM crm.account GROUP BY ALL")
        assert {row["n"] for row in rows} <= {ROWS}, "a batch is there in part"
        events = store.rows("SELECT subject FROM ops.audit_event WHERE action = 'batch.write'")
        found = {row["batch_id"] for row in rows}
        assert {int(row["subject"]) for row in events} == found, "rows and audit log disagree"
        return found


class Refresh:
    """A write and the refresh it makes necessary: a model's rows are of one state of the data."""

    def __init__(self) -> None:
        self._models = ModelSet.load()

    def step(self, store: Store, number: int) -> None:
        Write().step(store, number)
        refresh(store, self._models, AS_OF, LOCAL)

    def batches(self, store: Store) -> set[int]:
        found = Write().batches(store)
        ran = store.rows("SELECT model FROM ops.model_run")
        assert len(ran) in (0, len(self._models.ordered)), "a refresh is there in part"
        if ran:
            health = store.value("SELECT count(*) FROM mart.account_health")
            sponsors = store.value("SELECT count(*) FROM mart.account_sponsor")
            assert health == sponsors, "two models are of different data"
            assert health in range(0, len(found) * ROWS + 1, ROWS)
        return found


class Import:
    """A whole import of a small file: its batch, its rows and its audit event, or nothing."""

    def step(self, store: Store, number: int) -> None:
        lines = [f"B{number}-{row},Account {number} {row},smb" for row in range(ROWS)]
        file = store.path.parent / f"accounts-{number}.csv"
        file.write_text("\n".join(["account_id,name,tier", *lines]) + "\n")
        made = plan(store, LOCAL, [file], options=ImportOptions(time_zone="UTC"), check=False)
        assert publish(store, LOCAL, made).import_id is not None

    def batches(self, store: Store) -> set[int]:
        rows = store.rows(
            "SELECT split_part(source_id, '-', 1)[2:]::BIGINT AS number, batch_id, count(*) AS n"
            " FROM crm.account GROUP BY ALL"
        )
        assert {row["n"] for row in rows} <= {ROWS}, "an import is there in part"
        recorded = store.rows("SELECT batch_id, accepted_rows FROM crm.import_batch")
        assert {row["batch_id"] for row in recorded} == {row["batch_id"] for row in rows}
        assert {row["accepted_rows"] for row in recorded} <= {ROWS}
        imports = store.value(
            "SELECT count(*) FROM ops.audit_event WHERE action = 'import.publish'"
        )
        assert imports == len(recorded), "imports and audit log disagree"
        return {row["number"] for row in rows}


WORKLOADS: dict[str, Callable[[], Workload]] = {
    "write": Write,
    "refresh": Refresh,
    "import": Import,
    "approve": Approve,
}


def prepare(path: Path) -> None:
    """A database with its policy, as the first start leaves it."""
    with Store.open(path, threads=2) as store:
        ensure_shipped(store)


def run(name: str, path: Path, first: int, acknowledged: Connection) -> None:
    """The process to be killed: batches from ``first`` on, each acknowledged when committed."""
    workload = WORKLOADS[name]()
    acknowledged.send(STARTED)
    with Store.open(path, threads=2) as store:
        acknowledged.send(OPENED)
        for number in itertools.count(first):
            workload.step(store, number)
            acknowledged.send(number)
