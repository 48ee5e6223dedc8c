"""Whom one can practise with: the people of an account who are still there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
MOST = 200


@dataclass(frozen=True)
class Stakeholder:
    """A contact of an account; executives come first."""

    contact_key: int
    full_name: str
    title: str
    is_executive: bool

    @property
    def label(self) -> str:
        """Name and title, to choose by."""
        return f"{self.full_name}, {self.title}" if self.title else self.full_name


def stakeholders(
    store: Store, actor: Actor, account_key: int, as_of: date
) -> tuple[Stakeholder, ...]:
    """The account's active contacts with a name, executives first. The marts must be fresh."""
    require(actor, Permission.COACHING_USE)
    require_account(store, actor, account_key)
    asked = {"account_key": account_key, "as_of": as_of, "limit": MOST}
    rows = store.rows(load_sql(SQL, "stakeholders"), asked)
    return tuple(Stakeholder(**row) for row in rows)
