"""Golden records: of each cluster one record, each field from the member that its rule chooses."""

from __future__ import annotations

from core.capture.identity.entity import Entity
from core.capture.identity.statement import statement
from core.capture.identity.survivorship import chosen_fields, leaders
from core.store import Reader, Transaction


def chosen_sql(entity: Entity, members: str) -> str:
    """The statement that chooses: one row a cluster and field, over ``members`` (a statement)."""
    cells = ", ".join(
        f"{{'field': '{field}', 'value': {_text(entity, field)}}}" for field in _chosen(entity)
    )
    return statement(
        "golden_value", members=members, table=entity.table, key=entity.key, values=cells
    )


def rule_parameters(reader: Reader, entity: Entity) -> dict[str, list[str]]:
    """``$fields`` and ``$rules`` of :func:`chosen_sql`."""
    rules = chosen_fields(reader, entity)
    return {"fields": list(rules), "rules": list(rules.values())}


def write_golden(work: Transaction, entity: Entity) -> bool:
    """Make the golden records of the clusters in ``due`` anew; whether any of them changed."""
    if not work.value("SELECT count(*) FROM due"):
        return False
    names = {"merged": entity.merged, "table": entity.table, "key": entity.key}
    of_entity = {"entity": entity.name}
    before = _fingerprint(work, entity)
    work.execute(statement("drop_golden_values"), of_entity)
    work.execute(statement("drop_merged", **names))
    chosen = chosen_sql(entity, statement("members_due", entity=entity.name))
    work.execute(
        statement("write_golden_values", chosen=chosen),
        {**of_entity, **rule_parameters(work, entity)},
    )
    columns = ",\n    ".join(
        f"any_value(r.{column}) FILTER (chosen.field = '{leader}') AS {column}"
        for column, leader in leaders(entity).items()
    )
    work.execute(statement("write_merged", columns=columns, **names), of_entity)
    return _fingerprint(work, entity) != before


def _fingerprint(work: Transaction, entity: Entity) -> object:
    return work.rows(
        f"SELECT count(*) AS rows, bit_xor(hash(m)) AS content FROM {entity.merged} AS m"  # noqa: S608
    )


def _chosen(entity: Entity) -> list[str]:
    return [field for field, leader in leaders(entity).items() if field == leader]


def _text(entity: Entity, field: str) -> str:
    """A field as text, over ``r``: lists as JSON, so that an empty one counts as not filled."""
    is_list = field in entity.target.columns and entity.target.sql_type(field).endswith("[]")
    return f"to_json(r.{field})::VARCHAR" if is_list else f"r.{field}::VARCHAR"
