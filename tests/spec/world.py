"""A database made from a few small tables, and what the models say about it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa

from core.actor import LOCAL
from core.policy import ensure_shipped
from core.store import ModelSet, Store, Transaction, refresh
from tests.spec.tables import Row, Tables, parse

AS_OF = date(2026, 6, 30)
SYSTEM = "rapport"


def key(source_id: str, system: str = SYSTEM) -> int:
    """The key an import gives: md5_number_lower(system || chr(31) || source_id)."""
    digest = hashlib.md5(f"{system}\x1f{source_id}".encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little")


def _account_key(row: Row) -> int | None:
    return key(row["account_id"]) if row.get("account_id") else None


def _list(text: str | None) -> list[str] | None:
    return [item.strip() for item in text.split(";") if item.strip()] if text else None


def _account(row: Row) -> Row:
    return _only(row, "name tier owner_email created_at country region time_zone")


def _contact(row: Row) -> Row:
    return {
        **_only(
            row,
            "full_name title email role status started_on left_on created_at technical_maturity",
        ),
        "is_primary_sponsor": row.get("is_primary_sponsor") == "yes",
    }


def _activity(row: Row) -> Row:
    return {
        **_only(row, "kind direction occurred_at from_email subject body outcome thread_id"),
        "participant_emails": _list(row.get("participants")),
        "contact_refs": _list(row.get("contact_refs")),
    }


def _goal(row: Row) -> Row:
    return _only(row, "our_initiative their_priority alignment")


def _ticket(row: Row) -> Row:
    return _only(
        row,
        "priority status opened_at first_reply_at resolved_at updated_at component subject display_id "
        "body requester_email",
    )


def _ticket_event(row: Row) -> Row:
    return {
        **_only(row, "kind from_value to_value author_email body"),
        "ticket_key": key(row["ticket_id"]),
        "occurred_at": row["at"],
    }


def _heartbeat(row: Row) -> Row:
    return _only(row, "integration seen_at api_calls")


def _opportunity(row: Row) -> Row:
    return _only(row, "name stage outcome close_on owner_email created_on")


def _signal(row: Row) -> Row:
    return _only(row, "kind observed_on title contact_email")


def _feature(row: Row) -> Row:
    return {**_only(row, "feature first_seen_on"), "in_use": row["in_use"] == "yes"}


def _environment(row: Row) -> Row:
    return _only(row, "application category note")


def _release(row: Row) -> Row:
    return {
        **_only(row, "release released_on feature component title description"),
        "integrations": _list(row.get("integrations")),
    }


def _roadmap(row: Row) -> Row:
    return _only(row, "feature title planned_on status description")


def _content(row: Row) -> str:
    """What identifies a row without an identifier, as in an import."""
    return chr(31).join(str(row[name]) for name in sorted(row))


def _only(row: Row, columns: str) -> Row:
    return {name: row.get(name) for name in columns.split()}


# Template -> canonical table, its key column, the identifier's column, and the row's conversion.
_TARGETS: dict[str, tuple[str, str, str | None, Callable[[Row], Row]]] = {
    "accounts": ("account", "account_key", "account_id", _account),
    "contacts": ("contact", "contact_key", "contact_id", _contact),
    "activities": ("activity", "activity_key", "activity_id", _activity),
    "goals": ("goal", "goal_key", "goal_id", _goal),
    "tickets": ("ticket", "ticket_key", "ticket_id", _ticket),
    "ticket_events": ("ticket_event", "ticket_event_key", None, _ticket_event),
    "heartbeats": ("heartbeat", "heartbeat_key", None, _heartbeat),
    "opportunities": ("opportunity", "opportunity_key", "opportunity_id", _opportunity),
    "signals": ("signal", "signal_key", None, _signal),
    "features": ("feature_usage", "feature_usage_key", None, _feature),
    "environment": ("environment", "environment_key", None, _environment),
    "releases": ("release_item", "release_item_key", "item_id", _release),
    "roadmap": ("roadmap_item", "roadmap_item_key", "item_id", _roadmap),
}


def insert(work: Transaction, tables: Tables) -> None:
    """Put the rows straight into ``crm``, as an import of the templates would."""
    for name, rows in tables.items():
        table, key_column, identifier, convert = _TARGETS[name]
        made = []
        for row in rows:
            source_id = row[identifier] if identifier else _content(row)
            entry = {
                **convert(row),
                key_column: key(source_id, row.get("system") or SYSTEM),
                "source_system": row.get("system") or SYSTEM,
                "source_id": source_id,
            }
            if table not in ("account", "ticket_event", "release_item", "roadmap_item"):
                entry["account_key"] = _account_key(row)
            made.append(entry)
        if made:
            _insert(work, f"crm.{table}", made)
            work.touch(f"crm.{table}")


def _insert(work: Transaction, table: str, rows: list[Row]) -> None:
    columns = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        kind = pa.uint64() if name.endswith("_key") else None
        columns[name] = pa.array(values, type=kind)
    work.register("rows_to_insert", pa.table(columns))
    work.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows_to_insert")


class World:
    """A database with the tables of ``text`` in it and the mart filled for ``as_of``."""

    def __init__(self, store: Store, models: ModelSet, text: str = "", as_of: date = AS_OF) -> None:
        self.store = store
        self.models = models
        self.as_of = as_of
        ensure_shipped(store)
        if text:
            self.add(parse(text))
            self.refresh()

    def add(self, tables: Tables) -> None:
        with self.store.transaction(LOCAL, "test.load") as work:
            insert(work, tables)

    def refresh(self, as_of: date | None = None) -> World:
        self.as_of = as_of or self.as_of
        refresh(self.store, self.models, self.as_of, LOCAL)
        return self

    def rows(self, table: str, account: str | None = None) -> list[Row]:
        """The rows of a mart table for the date, of one account or all."""
        scope = " AND account_key = $account" if account else ""
        return self.store.rows(
            f"SELECT * FROM mart.{table} WHERE as_of = $as_of{scope}",
            {"as_of": self.as_of, **({"account": key(account)} if account else {})},
        )

    def sponsor(self, account: str) -> Row:
        """The account's row of ``mart.account_sponsor``."""
        (row,) = self.rows("account_sponsor", account)
        return row

    def health(self, account: str) -> Row:
        """The account's row of ``mart.account_health``."""
        (row,) = self.rows("account_health", account)
        return row

    def executive(self, contact: str) -> Row:
        """The executive's row of ``mart.sponsor_score``."""
        (row,) = [r for r in self.rows("sponsor_score") if r["contact_key"] == key(contact)]
        return row

    def executives(self) -> set[int]:
        return {row["contact_key"] for row in self.rows("sponsor_score")}

    def points(self, contact: str) -> dict[str, float | None]:
        """Factor -> points of an executive."""
        rows = [r for r in self.rows("sponsor_contribution") if r["contact_key"] == key(contact)]
        return {row["factor"]: row["points"] for row in rows}

    def factor(self, name: str, factor: str) -> Row:
        """One contribution row, of the contact or account called ``name``."""
        table, column = ("sponsor_contribution", "contact_key")
        if factor in ("aged_critical_tickets", "open_tickets", "integration_heartbeat"):
            table, column = ("health_contribution", "account_key")
        (row,) = [r for r in self.rows(table) if r[column] == key(name) and r["factor"] == factor]
        return row

    def kpi(self) -> dict[str, tuple[float, float]]:
        """Numerator and denominator of each portfolio figure, over all accounts."""
        parts = self.rows("sponsor_kpi_part")

        def total(name: str) -> Any:
            return sum(part[name] for part in parts)

        return {
            "exec_engagement_rate": (total("is_engaged"), len(parts)),
            "avg_days_between_exec_contacts": (total("gap_days"), total("gaps")),
            "qbr_exec_attendance": (total("qbrs_with_executive"), total("qbrs_held")),
            "sponsor_retention_yoy": (total("sponsors_retained"), total("sponsors_year_ago")),
            "multi_thread_score": (total("executives_engaged"), len(parts)),
        }
