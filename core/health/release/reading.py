"""Releases and what became of the notes on them, as screens and files show it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from core import policy
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.health.release.relevance import SQL
from core.store import Reader, load_sql

STATES = ("waiting", "drafted", "overtaken", "none")


@dataclass(frozen=True)
class Run:
    """What became of the notes on a release for an account.

    ``state`` is drafted, waiting, none or overtaken; ``note`` says why there is no draft. ``items`` are what
    matters to them, as title, rule, why and evidence. ``draft_status`` is empty without a draft.
    """

    release: str
    released_on: date
    account_key: int
    account_id: str
    account_name: str
    source_system: str
    owner_email: str | None
    state: str
    items: tuple[dict[str, object], ...]
    note: str
    draft_id: int | None
    draft_status: str | None
    judged_at: datetime

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(str(item["title"]) for item in self.items)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Rows of the items and of what speaks for them."""
        rows = (str(row) for item in self.items for row in cast("list[str]", item["evidence"]))
        return tuple(dict.fromkeys(rows))

    @property
    def reasons(self) -> str:
        """Each item with why it matters, or why nothing does."""
        return "; ".join(f"{item['title']}: {item['why']}" for item in self.items) or self.note


@dataclass(frozen=True)
class Released:
    """A release and how many of one's accounts got notes on it; ``is_new`` while notes are drafted unasked."""

    release: str
    released_on: date
    items: int
    is_new: bool
    judged: int
    drafted: int
    waiting: int
    nothing: int
    overtaken: int


@dataclass(frozen=True)
class RunPage:
    """Some of the accounts for which notes were judged; ``total`` counts all."""

    rows: tuple[Run, ...]
    total: int


def releases(
    store: Reader, actor: Actor, as_of: date, *, account_keys: Sequence[int] | None = None
) -> tuple[Released, ...]:
    """Every release up to the date, the newest first, counted over the accounts given or all one sees."""
    require(actor, Permission.ACCOUNT_READ)
    asked = {
        **viewer(actor),
        "as_of": as_of,
        "new_days": new_days(store),
        "account_keys": None if account_keys is None else list(account_keys),
    }
    return tuple(Released(**row) for row in store.rows(load_sql(SQL, "releases"), asked))


def runs(
    store: Reader,
    actor: Actor,
    *,
    release: str | None = None,
    account_keys: Sequence[int] | None = None,
    states: Sequence[str] = (),
    limit: int = 100,
    offset: int = 0,
) -> RunPage:
    """What became of the notes, of a release and accounts or all, as far as the actor sees the accounts."""
    require(actor, Permission.ACCOUNT_READ)
    asked = {
        **viewer(actor),
        "release": release,
        "account_keys": None if account_keys is None else list(account_keys),
        "states": list(states),
        "limit": limit,
        "offset": offset,
    }
    rows = store.rows(load_sql(SQL, "listing"), asked)
    total = int(rows[0]["total"]) if rows else 0
    found = ({name: value for name, value in row.items() if name != "total"} for row in rows)
    made = (Run(**{**row, "items": tuple(json.loads(row["items"]))}) for row in found)
    return RunPage(tuple(made), total)


def new_days(store: Reader) -> int:
    """Days for which a release is new, by policy."""
    return int(policy.current(store).value("release_notes_days"))
