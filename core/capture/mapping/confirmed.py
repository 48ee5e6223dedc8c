"""What saved mappings teach: a name of a column and the field it filled, shown, and forgotten on demand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture.mapping.model import Mapping, normal
from core.errors import NotFound
from core.store import Reader, Store, Transaction


@dataclass(frozen=True)
class ConfirmedName:
    """A column's name as written, the field it was confirmed to fill, in which mapping and when."""

    name: str
    as_written: str
    table_name: str
    field: str
    kind: str
    learned_at: datetime


def learn(work: Transaction, mapping: Mapping, now: datetime) -> None:
    """Take over what a mapping says of names of columns, in place of what its last version said."""
    work.execute("DELETE FROM ops.mapping_word WHERE kind = $kind", {"kind": mapping.kind})
    for name, as_written, table, field in _said(mapping):
        work.execute(
            "INSERT INTO ops.mapping_word VALUES ($name, $written, $table, $field, $kind, $now)",
            {
                "name": name,
                "written": as_written,
                "table": table,
                "field": field,
                "kind": mapping.kind,
                "now": now,
            },
        )
    work.touch("ops.mapping_word")


def _said(mapping: Mapping) -> list[tuple[str, str, str, str]]:
    """Names a mapping takes a value from as it stands; what it makes of patterns teaches nothing."""
    found: dict[tuple[str, str, str], str] = {}
    for fill in mapping.target:
        for field, source in fill.fields.items():
            if source.patterns or source.same_as or source.plus_minutes or source.plus_seconds:
                continue
            groups = ((source.column,) if source.column else ()) + source.join
            for alias in (alias for group in groups for alias in group):
                if not alias.startswith("cell.") and normal(alias):
                    found.setdefault((normal(alias), fill.table, field), alias)
    return [(name, written, table, field) for (name, table, field), written in found.items()]


def confirmed(reader: Reader) -> list[ConfirmedName]:
    """Everything learned, the newest first."""
    rows = reader.rows(
        "SELECT * FROM ops.mapping_word ORDER BY learned_at DESC, as_written, table_name, field, kind"
    )
    return [ConfirmedName(**row) for row in rows]


def learned_names(store: Store, actor: Actor) -> list[ConfirmedName]:
    """What was learned of names of columns, the newest first."""
    require(actor, Permission.IMPORT_READ)
    return confirmed(store)


def forget_name(store: Store, actor: Actor, name: str, table: str, field: str) -> None:
    """Let a name of a column be no evidence for a field any more. Saved mappings stay as they are.

    Raises :class:`~core.errors.NotFound` when nothing of the kind was learned.
    """
    require(actor, Permission.MAPPING_SAVE)
    where = {"name": normal(name), "table": table, "field": field}
    with store.transaction(actor, "mapping.forget", f"{where['name']} {table}.{field}") as work:
        known = work.value(
            "SELECT count(*) FROM ops.mapping_word"
            " WHERE name = $name AND table_name = $table AND field = $field",
            where,
        )
        if not known:
            raise NotFound(f"Nothing was learned of a column {name} as {table}.{field}.", "")
        work.execute(
            "DELETE FROM ops.mapping_word"
            " WHERE name = $name AND table_name = $table AND field = $field",
            where,
        )
        work.touch("ops.mapping_word")
