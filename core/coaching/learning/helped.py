"""Which documents helped, for retrieval: those that did rise a little, with the count shown."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.learning.model import HelpedCount
from core.store import Row, Store, load_sql

SQL = Path(__file__).parent / "sql"
LEAST_PEOPLE = 3
"""So many people must have said something of a document before others learn of it."""

_SUMMED = ("n", "liked", "followed", "compared", "better", "good", "bad")
_Counts = dict[str, list[Row]]
_KEPT: WeakKeyDictionary[Store, tuple[tuple[int, date], _Counts]] = WeakKeyDictionary()


def helped(store: Store, actor: Actor) -> dict[str, HelpedCount]:
    """By slug of the document, those of which anything was said.

    The viewer's own turns count, and everybody's once at least ``LEAST_PEOPLE`` people said something of
    the document, so that no count tells what one of them said.
    """
    require(actor, Permission.KNOWLEDGE_READ)
    person = actor.email.casefold()
    found = {}
    for document, rows in _counts(store).items():
        counted = rows if len(rows) >= LEAST_PEOPLE else _of(rows, person)
        if counted:
            found[document] = HelpedCount(
                document, **{name: sum(row[name] for row in counted) for name in _SUMMED}
            )
    return found


def _of(rows: list[Row], person: str) -> list[Row]:
    return [row for row in rows if row["person"] == person]


def _counts(store: Store) -> _Counts:
    """Rows a document and person, kept in memory until a rating or a scan is added: searches ask each time."""
    asked = (int(store.value(load_sql(SQL, "said_version")) or 0), store.clock.today())
    kept = _KEPT.get(store)
    if kept is not None and kept[0] == asked:
        return kept[1]
    found: _Counts = {}
    for row in store.rows(statement("helped"), {"as_of": asked[1], "only": None}):
        found.setdefault(row["document"], []).append(row)
    _KEPT[store] = (asked, found)
    return found


@cache
def statement(name: str) -> str:
    """A statement with the steps of the prelude in front of its own."""
    head, _with, steps = load_sql(SQL, name).partition("\nWITH\n")
    return f"{head}\nWITH\n{load_sql(SQL, 'prelude').rstrip()},\n\n{steps}"
