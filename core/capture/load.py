"""One table's share of a file into its table: new, changed and unchanged by key and hash.

An empty table takes the records in one statement. Otherwise they are compared first, and only what
differs is written; what it replaces is kept so that the import can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from typing import Any

from core.capture import refuse
from core.capture.changes import record_changes
from core.capture.journal import supersede
from core.capture.prepare import Prepared, Ready
from core.capture.rows import insert, rows_sql
from core.capture.statement import statement
from core.store import Transaction


@dataclass(frozen=True)
class Loaded:
    """Counts of accepted records; ``accepted = new + changed + unchanged``."""

    new: int
    changed: int = 0
    unchanged: int = 0

    @property
    def accepted(self) -> int:
        return self.new + self.changed + self.unchanged


def load(
    work: Transaction, prepared: Prepared, ready: Ready, batch: Dictionary[str, Any], *, first: bool
) -> Loaded:
    """Write one share. ``first`` is the share that decides which records are accepted.

    Later shares follow it: they take nothing from records it refused.
    """
    target = ready.target
    is_empty = not work.value(f"SELECT count(*) FROM (SELECT 1 FROM {target.table} LIMIT 1)")  # noqa: S608
    if is_empty and (loaded := _load_into_empty(work, prepared, ready, batch, first=first)):
        return loaded
    return _merge(work, prepared, ready, batch, first=first)


def _load_into_empty(
    work: Transaction, prepared: Prepared, ready: Ready, batch: Dictionary[str, Any], *, first: bool
) -> Loaded | None:
    """Insert everything; ``None`` when identifiers repeat, with nothing left behind."""
    where = "" if first else "record NOT IN (SELECT record FROM refusal)"
    insert(work, prepared, ready, batch, where)
    table, key = ready.target.table, ready.target.key
    row = work.one(
        f"SELECT count(*) AS rows, count(DISTINCT {key}) AS keys FROM {table}"  # noqa: S608
    )
    assert row is not None  # noqa: S101  (an aggregate gives a row)
    if row["rows"] != row["keys"]:
        work.execute(f"DELETE FROM {table}")  # noqa: S608
        return None
    if first and row["rows"] < prepared.staged.source.records:
        refuse.collect(work, prepared, ready)
    return Loaded(row["rows"])


def _merge(
    work: Transaction, prepared: Prepared, ready: Ready, batch: Dictionary[str, Any], *, first: bool
) -> Loaded:
    _stage_incoming(work, prepared, ready, first=first)
    if first:
        if work.value("SELECT count(*) FROM incoming") < prepared.staged.source.records:
            refuse.collect(work, prepared, ready)
        _refuse_repeated(work, ready)
    else:
        work.execute(statement("drop_repeated"))
    target = ready.target
    names = {"table": target.table, "key": target.key}
    for table in ("compared", "previous"):
        work.execute(f"DROP TABLE IF EXISTS temp.{table}")
    work.execute(statement("compare", **names))
    counts = work.one(statement("compare_counts")) or {}
    if counts["changed"]:
        work.execute(statement("previous", **names))
        supersede(work, target, batch["batch_id"])
    if counts["new"] or counts["changed"]:
        insert(
            work,
            prepared,
            ready,
            batch,
            "record IN (SELECT record FROM compared WHERE NOT is_same)",
        )
    if counts["changed"]:
        record_changes(work, target, batch)
    return Loaded(counts["new"], counts["changed"], counts["unchanged"])


def _stage_incoming(work: Transaction, prepared: Prepared, ready: Ready, *, first: bool) -> None:
    work.execute("DROP TABLE IF EXISTS temp.incoming")
    where = "" if first else "record NOT IN (SELECT record FROM refusal)"
    sql = statement("incoming", rows=rows_sql(prepared, ready, where))
    work.execute(sql, prepared.binder.used(sql))


def _refuse_repeated(work: Transaction, ready: Ready) -> None:
    """Of records with one identifier the first counts; the others are refused with its line."""
    row = work.one("SELECT count(*) - count(DISTINCT row_key) AS repeated FROM incoming") or {}
    if not row["repeated"]:
        return
    columns = next(
        check.column for check in ready.checks if check.reason == "the record has no identifier"
    )
    work.execute(statement("refuse_repeated"), {"column": columns})
    work.execute("DELETE FROM incoming WHERE record IN (SELECT record FROM refusal)")
