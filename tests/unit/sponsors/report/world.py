"""A small account told in tables whose columns are those of ``crm``, with files and lines to point at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa

from core.actor import LOCAL
from core.policy import ensure_shipped
from core.sponsors.report import Line, Report, sponsor_report
from core.sponsors.report.manifest import shipped_models
from core.sponsors.report.pen import Pen
from core.sponsors.report.question import Questions
from core.sponsors.report.rule import rules, speak
from core.store import Store, refresh
from tests.spec.world import key

AS_OF = date(2026, 6, 30)
_LISTS = {"participant_emails", "contact_refs", "priorities"}
_FLAGS = {"is_primary_sponsor", "tied_to_renewal", "needs_executive_engagement"}
_DOUBLES = {"value", "baseline", "target"}
_KEYS = {
    "account": "account_key",
    "contact": "contact_key",
    "activity": "activity_key",
    "goal": "goal_key",
    "signal": "signal_key",
    "outcome_metric": "outcome_key",
    "account_plan": "plan_key",
    "opportunity": "opportunity_key",
    "opportunity_contact": "opportunity_contact_key",
    "team_member": "member_key",
    "account_team": "account_team_key",
}
_PARENTS = {"of": "account_key", "opportunity": "opportunity_key", "contact": "contact_key"}


def parse(text: str) -> dict[str, list[dict[str, str | None]]]:
    """Blocks of a table's name, its columns and its rows; an empty cell is no value."""
    found: dict[str, list[dict[str, str | None]]] = {}
    for block in text.strip().split("\n\n"):
        name, header, *lines = [line.strip() for line in block.strip().splitlines()]
        columns = [cell.strip() for cell in header.split("|")]
        for line in lines:
            cells = [cell.strip() or None for cell in line.split("|")]
            assert len(cells) == len(columns), line
            found.setdefault(name, []).append(dict(zip(columns, cells, strict=True)))
    return found


def _value(column: str, text: str | None) -> Any:
    if text is None:
        return None
    if column in _LISTS:
        return [item.strip() for item in text.split(";")]
    if column in _FLAGS:
        return text == "yes"
    return float(text) if column in _DOUBLES else text


class World:
    """A database with the told rows and the mart for a date."""

    def __init__(self, store: Store, text: str = "", as_of: date = AS_OF) -> None:
        self.store = store
        self.as_of = as_of
        self.models = shipped_models()
        if text:
            ensure_shipped(store)
            self.add(text)

    def add(self, text: str) -> World:
        """Put further rows in and compute the mart anew."""
        return self.insert(parse(text))

    def insert(self, tables: dict[str, list[dict[str, str | None]]]) -> World:
        """The same for rows that no table of text can hold."""
        with self.store.transaction(LOCAL, "test.load") as work:
            for name, rows in tables.items():
                self._insert(work, name, rows)
        refresh(self.store, self.models, self.as_of, LOCAL)
        return self

    def run(self, *changes: str) -> World:
        """Change something by hand and compute the mart anew."""
        with self.store.transaction(LOCAL, "test.change") as work:
            for sql in changes:
                work.execute(sql)
            work.touch(
                *(f"crm.{name}" for name in (*_KEYS, "change_event", "ticket")),
                "ops.contact_override",
                "ops.policy",
            )
        refresh(self.store, self.models, self.as_of, LOCAL)
        return self

    def report(self, account: str = "A1", as_of: date | None = None) -> Report:
        return sponsor_report(self.store, LOCAL, key(account), as_of or self.as_of)

    def fired(self, name: str) -> list[str]:
        """What the rule called ``name`` says."""
        rule = next(rule for rule in rules() if rule.name == name)
        questions = Questions(self.store, key("A1"), self.as_of)
        return [line.sentence for line in speak(rule, questions, Pen(self.as_of))]

    def _insert(self, work: Any, name: str, rows: list[dict[str, str | None]]) -> None:
        made = [self._row(name, number, row) for number, row in enumerate(rows, start=2)]
        columns = {}
        for column in made[0]:
            kind = pa.uint64() if column.endswith("_key") else None
            columns[column] = pa.array([row[column] for row in made], type=kind)
        work.register("rows_to_insert", pa.table(columns))
        work.execute(f"INSERT INTO crm.{name} BY NAME SELECT * FROM rows_to_insert")
        work.execute(
            "INSERT INTO crm.import_batch BY NAME"
            " SELECT $id AS batch_id, $name || '.csv' AS file_name"
            " WHERE $id NOT IN (SELECT batch_id FROM crm.import_batch)",
            {"id": _batch(name), "name": name},
        )
        work.touch(f"crm.{name}")

    def _row(self, name: str, number: int, row: dict[str, str | None]) -> dict[str, Any]:
        source_id = row.get("id") or f"{name}-{number}"
        made: dict[str, Any] = {
            _PARENTS.get(column, column): key(str(value))
            if column in _PARENTS and value
            else _value(column, value)
            for column, value in row.items()
            if column != "id"
        }
        if name != "change_event":
            made[_KEYS[name]] = key(source_id)
            made |= {"source_system": "rapport", "source_id": source_id}
        return made | {"batch_id": _batch(name), "source_line": number}


def _batch(name: str) -> int:
    return 1 + sorted([*_KEYS, "change_event"]).index(name)


def texts(report: Report, part: str) -> list[str]:
    """The sentences of a part."""
    return [line.sentence for line in report.part(part).lines]


def find(report: Report, test: Callable[[Line], bool]) -> Line:
    """The first line that passes."""
    return next(line for line in report.lines if test(line))
