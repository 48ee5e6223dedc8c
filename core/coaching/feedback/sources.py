"""Where a text comes from: an imported conversation of the person's own, and the names it can be read with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.coaching.privacy import is_everybody
from core.coaching.transcript import Known
from core.errors import NotFound
from core.store import Reader, load_sql

SQL = Path(__file__).parent / "sql"
SHORTEST_TEXT = 120
"""Characters of an imported activity: less holds nothing to judge."""
LONGEST_LIST = 200


@dataclass(frozen=True)
class Conversation:
    """An imported activity with text. Key and text are those of ``crm.activity``."""

    activity_key: int
    kind: str
    occurred_at: datetime | None
    subject: str
    text: str
    account_key: int
    account_name: str


def conversations(
    store: Reader, actor: Actor, *, account_key: int | None = None, limit: int = 50
) -> tuple[Conversation, ...]:
    """Imported conversations that the actor took part in, newest first."""
    return _conversations(store, actor, account_key=account_key, limit=limit)


def conversation(store: Reader, actor: Actor, activity_key: int) -> Conversation:
    """One of them; others' conversations are not found, whoever asks."""
    for found in _conversations(store, actor, activity_key=activity_key, limit=1):
        return found
    raise NotFound(
        "No conversation of yours with text has this number.",
        "Choose one from the list, or paste the text.",
    )


def _conversations(
    store: Reader,
    actor: Actor,
    *,
    account_key: int | None = None,
    activity_key: int | None = None,
    limit: int,
) -> tuple[Conversation, ...]:
    require(actor, Permission.COACHING_USE)
    require(actor, Permission.ACCOUNT_READ)
    rows = store.rows(
        load_sql(SQL, "own_activities"),
        {
            **viewer(actor),
            "person": actor.email.casefold(),
            "everybody": is_everybody(actor),
            "account_key": account_key,
            "activity_key": activity_key,
            "least": SHORTEST_TEXT,
            "limit": min(limit, LONGEST_LIST),
        },
    )
    return tuple(Conversation(**row) for row in rows)


def known_names(store: Reader, actor: Actor, account_key: int | None) -> Known:
    """Who could be speaking: the actor, the team, the contacts of the account."""
    rows = store.rows(
        load_sql(SQL, "known_names"),
        {"person": actor.email.casefold(), "account_key": account_key},
    )
    sides: dict[str, set[str]] = {"own": set(), "us": set(), "them": set()}
    for row in rows:
        sides[str(row["side"])].add(str(row["name"]))
    own = frozenset(sides["own"])
    return Known(own, frozenset(sides["us"]) - own, frozenset(sides["them"]))
