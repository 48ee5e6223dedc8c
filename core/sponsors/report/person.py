"""A person of an account by identifier, key or name, as people type it."""

from __future__ import annotations

from datetime import date

from core.accounts import require_account
from core.actor import Actor
from core.errors import Ambiguous, NotFound
from core.sponsors.report.question import SQL
from core.store import Reader, load_sql


def find_person(store: Reader, actor: Actor, account_key: int, text: str, as_of: date) -> int:
    """The key of the one contact of the account that ``text`` names."""
    account = require_account(store, actor, account_key)
    params = {"account_key": account_key, "as_of": as_of, "text": text.strip().lower()}
    rows = store.rows(load_sql(SQL, "person_by_text"), params)
    best = [row for row in rows if row["way"] == rows[0]["way"]]
    if not best:
        raise NotFound(
            f"{account.label} has no contact {text!r}.", "Give the identifier, or the name in full."
        )
    if len(best) > 1:
        options = tuple(f"{row['full_name']} ({row['source_id']})" for row in best)
        raise Ambiguous(f"{text!r} names {len(best)} contacts.", "Give the identifier.", options)
    return int(best[0]["contact_key"])
