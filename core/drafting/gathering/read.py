"""Reads all rows that a gathering needs: one small statement a concern, values as they were at the date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from core.capture.identity.enrich import Filled, gaps_of_account
from core.drafting.kind import DraftRequest
from core.errors import InvalidInput, NotFound
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
Row = dict[str, Any]

_ACCOUNT_FIELDS = {"name": "name", "tier": "tier", "owner": "owner_email", "amount": "arr_amount", "renewal_on": "renewal_on"}  # fmt: skip
_DEAL_FIELDS = {"stage": "stage", "amount": "amount", "close_on": "close_on", "status": "outcome"}
_READ: dict[str, Callable[[str], Any]] = {"arr_amount": Decimal, "amount": Decimal, "renewal_on": date.fromisoformat, "close_on": date.fromisoformat}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """Rows as read. ``account`` carries its standing; ``exported_at`` is by batch.

    ``filled`` are values found, by field, for what the account's records leave open.
    """

    account: Row
    recipient: Row | None
    touches: list[Row]
    team: list[Row]
    members: dict[str, Row]
    people: list[Row]
    outcomes: list[Row]
    goals: list[Row]
    plans: list[Row]
    meetings: list[Row]
    issues: list[Row]
    opportunities: list[Row]
    features: list[Row]
    releases: list[Row]
    roadmap: list[Row]
    signals: list[Row]
    exported_at: dict[int, datetime]
    filled: Mapping[str, Filled] = field(default_factory=dict)


def read(store: Store, request: DraftRequest) -> Found:
    """Everything about the request's account, recipient and sender on its date."""
    ask = _Asker(store, {"account_key": request.account_key, "as_of": request.as_of})
    changed = ask("changed")
    account = {**_account(ask, request, changed), **_standing(ask, request)}
    recipient = _recipient(ask, request)
    team = ask("team")
    emails = [account["owner_email"], request.sender.lower(), *(row["email"] for row in team)]
    sponsors = {"primary_key": account["primary_contact_key"], "backup_key": account["backup_contact_key"]}  # fmt: skip
    features = ask("features")
    used = [row["feature"] for row in features if row["in_use"]]
    unused = [row["feature"] for row in features if not row["in_use"]]
    batches = {row["batch_id"] for row in (account, recipient or {"batch_id": None}, *features)}
    return Found(
        account=account,
        recipient=recipient,
        touches=ask("touches"),
        team=team,
        members={
            row["email"]: row for row in ask("members", emails=[text for text in emails if text])
        },
        people=ask("people", contact_key=request.contact_key, **sponsors),
        outcomes=ask("outcomes"),
        goals=ask("goals"),
        plans=ask("plans"),
        meetings=ask("meetings", window_days=account["window_days"]),
        issues=ask("issues"),
        opportunities=_open_deals(ask("opportunities"), changed),
        features=features,
        releases=ask("releases", used=used, unused=unused),
        roadmap=ask("roadmap", used=used, unused=unused),
        signals=ask("signals", emails=recipient["addresses"] if recipient else []),
        exported_at=_exported(ask, batches),
        filled={
            gap.field: gap for gap in gaps_of_account(store, request.account_key, request.as_of)
        },
    )


@dataclass(frozen=True)
class _Asker:
    store: Store
    known: Mapping[str, Any]

    def __call__(self, name: str, **more: Any) -> list[Row]:
        sql, wanted = _statement(name)
        given = {**self.known, **more}
        return self.store.rows(sql, {key: given[key] for key in wanted})


@cache
def _statement(name: str) -> tuple[str, frozenset[str]]:
    """A statement and the names of its parameters."""
    sql = load_sql(SQL, name)
    return sql, frozenset(re.findall(r"\$([a-z_]+)", sql))


def _account(ask: _Asker, request: DraftRequest, changed: Iterable[Row]) -> Row:
    (row,) = ask("account")
    return _as_it_was(row, "account", request.account_key, changed, _ACCOUNT_FIELDS)


def _standing(ask: _Asker, request: DraftRequest) -> Row:
    found = ask("standing")
    if not found:
        raise InvalidInput(
            f"There are no scores for {request.as_of.isoformat()}: they are not computed, or the "
            "account was not known then.",
            "Refresh them, or choose a later date.",
        )
    return found[0]


def _recipient(ask: _Asker, request: DraftRequest) -> Row | None:
    if request.contact_key is None:
        return None
    found = ask("recipient", contact_key=request.contact_key)
    if not found:
        raise NotFound(
            "The recipient is no contact of this account on the date.",
            "Choose one of the account's executives.",
        )
    return {**found[0], "contact_key": request.contact_key}


def _open_deals(deals: list[Row], changed: list[Row]) -> list[Row]:
    then = (
        _as_it_was(row, "opportunity", row["opportunity_key"], changed, _DEAL_FIELDS)
        for row in deals
    )
    return [row for row in then if row["outcome"] == "open"]


def _as_it_was(
    row: Row, entity: str, key: int, changed: Iterable[Row], fields: Mapping[str, str]
) -> Row:
    """The row with what later exports changed put back; ``changed`` has the newest change first."""
    found = dict(row)
    for change in changed:
        column = fields.get(change["field"])
        if change["entity"] == entity and change["entity_key"] == key and column:
            found[column] = _value(column, change["from_value"])
    return found


def _value(column: str, text: str | None) -> Any:
    if text is None:
        return None
    try:
        return _READ.get(column, str)(text)
    except (ValueError, InvalidOperation):
        # A change is kept as text; what does not read back is not known.
        return None


def _exported(ask: _Asker, batches: Iterable[int | None]) -> dict[int, datetime]:
    wanted = sorted(batch for batch in batches if batch is not None)
    if not wanted:
        return {}
    return {row["batch_id"]: row["exported_at"] for row in ask("exported", batch_ids=wanted)}
