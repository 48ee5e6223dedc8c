"""Clusters, pointers and golden records brought in line with the decisions and the imported rows.

What a decision means is worked out here, inside the transaction of whatever changed it or the rows it
speaks of. Doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from core.capture.identity.entity import ACCOUNT, CONTACT, Entity
from core.capture.identity.golden import write_golden
from core.capture.identity.pointers import POINTERS, Pointer
from core.capture.identity.statement import statement
from core.store import Transaction

SINGLE_ACCOUNTS = 20
"""Up to so many accounts are named one by one, so that no other's scores are worked out again."""

_TEMPORARY = (
    "fresh_member",
    "changed_member",
    "moved",
    "contact_moved",
    "concerned_key",
    "held",
    "due",
)


def release(work: Transaction, tables: Set[str] | None = None) -> None:
    """Let imported rows point at their own records again: importing and undoing know no clusters.

    All of them, or those of ``tables``. :func:`reconcile` or, where neither accounts nor contacts are
    imported, :func:`follow` makes them point at the clusters again, in the same transaction.
    """
    if _is_idle(work):
        return
    work.execute("DROP TABLE IF EXISTS temp.released")
    work.execute("CREATE TEMP TABLE released AS SELECT * FROM ops.rekeyed_row")
    kept = _kept(work)
    for pointer in POINTERS:
        if (
            pointer.is_imported
            and (pointer.table, pointer.column) in kept
            and (tables is None or pointer.table in tables)
        ):
            work.execute(statement("release", **_names(pointer)), _named(pointer))
            work.execute(
                "DELETE FROM ops.rekeyed_row WHERE table_name = $table AND key_column = $column",
                _named(pointer),
            )


def follow(work: Transaction, tables: Set[str]) -> None:
    """Let the rows of ``tables``, released before, point at clusters, which are as they were."""
    if _is_idle(work):
        return
    _drop(work, _TEMPORARY)
    work.execute(statement("no_changed_members"))
    _point(work, every=True, tables=tables)
    work.touch(*_really_moved(work))


def reconcile(work: Transaction, *, rows_changed: bool, released: bool = False) -> None:
    """Bring everything in line; says which tables changed.

    ``rows_changed``: imported rows or the rules changed, so that every golden record is due and not
    only those of clusters that changed. ``released``: :func:`release` came before in this transaction.
    """
    if _is_idle(work):
        return
    _drop(work, _TEMPORARY)
    work.execute(statement("fresh_members"))
    work.execute(statement("changed_members"))
    changed = _members_changed(work)
    if changed:
        work.execute(statement("drop_members"))
        work.execute(statement("write_members"))
    moved = _point(work, every=rows_changed) if changed or rows_changed else set()
    for entity in (ACCOUNT, CONTACT):
        _drop(work, ["due"])
        work.execute(
            statement("due_all" if rows_changed else "due_changed"), {"entity": entity.name}
        )
        if entity is CONTACT and "crm.contact" in moved:
            work.execute(statement("due_moved"))
        if write_golden(work, entity):
            moved |= {entity.merged, "ops.golden_value"}
    if changed:
        moved.add("ops.cluster_member")
    if released:
        moved = (moved - {pointer.table for pointer in POINTERS}) | _really_moved(work)
    if rows_changed:
        work.touch(*moved)
    else:
        _touch(work, moved)


def _is_idle(work: Transaction) -> bool:
    """Nothing was ever decided: imports then pay for one look."""
    return not work.value(
        "SELECT EXISTS (SELECT 1 FROM ops.match_decision)"
        " OR EXISTS (SELECT 1 FROM ops.cluster_member)"
    )


def _members_changed(work: Transaction) -> bool:
    return bool(work.value("SELECT EXISTS (SELECT 1 FROM changed_member)"))


def _point(work: Transaction, *, every: bool, tables: Set[str] | None = None) -> set[str]:
    """Make every pointer, or those of ``tables``, point at clusters; the tables in which any row moved.

    Without ``every`` only what points at records whose cluster changed is looked at.
    """
    kept = _kept(work)
    work.execute("CREATE TEMP TABLE contact_moved (row_key UBIGINT)")
    work.execute(statement("concerned_keys"), {"every": every})
    touched = set()
    for pointer in _concerned(work, kept if every else set(), tables):
        was_moved = (pointer.table, pointer.column) in kept
        if _repoint(work, pointer, was_moved=was_moved, every=every):
            touched.add(pointer.table)
    return touched


def _concerned(
    work: Transaction, kept: Set[tuple[str, str]], tables: Set[str] | None
) -> list[Pointer]:
    """Pointers of which any row may have to move, found in one look at all of them."""
    asked = [pointer for pointer in POINTERS if tables is None or pointer.table in tables]
    sql = "\nUNION ALL\n".join(
        statement("concerned", number=str(number), table=pointer.table, column=pointer.column)
        for number, pointer in enumerate(asked)
    )
    found = {row["number"] for row in work.rows(sql)}
    return [
        pointer
        for number, pointer in enumerate(asked)
        if number in found or (pointer.table, pointer.column) in kept
    ]


def _repoint(work: Transaction, pointer: Pointer, *, was_moved: bool, every: bool) -> int:
    names, named = {**_names(pointer), **_scope(every=every)}, _named(pointer)
    if was_moved and every:
        _drop(work, ["held"])
        work.execute(statement("held", **names), named)
        work.execute(statement("forget_rewritten"), named)
    _drop(work, ["moved"])
    work.execute(statement("moved", **names), {**named, "entity": pointer.entity})
    count = int(work.value("SELECT count(*) FROM moved") or 0)
    if not count:
        return 0
    if pointer.sole is not None:
        work.execute(statement("leave_taken", **names))
    work.execute(statement("point", **names))
    work.execute(statement("forget_moved"), named)
    work.execute(statement("keep_moved"), named)
    if (pointer.table, pointer.column) == (CONTACT.table, ACCOUNT.key):
        work.execute("INSERT INTO contact_moved SELECT row_key FROM moved")
    return count


def _scope(*, every: bool) -> dict[str, str]:
    if every:
        return {"of_kept": "", "of_members": ""}
    changed = "(SELECT member_key FROM changed_member WHERE entity = $entity)"
    return {
        "of_kept": f" AND original_key IN {changed}",
        "of_members": f" AND member_key IN {changed}",
    }


def _really_moved(work: Transaction) -> set[str]:
    """Tables whose rows point elsewhere than before they were released."""
    return {row["table_name"] for row in work.rows(statement("really_moved"))}


def _touch(work: Transaction, tables: Iterable[str]) -> None:
    """Say what changed, account by account where only few are concerned."""
    rows = work.rows(statement("affected_accounts"), {"limit": SINGLE_ACCOUNTS + 1})
    if len(rows) > SINGLE_ACCOUNTS or not rows:
        work.touch(*tables)
        return
    for table in tables:
        for row in rows:
            work.touch_account(table, row["account_key"])


def _kept(work: Transaction) -> set[tuple[str, str]]:
    rows = work.rows(statement("pointers_kept"))
    return {(row["table_name"], row["key_column"]) for row in rows}


def _named(pointer: Pointer) -> dict[str, str]:
    return {"table": pointer.table, "column": pointer.column}


def _names(pointer: Pointer) -> dict[str, str]:
    return {
        "table": pointer.table,
        "column": pointer.column,
        "row_key": pointer.row_key,
        "sole": _sole(pointer),
    }


def _sole(pointer: Pointer) -> str:
    """What an account or person has one of, as text over ``t``; empty for rows of which it has many."""
    if pointer.sole is None:
        return "NULL::VARCHAR"
    values = ", ".join(f"t.{column}::VARCHAR" for column in pointer.sole) or "''"
    return f"CASE WHEN {pointer.sole_when} THEN concat_ws(chr(31), {values}) END"


def _drop(work: Transaction, names: Iterable[str]) -> None:
    for name in names:
        work.execute(f"DROP TABLE IF EXISTS temp.{name}")


__all__ = ["Entity", "follow", "reconcile", "release"]
