"""Which rows of which tables hold the person, and how those tables are written anew.

Every table is looked at, whatever it is called: a table with a person's key loses their rows, and
every text of every other row is cleaned. A table added later is covered without a change here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.capture.erased import MARKER
from core.capture.identity.normalise.email import email
from core.erasure.cells import clean_cell, clean_json, cleared_json
from core.erasure.person import Person
from core.store import Edit, Reader, Row, load_sql

if TYPE_CHECKING:
    import pyarrow as pa

SQL = Path(__file__).parent / "sql"
LOG = ("ops", "audit_event")
_OWN_KEYS = {"contact_key": "$contact_keys", "lead_key": "$lead_keys"}
_PERSON_TABLES = "('crm.contact', 'crm.lead')"
_OWN_ROWS = {
    ("crm", "superseded_row"): (
        f"(t.table_name IN {_PERSON_TABLES} AND list_contains($references, t.row_key))"
        " OR (t.table_name = 'crm.opportunity_contact' AND list_contains("
        "$contact_keys::UBIGINT[], (t.record ->> 'contact_key')::UBIGINT))"
    ),
    ("crm", "change_event"): (
        "(t.entity = 'contact' AND list_contains($contact_keys::UBIGINT[], t.entity_key))"
        " OR (t.entity = 'lead' AND list_contains($lead_keys::UBIGINT[], t.entity_key))"
    ),
    ("crm", "late_placement"): (
        "(t.table_name = 'crm.contact' AND list_contains($contact_keys::UBIGINT[], t.row_key))"
    ),
    ("ops", "match_pair"): (
        "(t.entity = 'contact' AND (list_contains($contact_keys::UBIGINT[], t.left_key)"
        " OR list_contains($contact_keys::UBIGINT[], t.right_key)))"
        " OR (t.entity = 'account' AND len(list_filter("
        "$compared::VARCHAR[], lambda one: contains(t.evidence::VARCHAR, one))) > 0)"
    ),
    ("ops", "match_decision"): (
        "(t.entity = 'contact' AND list_has_any($contact_keys::UBIGINT[], [t.left_key, t.right_key]))"
    ),
    ("ops", "cluster_choice"): (
        "(t.entity = 'contact' AND list_contains($contact_keys::UBIGINT[], t.member_key))"
    ),
    ("ops", "cluster_member"): (
        "(t.entity = 'contact' AND list_contains($contact_keys::UBIGINT[], t.member_key))"
    ),
    ("ops", "golden_value"): (
        "(t.entity = 'contact' AND list_contains($contact_keys::UBIGINT[], t.cluster_key))"
    ),
    ("ops", "rekeyed_row"): (
        "(t.table_name = 'crm.contact' AND list_contains($contact_keys::UBIGINT[], t.row_key))"
        " OR (t.key_column = 'contact_key'"
        " AND list_has_any($contact_keys::UBIGINT[], [t.original_key, t.assigned_key]))"
    ),
    ("ops", "account_assignment"): (
        "(list_contains($references, t.match_value) OR list_contains($emails, lower(t.match_value)))"
    ),
}
"""Rows that are the person's though no column is their key, as predicates over ``t``."""

Name = tuple[str, str]
_LINE_DIGITS = 7
"""The end of a number, which is the same with and without the codes of country and place."""


@dataclass(frozen=True)
class Column:
    """A column of the database; ``type`` is DuckDB's name."""

    name: str
    type: str
    is_nullable: bool = True

    @property
    def is_text(self) -> bool:
        return self.type in ("VARCHAR", "VARCHAR[]", "JSON")

    @property
    def nothing(self) -> str | list[str] | None:
        """What stands where nothing is left: a column that must have a value has an empty one."""
        if self.is_nullable:
            return None
        return [] if self.type == "VARCHAR[]" else ""


@dataclass(frozen=True)
class TableEdit:
    """How one table changes: rows that go, rows with new cells."""

    edit: Edit
    removed: int
    cleaned: int


def columns_by_table(reader: Reader) -> dict[Name, list[Column]]:
    """Every table of the database with its columns."""
    found: dict[Name, list[Column]] = {}
    for row in reader.rows(load_sql(SQL, "text_columns")):
        column = Column(row["column"], row["type"], row["is_nullable"])
        found.setdefault((row["schema"], row["table"]), []).append(column)
    return found


def edits(
    reader: Reader,
    person: Person,
    new_files: Mapping[int, Mapping[str, Any]],
    person_batches: frozenset[int],
) -> dict[Name, TableEdit]:
    """What changes in each table; tables without the person are left out.

    ``new_files`` are new values of ``crm.import_batch`` by batch; ``person_batches`` are imports of
    people, whose refused records are cleared whole.
    """
    found: dict[Name, TableEdit] = {}
    for table, columns in columns_by_table(reader).items():
        if table == LOG:
            continue
        edit = _TableScan(reader, person, table, columns).run(new_files, person_batches)
        if edit.removed or edit.cleaned or edit.edit.replaced:
            found[table] = edit
    return found


class _TableScan:
    """A look through one table."""

    def __init__(
        self, reader: Reader, person: Person, table: Name, columns: Sequence[Column]
    ) -> None:
        self.reader, self.person, self.table, self.columns = reader, person, table, columns
        self.name = f'"{table[0]}"."{table[1]}"'
        self.texts = [column for column in columns if column.is_text]
        self.own = _own(table, columns)
        self.values = {
            "contact_keys": sorted(person.contact_keys),
            "lead_keys": sorted(person.lead_keys),
            "references": person.references,
            "emails": sorted(person.mentions.emails),
            "compared": _compared(person),
            "ids": sorted(person.mentions.short_ids),
            "coarse": person.mentions.coarse,
        }

    def run(
        self, new_files: Mapping[int, Mapping[str, Any]], person_batches: frozenset[int]
    ) -> TableEdit:
        removed = self._count_own()
        changed = [row for row in self._candidates() if self._clean(row, new_files, person_batches)]
        keep = f"NOT coalesce({self.own}, false)" if removed else "true"
        cells = self._arrow(changed) if changed else None
        edit = Edit(keep, self._used(keep) if removed else {}, cells, self._replaced())
        return TableEdit(edit, removed, len(changed))

    def _count_own(self) -> int:
        if not self.own:
            return 0
        sql = f"SELECT count(*) FROM {self.name} AS t WHERE {self.own}"  # noqa: S608  (catalog names)
        return int(self.reader.value(sql, self._used(sql)) or 0)

    def _candidates(self) -> list[Row]:
        """Rows that may hold a mention, their own left out: ``row_id`` and the text columns."""
        tests = [self._test(column) for column in self.texts]
        if self.table == ("crm", "import_batch"):
            tests = ["true"]
        if not tests:
            return []
        listed = ", ".join(f't."{column.name}"' for column in self._read())
        sql = (
            f"SELECT t.rowid AS row_id, {listed} FROM {self.name} AS t"  # noqa: S608  (catalog names)
            f" WHERE ({' OR '.join(tests)})"
        )
        if self.own:
            sql += f" AND NOT coalesce({self.own}, false)"
        return self.reader.rows(sql, self._used(sql))

    def _read(self) -> list[Column]:
        wanted = ("batch_id", "file_bytes") if self.table[0] == "crm" else ()
        return [column for column in self.columns if column.is_text or column.name in wanted]

    def _test(self, column: Column) -> str:
        cell = f't."{column.name}"'
        if column.type == "VARCHAR[]":
            test = f"regexp_matches(array_to_string({cell}, chr(10)), $coarse)"
            return f"{test} OR list_has_any({cell}, $ids)"
        test = f"regexp_matches({cell}::VARCHAR, $coarse)"
        if column.name.endswith("_ref"):
            return f"{test} OR list_contains($ids, {cell})"
        if column.type == "JSON":
            return f'{test} OR list_has_any(regexp_extract_all({cell}::VARCHAR, \'"([^"]*)"\', 1), $ids)'
        return test

    def _clean(
        self,
        row: Row,
        new_files: Mapping[int, Mapping[str, Any]],
        person_batches: frozenset[int],
    ) -> bool:
        """Clean the row in place; whether it changed."""
        before = dict(row)
        mentions = self.person.mentions
        for column in self.texts:
            value = row[column.name]
            if column.type == "JSON":
                row[column.name] = clean_json(value, mentions, self._ids(_system_of(value)))
            else:
                ids = self._ids(row.get("source_system"))
                cleaned = clean_cell(column.name, value, mentions, ids)
                row[column.name] = column.nothing if cleaned is None else cleaned
        if self.table == ("crm", "refused_row") and row["batch_id"] in person_batches:
            self._clear_refused(row, before)
        if self.table == ("crm", "import_batch"):
            row.update(new_files.get(row["batch_id"], {}))
        return row != before

    def _clear_refused(self, row: Row, before: Row) -> None:
        record = before["record"]
        if not record:
            return
        cells = [str(cell) for cell in json.loads(record).values() if cell]
        mentions = self.person.mentions
        if any(mentions.owns_email(cell) or cell in mentions.short_ids for cell in cells):
            row["record"] = cleared_json(record)
            row["value"] = row["value"] and MARKER

    def _ids(self, system: str | None) -> frozenset[str]:
        mentions = self.person.mentions
        if system is None:
            return frozenset()
        return frozenset(one for one in mentions.short_ids if mentions.owns_id(system, one))

    def _replaced(self) -> dict[str, str]:
        """Columns that point at a person who is not the row's own subject."""
        if self.table == ("ops", "table_version"):
            # Everything counts as changed: no page and no model may go on from what it has.
            return {"data_version": "max(t.data_version) OVER () + 1"}
        if not self.person.contact_keys:
            return {}
        keys = ", ".join(f"{int(key)}::UBIGINT" for key in sorted(self.person.contact_keys))
        return {
            column.name: f'CASE WHEN t."{column.name}" NOT IN ({keys}) THEN t."{column.name}" END'
            for column in self.columns
            if column.name.endswith("_contact_key")
            and column.type == "UBIGINT"
            and column.name != f"{self.table[1]}_key"
        }

    def _used(self, sql: str) -> dict[str, Any]:
        return {name: value for name, value in self.values.items() if f"${name}" in sql}

    def _arrow(self, rows: Sequence[Row]) -> pa.Table:
        import pyarrow as pa  # noqa: PLC0415  (deferred: slow to load, seldom needed)

        kinds: dict[str, pa.DataType] = {
            "VARCHAR": pa.string(),
            "JSON": pa.string(),
            "VARCHAR[]": pa.list_(pa.string()),
        }
        named: list[pa.Field[Any]] = [pa.field("row_id", pa.int64())]
        named += [pa.field(one.name, kinds.get(one.type, pa.int64())) for one in self._read()]
        return pa.Table.from_pylist(list(rows), schema=pa.schema(named))


def _compared(person: Person) -> list[str]:
    """How the evidence of accounts that share a contact writes the person: mailboxes and numbers, made plain."""
    mailboxes = {found.mailbox for one in person.mentions.emails if (found := email(one))}
    numbers = {re.sub(r"\D", "", phone)[-_LINE_DIGITS:] for phone in person.mentions.phones}
    return sorted(mailboxes | {one for one in numbers if len(one) == _LINE_DIGITS})


def _own(table: Name, columns: Sequence[Column]) -> str:
    tests = [
        f"list_contains({_OWN_KEYS[column.name]}::UBIGINT[], t.{column.name})"
        for column in columns
        if column.name in _OWN_KEYS
    ]
    if table in _OWN_ROWS:
        tests.append(f"({_OWN_ROWS[table]})")
    return f"({' OR '.join(tests)})" if tests else ""


def _system_of(record: str | None) -> str | None:
    """The system of a row kept as JSON, if it says so."""
    found = json.loads(record) if record else None
    return found.get("source_system") if isinstance(found, dict) else None
