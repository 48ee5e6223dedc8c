"""Reads the rows that only technical letters need, as they were at the date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.drafting.kind import DraftRequest
from core.health.communication.catalogue import RESOLVED_DAYS
from core.health.profile import Maturity, technical_maturity
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
Row = dict[str, Any]


@dataclass(frozen=True)
class Technical:
    """Rows as read. ``reader`` is empty without a recipient; ``state`` has one row an account."""

    reader: Row | None
    maturity: Maturity | None
    state: Row
    tickets: list[Row]
    resolved: list[Row]
    integrations: list[Row]
    environment: list[Row]
    last_checkin: Row | None


def read_technical(store: Store, request: DraftRequest) -> Technical:
    """Tickets, integrations, environment and history of the request's account on its date."""
    known = {
        "account_key": request.account_key,
        "contact_key": request.contact_key,
        "as_of": request.as_of,
        "days": RESOLVED_DAYS,
    }

    def ask(name: str) -> list[Row]:
        sql, wanted = _statement(name)
        return store.rows(sql, {key: known[key] for key in wanted})

    readers = ask("reader") if request.contact_key is not None else []
    maturity = None
    if readers and request.contact_key is not None:
        maturity = technical_maturity(store, request.contact_key, request.as_of)
    return Technical(
        reader=readers[0] if readers else None,
        maturity=maturity,
        state=next(iter(ask("state")), {"has_tickets": False, "update_days": None}),
        tickets=ask("tickets"),
        resolved=ask("resolved"),
        integrations=ask("integrations"),
        environment=ask("environment"),
        last_checkin=next(iter(ask("last_checkin")), None),
    )


@cache
def _statement(name: str) -> tuple[str, frozenset[str]]:
    """A statement and the names of its parameters."""
    sql = load_sql(SQL, name)
    return sql, frozenset(re.findall(r"\$([a-z_]+)", sql))
