"""What changed between two imports, as events: departures and slipping deals are seen from these."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from typing import Any

from core.capture.statement import statement
from core.capture.targets import Target
from core.store import Transaction


def record_changes(work: Transaction, target: Target, batch: Dictionary[str, Any]) -> None:
    """Compare ``previous`` with what now stands in its place, field by field."""
    if target.watched:
        compared = ", ".join(
            f"{{'field': '{field}', 'from_value': ({_over('p', expression)})::VARCHAR,"
            f" 'to_value': ({_over('n', expression)})::VARCHAR}}"
            for field, expression in target.watched.items()
        )
        account = "n.account_key" if target.places or target.name == "account" else "NULL::UBIGINT"
        work.execute(
            statement(
                "change_events",
                table=target.table,
                key=target.key,
                fields=compared,
                account=account,
            ),
            {
                "entity": target.name,
                "observed_at": batch["exported_at"],
                "batch_id": batch["batch_id"],
            },
        )
    if target.name == "contact":
        work.execute(statement("keep_left_on"), {"exported_on": batch["exported_on"]})
    if target.name == "opportunity":
        work.execute(
            statement("opportunity_history"),
            {"observed_at": batch["exported_at"], "batch_id": batch["batch_id"]},
        )


def _over(row: str, expression: str) -> str:
    return expression.replace("r.", f"{row}.")
