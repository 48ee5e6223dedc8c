"""What a full export no longer holds: flagged, never deleted."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from typing import Any

from core.capture.journal import supersede
from core.capture.prepare import Prepared
from core.capture.statement import statement
from core.store import Transaction


def flag_reappeared(work: Transaction, prepared: Prepared, batch: Dictionary[str, Any]) -> bool:
    """Note which records flagged as disappeared the file names again; whether any could be."""
    part = prepared.parts[0]
    target = part.target
    if not work.value(
        "SELECT count(*) FROM crm.change_event WHERE entity = $entity AND field = 'disappeared'",
        {"entity": target.name},
    ):
        return False
    account = "t.account_key" if target.places or target.name == "account" else "NULL::UBIGINT"
    sql = statement(
        "reappeared",
        table=target.table,
        key=target.key,
        account=account,
        file_key=part.part.key,
        relation=part.part.relation,
    )
    params = {
        "entity": target.name,
        "observed_at": batch["exported_at"],
        "batch_id": batch["batch_id"],
    }
    work.execute(sql, {**prepared.binder.used(sql), **params})
    return True


def flag_disappeared(work: Transaction, prepared: Prepared, batch: Dictionary[str, Any]) -> int:
    """Flag the records of the file's system and table that it does not name; returns how many.

    A refused record is named all the same. A contact that disappeared is taken to have left on the
    day of the export; whatever else disappears keeps its row, with the event.
    """
    part = prepared.parts[0]
    target = part.target
    names = {"table": target.table, "key": target.key}
    for table in ("present", "previous"):
        work.execute(f"DROP TABLE IF EXISTS temp.{table}")
    sql = statement("present", key=part.part.key, relation=part.part.relation)
    work.execute(sql, prepared.binder.used(sql))
    system = prepared.mapping.system
    work.execute(statement("disappeared", **names), {"system": system, "entity": target.name})
    count = int(work.value("SELECT count(*) FROM previous") or 0)
    if not count:
        return 0
    account = "account_key" if target.places or target.name == "account" else "NULL::UBIGINT"
    work.execute(
        statement("disappeared_events", account=account, **names),
        {
            "entity": target.name,
            "observed_at": batch["exported_at"],
            "batch_id": batch["batch_id"],
        },
    )
    if target.name == "contact":
        supersede(work, target, batch["batch_id"])
        work.execute(statement("disappeared_contacts"), {"left_on": batch["exported_on"]})
    return count
