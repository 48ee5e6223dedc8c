"""What was imported, what was refused, what found no account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.place import PLACED, addresses
from core.capture.statement import statement
from core.errors import NotFound
from core.store import Row, Store

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Unplaced:
    """Rows without an account that point at one in the same way; assign them together.

    ``match_kind`` is account_ref, domain, name or row; ``example`` says what one of the rows is.
    """

    table: str
    match_kind: str
    match_value: str
    count: int
    example: str


def imports(store: Store, actor: Actor) -> list[Row]:
    """Every imported file, newest first; ``undone_at`` is empty while it is in force."""
    require(actor, Permission.IMPORT_READ)
    return store.rows(statement("imports"))


def refused_rows(store: Store, actor: Actor, batch_id: int) -> pa.Table:
    """The refused records of a file: ``line, column, value, reason, record`` (JSON).

    Raises :class:`~core.errors.NotFound` for a batch that does not exist.
    """
    require(actor, Permission.IMPORT_READ)
    if not store.value(statement("batch_exists"), {"batch_id": batch_id}):
        raise NotFound(
            f"There is no batch {batch_id}.", "`imports list` shows the batches of every import."
        )
    return store.arrow(statement("refused_rows"), {"batch_id": batch_id})


def unplaced(store: Store, actor: Actor, limit: int = 500) -> list[Unplaced]:
    """Rows without an account, grouped by what points at one, the most frequent first."""
    require(actor, Permission.IMPORT_READ)
    found: list[Unplaced] = []
    for target in PLACED:
        shown = next((name for name in _SHOWN if name in target.fields), "source_id")
        sql = statement("unplaced", table=target.table, emails=addresses(target.name), shown=shown)
        rows = store.patient.rows(sql, {"table": target.table, "limit": limit})
        found += [Unplaced(**row) for row in rows]
    return sorted(found, key=lambda one: -one.count)[:limit]


_SHOWN = ("full_name", "subject", "name", "title", "our_initiative", "objective", "integration")
"""The field that says best what a row is, the first its table has."""
