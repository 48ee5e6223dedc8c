"""Versions that an import replaced, kept as JSON so that the import can be undone exactly."""

from __future__ import annotations

from collections.abc import Sequence

from core.capture.statement import statement
from core.capture.targets import Target
from core.store import Transaction


def supersede(work: Transaction, target: Target, batch_id: int) -> None:
    """Move the rows of ``previous`` from their table to ``crm.superseded_row``."""
    names = {"table": target.table, "key": target.key}
    work.execute(
        statement("supersede", record=_as_json(target), **names),
        {"table": target.table, "batch_id": batch_id},
    )
    work.execute(statement("delete_previous", **names))


def restore(work: Transaction, target: Target, batch_ids: Sequence[int]) -> int:
    """Take the batches' rows out of the table and put back what they replaced; rows touched."""
    parts = {
        "table": target.table,
        "key": target.key,
        "columns": ", ".join(_from_json(target, column) for column in target.columns),
    }
    params = {"table": target.table, "batch_ids": list(batch_ids)}
    work.execute("DROP TABLE IF EXISTS temp.restored")
    work.execute(statement("restored", **parts), params)
    touched = work.value(statement("restore_count", **parts), params)
    if touched:
        work.execute(statement("restore_delete", **parts), params)
        work.execute(statement("restore_insert", **parts), {"batch_ids": list(batch_ids)})
    return int(touched or 0)


def _as_json(target: Target) -> str:
    """Every value as text, lists as JSON: numbers lose nothing on the way."""
    pairs = (
        f"'{column}', to_json({column})"
        if target.sql_type(column).endswith("[]")
        else f"'{column}', {column}::VARCHAR"
        for column in target.columns
    )
    return f"json_object({', '.join(pairs)})"


def _from_json(target: Target, column: str) -> str:
    kind = target.sql_type(column)
    if kind.endswith("[]"):
        return f"from_json(json_extract(record, '$.{column}'), '[\"VARCHAR\"]') AS {column}"
    return f"CAST(json_extract_string(record, '$.{column}') AS {kind}) AS {column}"
