"""What the model cost, for whoever answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class ModelCost:
    """Calls of one UTC day, person, kind and model.

    ``written`` of the ``calls`` ended in a letter that was taken; the cost of ``estimated`` ones is an upper
    bound. ``mean_ms`` is empty while none has ended.
    """

    called_on: date
    on_behalf_of: str
    kind: str
    model: str
    calls: int
    written: int
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    cost_usd: float
    estimated: int
    mean_ms: float | None


def model_costs(store: Store, actor: Actor, from_day: date, to_day: date) -> tuple[ModelCost, ...]:
    """Costs from one UTC day to another, both included; newest day first."""
    require(actor, Permission.MODEL_READ_COSTS)
    found = store.rows(load_sql(SQL, "model_costs"), {"from_day": from_day, "to_day": to_day})
    return tuple(ModelCost(**row) for row in found)
