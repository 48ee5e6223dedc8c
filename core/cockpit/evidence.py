"""From a reference in a score to the imported row, and on to the line of the file.

A reference is ``crm.activity/1234567890``: a table and the key of a row in it. Rows of accounts the
actor may not see, and rows placed on no account unless the actor sees all, are answered as unknown.
The key of an account or a person of several records opens every one of them, the record that stands for
them first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.cockpit.query import statement
from core.errors import InvalidInput, NotFound
from core.store import Store

_REFERENCE = re.compile(r"^(crm\.[a-z_]{1,40})/([0-9]{1,20})$")
_KEYS_A_QUERY = 1000
_PROVENANCE = frozenset({"source_system", "source_id", "batch_id", "source_line", "row_hash"})
_TITLES = (
    "subject",
    "full_name",
    "name",
    "our_initiative",
    "title",
    "objective",
    "integration",
    "metric",
    "feature",
    "application",
    "kind",
)
_TIMES = (
    "occurred_at",
    "opened_at",
    "seen_at",
    "changed_at",
    "observed_on",
    "measured_on",
    "due_on",
    "close_on",
    "created_at",
)


@dataclass(frozen=True)
class Evidence:
    """An imported row. ``columns`` are its canonical columns that have a value, without keys.

    ``at`` is the row's own time or date as text, UTC. ``line`` is of ``file_name``, counting the
    file's first line as 1.
    """

    reference: str
    table: str
    source_system: str
    source_id: str
    account_key: int | None
    batch_id: int | None
    file_name: str | None
    member_name: str | None
    line: int | None
    title: str
    at: str | None
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SourceLine:
    """A row with the record it was read from: column names and values as the file has them."""

    evidence: Evidence
    record: tuple[tuple[str, str | None], ...]


def evidence(store: Store, actor: Actor, references: Sequence[str]) -> tuple[Evidence, ...]:
    """The rows behind references, in their order; what the actor may not see is left out.

    After the row of an account or a person come the other records of it.
    """
    require(actor, Permission.ACCOUNT_READ)
    wanted = list(dict.fromkeys(references))
    by_table: dict[str, list[int]] = {}
    for reference in wanted:
        table, key = parse_reference(reference)
        by_table.setdefault(table, []).append(key)
    found: dict[str, Evidence] = {}
    parts: dict[str, list[str]] = {}
    for table, keys in by_table.items():
        for start in range(0, len(keys), _KEYS_A_QUERY):
            asked = {"table_name": table, "keys": keys[start : start + _KEYS_A_QUERY]}
            for row in store.rows(statement("evidence"), {**viewer(actor), **asked}):
                item = _evidence(row)
                found[item.reference] = item
                parts.setdefault(row["part_of"] or item.reference, []).append(item.reference)
    listed = dict.fromkeys(
        row for asked in wanted for row in (asked, *sorted(parts.get(asked, ())))
    )
    return tuple(found[reference] for reference in listed if reference in found)


def source_line(store: Store, actor: Actor, reference: str) -> SourceLine:
    """One row with its record as read from the file that was imported."""
    found = evidence(store, actor, [reference])
    if not found:
        raise NotFound(
            f"You see no row {reference}.",
            "Its import may have been undone, or its account belong to somebody else.",
        )
    item = found[0]
    if item.batch_id is None or item.line is None:
        raise NotFound("This row came from no file.", "It was posted by an integration.")
    from core.capture import raw_record  # noqa: PLC0415 - opening a line is rare, reading is heavy

    record: dict[str, Any] = raw_record(store, actor, item.batch_id, item.line)
    return SourceLine(
        item, tuple((name, None if value is None else str(value)) for name, value in record.items())
    )


def parse_reference(reference: str) -> tuple[str, int]:
    """Table and key of a reference."""
    match = _REFERENCE.match(reference)
    if not match or int(match.group(2)) >= 2**64:
        raise InvalidInput(
            f"{reference!r} is no reference to a row.", "One looks like crm.activity/123."
        )
    return match.group(1), int(match.group(2))


def _evidence(row: dict[str, Any]) -> Evidence:
    record: dict[str, Any] = json.loads(row["record"])
    given = {
        name: value
        for name, value in record.items()
        if value not in (None, [], "") and name not in _PROVENANCE and not name.endswith("_key")
    }
    return Evidence(
        reference=row["reference"],
        table=row["table_name"],
        source_system=row["source_system"],
        source_id=row["source_id"],
        account_key=row["account_key"],
        batch_id=row["batch_id"],
        file_name=row["file_name"],
        member_name=row["member_name"] or None,
        line=row["source_line"],
        title=next((str(given[name]) for name in _TITLES if name in given), row["source_id"]),
        at=next((str(given[name]) for name in _TIMES if name in given), None),
        columns=tuple((name, _text(value)) for name, value in given.items()),
    )


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
