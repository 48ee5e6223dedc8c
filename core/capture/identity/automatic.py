"""Decisions without a person: what the matching is certain of, as far as nobody said otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.identity.decisions import (
    Decided,
    Judged,
    standing,
    withdraw_all,
    write_decisions,
)
from core.capture.identity.entity import ACCOUNT, Entity, entity_named
from core.capture.identity.graph import Clusters, Pair
from core.capture.identity.reconcile import reconcile
from core.capture.identity.review import MAX_ROWS, queue
from core.capture.identity.statement import statement
from core.store import Reader, Row, Store, Transaction

CERTAIN = "The matching is certain of it."
NO_LONGER = "The newest run no longer takes them for the same."


@dataclass(frozen=True)
class Accepted:
    """Pairs decided in one go; ``skipped`` would have joined what a person called different."""

    decision_ids: tuple[int, ...]
    skipped: tuple[Pair, ...]


def settle(store: Store, actor: Actor, entity: str) -> Decided:
    """Make records one that the newest run is certain of, and part those it no longer stands by.

    Only pairs whose evidence is of a kind that the model lets merge (``[[merge]]``): many weak signs do not
    add up to a merge that nobody looked at. Never what a person decided or took back, never clusters any records of which a person called different, and, unless
    the policy says so, never two accounts of one system. Nothing to do, nothing written.
    """
    # Whoever settles merges records of every book, seen or not: more than deciding of one's own.
    require(actor, Permission.IDENTITY_MATCH)
    kind = entity_named(entity)
    names = {"table": kind.table, "key": kind.key}
    asked = {"entity": kind.name}
    with store.exclusive():
        gone = [
            row["decision_id"] for row in store.patient.rows(statement("no_longer", **names), asked)
        ]
        certain = _certain(store.patient, kind)
        if not (gone or certain):
            return Decided(())
        with store.transaction(actor, "identity.settle", f"{kind.name}s") as work:
            if gone:
                withdraw_all(work, actor, gone, NO_LONGER)
            allowed, _ = _joinable(work, kind, certain)
            ids = write_decisions(
                work, actor, kind, allowed, "same", reason=CERTAIN, is_automatic=True
            )
            if ids or gone:
                reconcile(work, rows_changed=False)
                work.touch("ops.match_decision")
            work.note(merged=len(ids), withdrawn=len(gone))
    return Decided(tuple(ids), tuple(gone))


def accept(
    store: Store,
    actor: Actor,
    entity: str,
    min_probability: float,
    reason: str = "",
    *,
    search: str = "",
) -> Accepted:
    """Say of every waiting pair of at least ``min_probability`` that both are the same.

    A person's decision like any other, for all of the queue's pairs at once. Pairs that would join what a
    person called different are left in the queue.
    """
    require(actor, Permission.IDENTITY_DECIDE)
    kind = entity_named(entity)
    with store.exclusive():
        waiting = queue(
            store,
            actor,
            entity,
            min_probability=min_probability,
            search=search,
            limit=MAX_ROWS,
        ).rows
        if not waiting:
            return Accepted((), ())
        with store.transaction(actor, "identity.accept", f"{kind.name}s") as work:
            judged = [_judged(row) for row in waiting]
            allowed, skipped = _apart(work, kind, judged)
            ids = write_decisions(work, actor, kind, allowed, "same", reason=reason.strip())
            reconcile(work, rows_changed=False)
            work.touch("ops.match_decision")
            work.note(min_probability=min_probability, pairs=len(ids), skipped=len(skipped))
    return Accepted(tuple(ids), tuple(one.pair for one in skipped))


def _certain(reader: Reader, entity: Entity) -> list[Row]:
    if not _policy(reader, "identity_automatic", default=True):
        return []
    rows = _by_evidence(
        entity,
        reader.rows(
            statement("certain", table=entity.table, key=entity.key),
            {"entity": entity.name, "no_longer": NO_LONGER},
        ),
    )
    if entity is ACCOUNT and not _policy(reader, "identity_within_system", default=False):
        return [row for row in rows if row["left_system"] != row["right_system"]]
    return rows


def _by_evidence(entity: Entity, rows: Iterable[Row]) -> list[Row]:
    """Those for which the kind of evidence speaks that the model asks for, and not only much of it."""
    from core.capture.identity.matching.declared import declared  # noqa: PLC0415 - seldom needed

    kinds = declared(entity.name).merge
    kept = []
    for row in rows:
        said = dict(zip(row.pop("comparisons"), row.pop("levels"), strict=True))
        across = row["left_system"] != row["right_system"]
        if any(kind.holds(said, across=across) for kind in kinds):
            kept.append(row)
    return kept


def _joinable(
    work: Transaction, entity: Entity, certain: Sequence[Row]
) -> tuple[list[Judged], list[Judged]]:
    """Those of ``certain`` that may be joined, one after the other, and the others."""
    judged = [_judged(row) for row in certain]
    if entity is not ACCOUNT or _policy(work, "identity_within_system", default=False):
        return _apart(work, entity, judged)
    systems = {row["left_key"]: row["left_system"] for row in certain}
    systems |= {row["right_key"]: row["right_system"] for row in certain}
    return _apart(work, entity, judged, _systems_of_members(work, systems))


def _apart(
    work: Transaction,
    entity: Entity,
    judged: Iterable[Judged],
    systems: Mapping[int, str] | None = None,
) -> tuple[list[Judged], list[Judged]]:
    clusters = Clusters(standing(work, entity).values())
    allowed, skipped = [], []
    for one in judged:
        left, right = clusters.members(one.pair[0]), clusters.members(one.pair[1])
        if left is not right and (
            clusters.conflict(one.pair) or (systems and _share(systems, left, right))
        ):
            skipped.append(one)
            continue
        clusters.join(one.pair)
        allowed.append(one)
    return allowed, skipped


def _share(systems: Mapping[int, str], left: Iterable[int], right: Iterable[int]) -> bool:
    """Whether both sets have an account of the same system."""
    mine = {systems.get(key) for key in left} - {None}
    return any(systems.get(key) in mine for key in right)


def _systems_of_members(reader: Reader, known: Mapping[int, str]) -> dict[int, str]:
    rows = reader.rows(
        "SELECT account_key, source_system FROM crm.account WHERE account_key IN"
        " (SELECT unnest([left_key, right_key]) FROM ops.match_decision WHERE entity = 'account')"
    )
    return {**known, **{row["account_key"]: row["source_system"] for row in rows}}


def _judged(row: Row) -> Judged:
    return Judged((row["left_key"], row["right_key"]), row["probability"], row.get("run_id"))


def _policy(reader: Reader, name: str, *, default: bool) -> bool:
    value = reader.value(
        "SELECT value FROM ops.policy WHERE name = $name AND tier = ''", {"name": name}
    )
    return default if value is None else bool(value)


__all__ = ["Accepted", "Decided", "accept", "settle"]
