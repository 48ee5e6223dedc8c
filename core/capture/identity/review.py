"""What a person decides by: the pairs that wait, one pair side by side, and what was decided before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.capture.identity.decisions import conflict_of, require_visible, standing
from core.capture.identity.entity import CONTACT, Entity, entity_named
from core.capture.identity.graph import Link, ordered
from core.capture.identity.pointers import POINTERS
from core.capture.identity.preview import GoldenField, golden_of
from core.capture.identity.statement import statement
from core.errors import InvalidInput, NotFound
from core.store import Reader, Row, Store

Sort = Literal["likeliest", "unlikeliest", "name"]
MAX_ROWS = 10_000


@dataclass(frozen=True)
class Listing:
    """Rows of one page and how many there are in all."""

    rows: list[Row]
    total: int


@dataclass(frozen=True)
class Record:
    """One imported record: ``fields`` by column, and the line of the file it came from."""

    key: int
    label: str
    source_system: str
    source_id: str
    file_name: str
    line: int | None
    exported_at: datetime | None
    fields: Mapping[str, Any]
    cluster_key: int
    cluster_size: int


@dataclass(frozen=True)
class Pair:
    """Two records with everything that speaks for or against their being one.

    ``evidence`` is the waterfall, the prior first; ``moving`` counts, by table, the rows that would point
    at another key; ``golden`` is the record that would follow. ``obstacle`` says why they cannot be one.
    """

    entity: str
    left: Record
    right: Record
    probability: float | None
    weight: float | None
    evidence: Sequence[Mapping[str, Any]]
    decision: Link | None
    standing_key: int
    moving: Mapping[str, int]
    golden: Sequence[GoldenField]
    obstacle: str


def queue(
    store: Store,
    actor: Actor,
    entity: str,
    *,
    sort: Sort = "likeliest",
    limit: int = 50,
    offset: int = 0,
    min_probability: float = 0.0,
    search: str = "",
) -> Listing:
    """Pairs that wait for a person: from review's threshold on, undecided, both records seen.

    Of several pairs between the same two clusters only the likeliest is listed.
    """
    require(actor, Permission.IDENTITY_READ)
    kind = entity_named(entity)
    if sort not in get_args(Sort):
        raise InvalidInput(f"Pairs cannot be sorted by {sort!r}.", "Use likeliest or name.")
    values = {"min_probability": min_probability, "sort": sort, "search": search.strip().lower()}
    return _listing(store, actor, kind, "queue", limit, offset, values)


def clusters(
    store: Store,
    actor: Actor,
    entity: str,
    *,
    search: str = "",
    limit: int = 50,
    offset: int = 0,
    cluster_key: int | None = None,
) -> Listing:
    """Clusters of two or more records, with their members."""
    require(actor, Permission.IDENTITY_READ)
    kind = entity_named(entity)
    values = {"search": search.strip().lower(), "cluster_key": cluster_key}
    return _listing(store, actor, kind, "clusters", limit, offset, values)


def history(
    store: Store,
    actor: Actor,
    entity: str,
    *,
    search: str = "",
    limit: int = 50,
    offset: int = 0,
    in_force_only: bool = False,
    record_key: int | None = None,
) -> Listing:
    """Decisions, the newest first, withdrawn ones among them; of one record when it is named."""
    require(actor, Permission.IDENTITY_READ)
    kind = entity_named(entity)
    values = {
        "search": search.strip().lower(),
        "in_force_only": in_force_only,
        "record_key": record_key,
    }
    return _listing(store, actor, kind, "history", limit, offset, values)


def pair(store: Store, actor: Actor, entity: str, left: int, right: int) -> Pair:
    """Both records side by side, the evidence, and what making them one would do.

    Raises :class:`~core.errors.NotFound` when a record is not there and
    :class:`~core.errors.Forbidden` when the actor does not see both.
    """
    require(actor, Permission.IDENTITY_READ)
    kind = entity_named(entity)
    one, other = ordered(left, right)
    if one == other:
        raise InvalidInput("A pair is of two records.", "Give two different ones.")
    require_visible(store, actor, kind, [one, other])
    fellows = store.rows(
        statement("in_clusters_of"), {"entity": kind.name, "record_keys": [one, other]}
    )
    records = {key: _record(store, kind, key, fellows) for key in (one, other)}
    members = sorted({row["member_key"] for row in fellows})
    links = standing(store, kind)
    found = store.one(
        statement("found_pair"), {"entity": kind.name, "left_key": one, "right_key": other}
    )
    standing_key = _would_stand(store, kind, members)
    return Pair(
        kind.name,
        records[one],
        records[other],
        found["probability"] if found else None,
        found["weight"] if found else None,
        json.loads(found["evidence"]) if found else [],
        links.get((one, other)),
        standing_key,
        _moving(store, kind, {row["cluster_key"] for row in fellows} - {standing_key}),
        golden_of(store, kind, members, standing_key),
        conflict_of(store, kind, links, (one, other)),
    )


def account_of(entity: Entity) -> str:
    """The account a record is seen by, over ``r``, in SQL: of an account, the cluster it is in."""
    if entity is CONTACT:
        return "r.account_key"
    return (
        "coalesce((SELECT member.cluster_key FROM ops.cluster_member AS member"
        " WHERE member.entity = 'account' AND member.member_key = r.account_key), r.account_key)"
    )


def _listing(  # noqa: PLR0917  (the parts of one statement)
    store: Store,
    actor: Actor,
    entity: Entity,
    name: str,
    limit: int,
    offset: int,
    values: Mapping[str, Any],
) -> Listing:
    sql = statement(
        name,
        table=entity.table,
        key=entity.key,
        label=entity.label,
        email="r.email" if entity is CONTACT else "r.domain",
        account=account_of(entity),
        golden=f"ops.golden_{entity.name}",
    )
    paging = {"limit": min(limit, MAX_ROWS), "offset": offset}
    asked = {**viewer(actor), "entity": entity.name, **values}
    rows = store.rows(sql, {**asked, **paging})
    if not rows and offset:
        # Past the last page, e.g. since pairs were decided: the total is still to be told.
        first = store.rows(sql, {**asked, "limit": 1, "offset": 0})
        return Listing([], int(first[0]["total"]) if first else 0)
    total = int(rows[0]["total"]) if rows else 0
    return Listing([{k: v for k, v in row.items() if k != "total"} for row in rows], total)


def _record(reader: Reader, entity: Entity, key: int, fellows: Sequence[Row]) -> Record:
    row = reader.one(
        statement("records", table=entity.table, key=entity.key, label=entity.label),
        {"record_keys": [key]},
    )
    if row is None:
        raise NotFound(f"There is no such {entity.name}.", "It may have been undone.")
    own = [fellow for fellow in fellows if fellow["record_key"] == key]
    return Record(
        key,
        row["label"],
        row["source_system"],
        row["source_id"],
        row["file_name"] or "",
        row["source_line"],
        row["exported_at"],
        {field: row[field] for field in entity.fields},
        own[0]["cluster_key"],
        len(own),
    )


def _would_stand(reader: Reader, entity: Entity, keys: Sequence[int]) -> int:
    sql = statement("would_stand", table=entity.table, key=entity.key)
    return int(reader.value(sql, {"entity": entity.name, "record_keys": list(keys)}))


def _moving(reader: Reader, entity: Entity, keys: set[int]) -> dict[str, int]:
    if not keys:
        return {}
    sql = "\nUNION ALL\n".join(
        statement("count_pointing", table=pointer.table, column=pointer.column)
        for pointer in POINTERS
        if pointer.entity == entity.name
    )
    rows = reader.rows(sql, {"moving": sorted(keys)})
    return {row["table_name"]: row["rows"] for row in rows if row["rows"]}
