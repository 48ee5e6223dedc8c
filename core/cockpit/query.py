"""How the cockpit asks: one SQL file a question, the viewer's scope in every one.

A file that reads ``filtered_account`` begins with ``WITH``; the accounts the viewer may see, narrowed
by the filters, are put in front as its first step. That step is the same file for every question,
so no page can show what another hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from core.actor import Actor
from core.auth.scope import viewer
from core.clock import Clock
from core.cockpit.filters import Filters
from core.store import ModelSet, Reader, Store, load_sql

SQL = Path(__file__).parent / "sql"
T = TypeVar("T")


class Running(Protocol):
    """A running cockpit, as ``core.wiring`` builds it."""

    @property
    def store(self) -> Store: ...
    @property
    def models(self) -> ModelSet: ...
    @property
    def clock(self) -> Clock: ...


@cache
def statement(name: str) -> str:
    """The statement ``sql/name.sql``, with ``filtered_account`` in front where it reads it."""
    text = load_sql(SQL, name)
    if "filtered_account" not in text:
        return text
    head, _with, steps = text.partition("\nWITH\n")
    fragment = load_sql(SQL, "filtered_account")
    return f"{head}\nWITH\nfiltered_account AS (\n{fragment}\n),\n{steps}"


def scope(store: Store, actor: Actor, filters: Filters) -> dict[str, Any]:
    """The parameters of ``filtered_account``: who looks, at which accounts, on which date."""
    return {
        **viewer(actor),
        "as_of": filters.on(store.clock),
        "owners": list(filters.owner),
        "tiers": list(filters.tier),
        "regions": list(filters.region),
        "segments": list(filters.segment),
        "rags": list(filters.rag),
        "levels": list(filters.level),
        "search": filters.search,
    }


def fetch(reader: Reader, name: str, params: Mapping[str, Any], kind: type[T]) -> tuple[T, ...]:
    """All rows of a statement as ``kind``, whose fields are the statement's columns."""
    return tuple(
        kind(**{column: _frozen(value) for column, value in row.items()})
        for row in reader.rows(statement(name), params)
    )


def fetch_page(
    reader: Reader, name: str, params: Mapping[str, Any], kind: type[T]
) -> tuple[tuple[T, ...], int]:
    """A page of a statement that counts all its rows in ``total``, and that count.

    Beyond the last page there is no row to carry the count, so the first row is asked for it.
    """
    rows = reader.rows(statement(name), params)
    if not rows and params["offset"]:
        first = reader.rows(statement(name), {**params, "limit": 1, "offset": 0})
        return (), int(first[0]["total"]) if first else 0
    total = int(rows[0]["total"]) if rows else 0
    return tuple(
        kind(**{column: _frozen(value) for column, value in row.items() if column != "total"})
        for row in rows
    ), total


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
