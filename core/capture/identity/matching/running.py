"""Matching all accounts or all contacts: read, find pairs, learn, score, and keep what was found.

Nothing imported is changed, and nothing is decided here: pairs are proposals, the newest run's only.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.identity.entity import Entity, entity_named
from core.capture.identity.matching.blocking import find_pairs
from core.capture.identity.matching.declared import Declared, declared
from core.capture.identity.matching.evidence import pairs_sql
from core.capture.identity.matching.records import SQL, read_records
from core.capture.identity.matching.scoring import score
from core.capture.identity.matching.settings import Parameters, starting
from core.capture.identity.matching.splinking import measure_rarity
from core.capture.identity.matching.training import train
from core.counts import count_of
from core.errors import DatabaseBusy
from core.store import Store, Transaction, load_sql
from core.store.workspace import Workspace, workspace

if TYPE_CHECKING:
    import pyarrow as pa

Progress = Callable[[str], None]
_RUNNING = threading.Lock()
_BATCH = 20_000


@dataclass(frozen=True)
class MatchRun:
    """What a run found: ``compared`` pairs looked at, ``pairs`` kept, of which so many are for review or likelier."""

    run_id: int
    entity: str
    records: int
    compared: int
    pairs: int
    to_review: int
    automatic: int
    learned: bool

    @property
    def summary(self) -> str:
        """One line for a ledger or a terminal."""
        how = "learned from the records" if self.learned else "too few records to learn from"
        return (
            f"{count_of(self.records, self.entity)}, {count_of(self.compared, 'pair')} compared ({how}):"
            f" {self.automatic:,} all but certain, {self.to_review:,} likely"
        )


@dataclass(frozen=True)
class Found:
    """What comparing gave: records, pairs compared, pairs at or above the floor, and the model's parameters."""

    records: int
    compared: int
    likely: int
    parameters: Parameters


def match(store: Store, actor: Actor, entity: str, progress: Progress = lambda _: None) -> MatchRun:
    """Match every row of ``entity`` (``account`` or ``contact``) and keep the pairs found.

    Raises :class:`~core.errors.DatabaseBusy` while another run is on its way.
    """
    require(actor, Permission.IDENTITY_MATCH)
    kind = entity_named(entity)
    if not _RUNNING.acquire(blocking=False):
        raise DatabaseBusy("A matching is running already.", "Wait until it is done.")
    try:
        return _match(store, actor, kind, declared(kind.name), progress)
    finally:
        _RUNNING.release()


def is_due(store: Store, entity: str, quiet: timedelta = timedelta(0)) -> bool:
    """Whether something was imported, or an import undone, since the entity was last matched.

    Not before imports have been ``quiet`` for this long: several often follow one another.
    """
    seen = store.one(load_sql(SQL, "seen_imports"), {"entity": entity})
    if seen is None or seen["present"] <= seen["seen"]:
        return False
    return seen["last_at"] is None or store.clock.now() - seen["last_at"] >= quiet


def find(
    space: Workspace,
    model: Declared,
    records: Iterable[pa.Table],
    progress: Progress = lambda _: None,
) -> Found:
    """Fill ``scored`` in ``space`` with the likely pairs of ``records``."""
    count = space.put("record", records)
    if count < 2:
        return Found(count, 0, 0, starting(model, count))
    measure_rarity(space, model)
    progress("looking for pairs")
    compared = find_pairs(space, model)
    parameters = train(space, model, progress)
    progress(f"scoring {compared:,} pairs")
    return Found(count, compared, score(space, model, parameters), parameters)


def _match(
    store: Store, actor: Actor, kind: Entity, model: Declared, progress: Progress
) -> MatchRun:
    started_at = store.clock.now()
    versions = store.one(load_sql(SQL, "seen_imports"), {"entity": kind.name})
    seen = versions["present"] if versions else 0
    with workspace(store.path.with_name(f"{store.path.name}.matching")) as space:
        progress("reading the records")
        found = find(space, model, read_records(store, kind.name), progress)
        progress("keeping the pairs")
        with store.transaction(actor, "identity.match", f"{kind.name}s") as work:
            run_id = _write(work, kind, model, found, {"at": started_at, "imports_seen": seen})
            if found.likely:
                _write_pairs(work, kind, run_id, space, pairs_sql(model, found.parameters))
            work.note(run_id=run_id, records=found.records, compared=found.compared)
            work.touch("ops.match_run", "ops.match_pair")
    return _told(store, kind, model, run_id, found)


def _write(
    work: Transaction, kind: Entity, model: Declared, found: Found, begun: dict[str, Any]
) -> int:
    """Record the run and forget the pairs of the last one; returns its number."""
    run_id = int(work.value(load_sql(SQL, "next_run")))
    particulars = {"compared": found.compared, "imports_seen": begun["imports_seen"]}
    work.execute(
        load_sql(SQL, "write_run"),
        {
            "run_id": run_id,
            "entity": kind.name,
            "started_at": begun["at"],
            "finished_at": work.clock.now(),
            "model_hash": model.hash,
            "records": found.records,
            "pairs": found.likely,
            "parameters": json.dumps(found.parameters.as_json() | particulars),
            "review_from": model.thresholds.review,
            "automatic_from": model.thresholds.automatic,
        },
    )
    work.execute(load_sql(SQL, "forget_pairs"), {"entity": kind.name})
    return run_id


def _write_pairs(work: Transaction, kind: Entity, run_id: int, space: Workspace, sql: str) -> None:
    """Keep the pairs, a part at a time: their evidence is long."""
    statement = load_sql(SQL, f"write_{kind.name}_pairs")
    for part in space.parts(sql, _BATCH):
        work.register("found_pair", part)
        work.execute(statement, {"entity": kind.name, "run_id": run_id})


def _told(store: Store, kind: Entity, model: Declared, run_id: int, found: Found) -> MatchRun:
    counted = store.one(
        load_sql(SQL, "count_from"),
        {
            "entity": kind.name,
            "review": model.thresholds.review,
            "automatic": model.thresholds.automatic,
        },
    )
    assert counted is not None  # noqa: S101  (an aggregate always has a row)
    return MatchRun(
        run_id=run_id,
        entity=kind.name,
        records=found.records,
        compared=found.compared,
        pairs=counted["pairs"],
        to_review=counted["to_review"],
        automatic=counted["automatic"],
        learned=found.parameters.learned,
    )
