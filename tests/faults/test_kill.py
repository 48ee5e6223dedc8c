"""A process killed at any moment loses nothing it acknowledged and leaves nothing half done."""

from __future__ import annotations

import multiprocessing
import random
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from core.store import Store, verify_audit

from .workload import OPENED, STARTED, WORKLOADS, prepare, run

SLOWEST = {"write": 0.25, "refresh": 0.8, "import": 1.6, "approve": 1.2}
ROUNDS = {"write": 110, "refresh": 60, "import": 30, "approve": 40}


def _kill_once(name: str, path: Path, first: int, chance: random.Random) -> set[int]:
    """Start the workload, kill it at a random moment, and return what it acknowledged."""
    context = multiprocessing.get_context("forkserver")
    # DuckDB imports pandas at the first parameter, half a second in which there is nothing to kill.
    context.set_forkserver_preload([run.__module__, "pandas"])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=run, args=(name, path, first, there), daemon=True)
    process.start()
    there.close()
    assert here.recv() == STARTED
    if chance.random() < 0.85:  # the others are killed while they open the database
        assert here.recv() == OPENED
    time.sleep(chance.uniform(0, SLOWEST[name]))
    process.kill()
    process.join()
    return _received(here)


def _received(connection: Connection) -> set[int]:
    numbers: set[int] = set()
    with suppress(EOFError), connection:
        while True:
            numbers.add(connection.recv())
    return numbers - {OPENED}


@pytest.mark.faults
@pytest.mark.parametrize("name", sorted(WORKLOADS))
def test_security_23_nothing_acknowledged_is_lost_and_nothing_is_half_done(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "rapport.duckdb"
    prepare(path)
    workload, chance = WORKLOADS[name](), random.Random(23)
    acknowledged: set[int] = set()
    following, in_flight = 1, 0
    for _ in range(ROUNDS[name]):
        acknowledged |= _kill_once(name, path, following, chance)
        with Store.open(path, threads=2) as store:
            assert store.refusal is None
            assert verify_audit(store).ok
            found = workload.batches(store)
        assert acknowledged <= found, f"lost: {sorted(acknowledged - found)}"
        surplus = found - acknowledged
        assert len(surplus - {following - 1}) <= in_flight + 1
        in_flight = len(surplus)
        following = max(found | {0}) + 1
    assert len(acknowledged) >= ROUNDS[name] // 4, "the kills came before any work was done"
