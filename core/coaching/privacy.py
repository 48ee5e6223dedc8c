"""Who may know what of whose coaching. Every use case of the coach decides through here.

Text (questions, notes, transcripts, quotes, practice, comments) is read by the person it is for and by
nobody else, whatever their role. Scores, levels and dates are read by the person and, where they are
shared, by those they report to. In single-user mode the one user stands for the whole team; text that
was written under somebody's own name stays that person's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.actor import LOCAL, Actor, Role
from core.auth.guard import allows, require
from core.auth.permissions import Permission
from core.errors import Forbidden
from core.store import Reader, Store, Transaction, load_sql

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Coached:
    """A person whose scores the actor may see. ``accounts`` is the size of their book."""

    email: str
    full_name: str
    manager_email: str
    team: str
    accounts: int

    @property
    def name(self) -> str:
        """The name, or the address where no export names them."""
        return self.full_name or self.email


def is_everybody(actor: Actor) -> bool:
    """Whether the actor is the only user of a single-user installation, its command line or its scheduler."""
    return (
        Role.ADMIN in actor.roles
        and not actor.for_person
        and (actor.email in (LOCAL.email, "scheduler"))
    )


def people(store: Store | Reader | Transaction, actor: Actor) -> tuple[Coached, ...]:
    """The actor first, then, with ``coaching.team``, those who report to them, by name."""
    require(actor, Permission.COACHING_USE)
    rows = store.rows(
        load_sql(SQL, "people_seen"),
        {"viewer": actor.email, "sees_all": is_everybody(actor)},
    )
    seen = tuple(
        Coached(
            str(row["email"]),
            str(row["full_name"]),
            str(row["manager_email"]),
            str(row["team"]),
            int(row["accounts"]),
        )
        for row in rows
    )
    if allows(actor, Permission.COACHING_TEAM):
        return seen
    return tuple(person for person in seen if is_own(actor, person.email))


def is_own(actor: Actor, person: str) -> bool:
    """Whether ``person`` is the actor: only then may text be read."""
    return actor.email.casefold() == person.casefold()


def require_scores(store: Store | Reader | Transaction, actor: Actor, person: str) -> Coached:
    """The person, where the actor may see their shared scores; else :class:`~core.errors.Forbidden`."""
    for seen in people(store, actor):
        if seen.email == person.casefold():
            return seen
    raise Forbidden(
        "These are not scores you may see.",
        "A person sees their own, a manager those of the people who report to them.",
    )
