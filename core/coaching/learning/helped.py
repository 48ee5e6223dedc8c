"""Which documents helped, for retrieval: those that did rise a little, with the count shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.coaching.learning.model import HelpedCount
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
LEAST_PEOPLE = 3
"""So many people must have said something of a document before others learn of it."""

_Asked = tuple[int, str, str]
_KEPT: WeakKeyDictionary[Store, tuple[_Asked, dict[str, HelpedCount]]] = WeakKeyDictionary()


def helped(store: Store, actor: Actor) -> dict[str, HelpedCount]:
    """By slug of the document, those of which anything was said. Asked with each search: kept in memory."""
    require(actor, Permission.KNOWLEDGE_READ)
    today = store.clock.today()
    asked = (store.data_version, actor.email.casefold(), today.isoformat())
    kept = _KEPT.get(store)
    if kept is not None and kept[0] == asked:
        return kept[1]
    params = {"person": actor.email.casefold(), "people": LEAST_PEOPLE, "as_of": today}
    found = {row["document"]: HelpedCount(**row) for row in store.rows(statement("helped"), params)}
    _KEPT[store] = (asked, found)
    return found


@cache
def statement(name: str) -> str:
    """A statement with the steps of the prelude in front of its own."""
    head, _with, steps = load_sql(SQL, name).partition("\nWITH\n")
    return f"{head}\nWITH\n{load_sql(SQL, 'prelude').rstrip()},\n\n{steps}"
