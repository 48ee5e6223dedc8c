"""Taking an import back as a whole: the tables stand as they stood before it."""

from __future__ import annotations

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.identity.reconcile import reconcile, release
from core.capture.journal import restore
from core.capture.mapping.registry import Registry, load_registry
from core.capture.place import place_all
from core.capture.statement import statement
from core.capture.targets import TARGETS
from core.errors import InvalidInput, NotFound
from core.store import Store, Transaction


def undo(store: Store, actor: Actor, import_id: int) -> int:
    """Undo an import; returns how many rows of the canonical tables it concerned.

    Refused while a later import in force wrote to the same tables for the same system: its records
    were compared with this import's. Undo that one first.
    """
    require(actor, Permission.IMPORT_UNDO)
    with store.transaction(actor, "import.undo", f"import {import_id}") as work:
        batches = work.rows(
            "SELECT batch_id, kind, undone_at FROM crm.import_batch WHERE import_id = $import_id",
            {"import_id": import_id},
        )
        if not batches:
            raise NotFound(f"There is no import {import_id}.", "See `imports list`.")
        if all(batch["undone_at"] for batch in batches):
            raise InvalidInput(f"Import {import_id} is already undone.")
        batch_ids = [batch["batch_id"] for batch in batches]
        _refuse_if_built_upon(store, work, import_id)
        release(work)
        count = _take_back(work, batch_ids)
        reconcile(work, rows_changed=True, released=True)
        work.execute(
            "UPDATE crm.import_batch SET undone_at = $now WHERE import_id = $import_id",
            {"now": store.clock.now(), "import_id": import_id},
        )
        work.touch("crm.import_batch", "crm.change_event", "crm.superseded_row", "crm.refused_row")
        work.note(rows=count)
    return count


def _take_back(work: Transaction, batch_ids: list[int]) -> int:
    count = 0
    for target in TARGETS.values():
        if touched := restore(work, target, batch_ids):
            count += touched
            work.touch(target.table)
        if target.places:
            names = {"table": target.table, "key": target.key}
            params = {"batch_ids": batch_ids, "table": target.table}
            work.execute(statement("unplace_late", **names), params)
            work.execute(statement("unplace_orphans", **names))
    params = {"batch_ids": batch_ids}
    for table, column in (
        ("crm.superseded_row", "superseded_by"),
        ("crm.change_event", "batch_id"),
        ("crm.refused_row", "batch_id"),
        ("crm.late_placement", "batch_id"),
    ):
        work.execute(
            f"DELETE FROM {table} WHERE list_contains($batch_ids, {column})",  # noqa: S608
            params,
        )
    work.touch(*place_all(work, [], None))
    return count


def _refuse_if_built_upon(store: Store, work: Transaction, import_id: int) -> None:
    registry = load_registry(store)
    later = work.rows(statement("imports_in_force"), {"import_id": import_id})
    mine = {_reach(registry, row["kind"]) for row in later if row["import_id"] == import_id}
    blocking = sorted(
        {
            row["import_id"]
            for row in later
            if row["import_id"] > import_id and _overlaps(_reach(registry, row["kind"]), mine)
        }
    )
    if blocking:
        named = ", ".join(str(one) for one in blocking)
        raise InvalidInput(
            f"Later imports build on import {import_id}: {named}.",
            f"Undo import {blocking[-1]} first.",
        )


def _reach(registry: Registry, kind: str) -> tuple[str, frozenset[str]]:
    """System and tables a kind of file writes to; a kind no longer known may reach anything."""
    mapping = registry.mappings.get(kind)
    if mapping is None:
        return (kind.partition(".")[0], frozenset(TARGETS))
    return (mapping.system, frozenset(fill.table for fill in mapping.target))


def _overlaps(one: tuple[str, frozenset[str]], others: set[tuple[str, frozenset[str]]]) -> bool:
    return any(one[0] == other[0] and one[1] & other[1] for other in others)
