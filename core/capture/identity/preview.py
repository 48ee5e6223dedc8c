"""The golden record field by field: which value stands, by which rule, from which record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.identity.decisions import require_visible
from core.capture.identity.entity import Entity, entity_named
from core.capture.identity.golden import chosen_sql, rule_parameters
from core.capture.identity.statement import statement
from core.store import Reader, Row, Store


@dataclass(frozen=True)
class GoldenField:
    """One filled field: its value as text, the rule that chose it, and the record it is taken from.

    ``others`` are what the other records say, by record key, where they say something else.
    """

    field: str
    value: str
    rule: str
    member_key: int
    source_system: str
    source_id: str
    file_name: str
    line: int | None
    others: tuple[tuple[int, str], ...] = ()


def golden_fields(store: Store, actor: Actor, entity: str, key: int) -> list[GoldenField]:
    """The golden record of the cluster that ``key`` is in, or of the record alone."""
    require(actor, Permission.IDENTITY_READ)
    kind = entity_named(entity)
    require_visible(store, actor, kind, [key])
    fellows = store.rows(statement("in_clusters_of"), {"entity": kind.name, "record_keys": [key]})
    members = sorted({row["member_key"] for row in fellows})
    return golden_of(store, kind, members, fellows[0]["cluster_key"])


def golden_of(
    reader: Reader, entity: Entity, members: Sequence[int], standing_key: int
) -> list[GoldenField]:
    """The golden record that ``members`` make or would make, ``standing_key`` standing for all."""
    asked = {"record_keys": list(members)}
    chosen = reader.rows(
        chosen_sql(entity, statement("members_asked")),
        {**asked, "standing_key": standing_key, **rule_parameters(reader, entity)},
    )
    sql = statement("records", table=entity.table, key=entity.key, label=entity.label)
    records = {row[entity.key]: row for row in reader.rows(sql, asked)}
    by_field = {row["field"]: row for row in chosen}
    return [
        _field(by_field[column], records)
        for column in entity.target.columns
        if column in by_field and column != "source_id"
    ]


def _field(row: Row, records: dict[int, Row]) -> GoldenField:
    record = records[row["member_key"]]
    field = row["field"]
    others = tuple(
        (key, str(other[field]))
        for key, other in sorted(records.items())
        if other[field] not in (None, "", [], record[field])
    )
    return GoldenField(
        field,
        str(row["value"]),
        row["rule"],
        row["member_key"],
        record["source_system"],
        record["source_id"],
        record["file_name"] or "",
        record["source_line"],
        others,
    )
