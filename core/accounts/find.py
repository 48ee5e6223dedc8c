"""An account by identifier, ``system:identifier``, key or name, as people type it.

What the actor may not see is answered like what does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.errors import Ambiguous, NotFound
from core.store import Reader, load_sql

SQL = Path(__file__).parent / "sql"
_SUGGESTIONS = 3
_LIKENESS = 60.0
_IDENTIFIERS = 3
"""Ways of ``account_by_text`` that are identifiers; the later ones are names."""


@dataclass(frozen=True)
class AccountRef:
    """An account as found: ``source_id`` is what people and exports call it."""

    account_key: int
    source_system: str
    source_id: str
    name: str

    @property
    def label(self) -> str:
        """For people to choose by, e.g. ``Acme Corp (salesforce:001A)``."""
        return f"{self.name} ({self.source_system}:{self.source_id})"


def find_account(store: Reader, actor: Actor, text: str) -> AccountRef:
    """The one account that ``text`` names.

    Tried in order: identifier, ``system:identifier``, key, exact name, start of a name (case does
    not count). Raises :class:`~core.errors.Ambiguous` when the first way that finds anything finds
    several, and :class:`~core.errors.NotFound` with the likeliest names when none does.
    """
    require(actor, Permission.ACCOUNT_READ)
    wanted = text.strip()
    found = _matches(store, actor, wanted) if wanted else []
    if len(found) == 1:
        return found[0]
    if found:
        options = tuple(account.label for account in found)
        raise Ambiguous(
            f"{text!r} names {len(found)} accounts: {'; '.join(options[:5])}.",
            "Give the identifier with its system, e.g. "
            f"{found[0].source_system}:{found[0].source_id}.",
            options,
        )
    raise NotFound(f"No account {text!r} is known to you.", _suggestion(store, actor, wanted))


def identified_account(store: Reader, actor: Actor, text: str) -> AccountRef:
    """The one account of this identifier, ``system:identifier`` or key, for those who may only report.

    Any account can be reported about, and nothing is told of the others: no name, no likeness.
    """
    require(actor, Permission.HEARTBEAT_POST)
    asked = {"viewer": actor.email, "sees_all": True, "text": text.strip().lower()}
    rows = store.rows(load_sql(SQL, "account_by_text"), asked)
    found = [row for row in rows if row["way"] <= _IDENTIFIERS]
    best = min((row["way"] for row in found), default=0)
    exact = [_ref(row) for row in found if row["way"] == best]
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise Ambiguous(f"{text!r} names {len(exact)} accounts.", "Give system:identifier.")
    raise NotFound(f"There is no account {text!r}.", "Give the account's identifier.")


def require_account(store: Reader, actor: Actor, account_key: int) -> AccountRef:
    """The account with this key, or :class:`~core.errors.NotFound` when the actor sees none."""
    require(actor, Permission.ACCOUNT_READ)
    row = store.one(load_sql(SQL, "account_by_key"), {**viewer(actor), "account_key": account_key})
    if row is None:
        raise NotFound("No such account is known to you.", "Choose one from the account list.")
    return AccountRef(**row)


def _matches(store: Reader, actor: Actor, wanted: str) -> list[AccountRef]:
    rows = store.rows(load_sql(SQL, "account_by_text"), {**viewer(actor), "text": wanted.lower()})
    best = min((row["way"] for row in rows), default=0)
    return [_ref(row) for row in rows if row["way"] == best]


def _ref(row: dict[str, Any]) -> AccountRef:
    return AccountRef(row["account_key"], row["source_system"], row["source_id"], row["name"])


def _suggestion(store: Reader, actor: Actor, wanted: str) -> str:
    names = [row["name"] for row in store.rows(load_sql(SQL, "account_names"), viewer(actor))]
    if not names:
        return "Import accounts first: python -m core import FILE."
    if likely := likeliest(wanted, names):
        return f"Did you mean {' or '.join(likely)}?"
    return "Look it up in the account list."


def likeliest(wanted: str, names: Sequence[str]) -> list[str]:
    """Up to three names most like ``wanted``, best first."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - only a failed search pays for it

    ranked = process.extract(
        wanted,
        names,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=_SUGGESTIONS,
        score_cutoff=_LIKENESS,
    )
    return [name for name, _score, _index in ranked]
