"""Which release and roadmap items matter to which account, and why: rules in ``sql/relevance.sql``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from core import policy
from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.health.release.model import (
    NOT_USED,
    STRONGEST_FIRST,
    Item,
    ItemKind,
    LeftOut,
    Reason,
    Relevance,
    Relevant,
)
from core.store import Reader, Row, load_sql

SQL = Path(__file__).parent / "sql"
NOTHING = "Nothing on record of theirs has to do with it."
NOT_ENOUGH = "Their usage is known, and does not include it."
_AT_ONCE = 4
"""Items that one query compares with all accounts."""
REMEMBERED_DAYS = 120
"""How long after a release a letter may still be about it."""


def items(
    store: Reader, actor: Actor, kind: ItemKind, as_of: date, *, release: str | None = None
) -> tuple[Item, ...]:
    """Items released up to the date, the newest release first; of the roadmap those ahead, the soonest first."""
    require(actor, Permission.ACCOUNT_READ)
    asked = {
        "kind": kind.value,
        "as_of": as_of,
        "since": as_of - timedelta(days=REMEMBERED_DAYS),
        "item_release": release,
    }
    return tuple(_item(row) for row in store.rows(load_sql(SQL, "items"), asked))


def relevance(
    store: Reader, actor: Actor, account_key: int, as_of: date, wanted: Sequence[Item]
) -> Relevance:
    """Which of the items matter to one account; the marts of the date must be fresh."""
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, account_key)
    found = _reasons(store, actor, as_of, wanted, account_key)
    return _judged(account_key, wanted, found.get(account_key, {}))


def relevance_of_all(
    store: Reader, actor: Actor, as_of: date, wanted: Sequence[Item]
) -> tuple[Relevance, ...]:
    """The same for every account the actor sees and that was known on the date."""
    require(actor, Permission.ACCOUNT_READ)
    found = _reasons(store, actor, as_of, wanted, None)
    accounts = store.rows(load_sql(SQL, "accounts"), {**viewer(actor), "as_of": as_of})
    return tuple(
        _judged(row["account_key"], wanted, found.get(row["account_key"], {})) for row in accounts
    )


def _reasons(
    store: Reader, actor: Actor, as_of: date, wanted: Sequence[Item], account_key: int | None
) -> dict[int, dict[int, list[Reason]]]:
    """Reasons by account and item. A few items at a time: with many accounts a release is much to read."""
    thresholds = policy.current(store)
    asked = {
        **viewer(actor),
        "as_of": as_of,
        "account_key": account_key,
        "window_days": int(thresholds.value("release_ticket_days")),
        "repeats": int(thresholds.value("release_ticket_repeats")),
    }
    step = _AT_ONCE if account_key is None else max(len(wanted), 1)
    found: dict[int, dict[int, list[Reason]]] = {}
    for start in range(0, len(wanted), step):
        some = wanted[start : start + step]
        (kind,) = {item.kind for item in some}
        of = {"kind": kind.value, "items": [item.item_key for item in some]}
        for row in store.rows(load_sql(SQL, "relevance"), {**asked, **of}):
            told = found.setdefault(row["account_key"], {}).setdefault(row["item_key"], [])
            told.append(_reason(row))
    return found


def _judged(account_key: int, wanted: Iterable[Item], found: dict[int, list[Reason]]) -> Relevance:
    kept: list[Relevant] = []
    left: list[LeftOut] = []
    for item in wanted:
        reasons = found.get(item.item_key, [])
        if any(reason.counts for reason in reasons):
            kept.append(Relevant(item, _for(reasons)))
        else:
            left.append(LeftOut(item, _why_not(reasons)))
    return Relevance(account_key, tuple(kept), tuple(left))


def _for(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons that speak for an item, the strongest first."""
    told = [reason for reason in reasons if reason.rule != NOT_USED]
    return tuple(sorted(told, key=lambda reason: STRONGEST_FIRST.index(reason.rule)))


def _why_not(reasons: Sequence[Reason]) -> str:
    against = [reason for reason in reasons if reason.rule == NOT_USED]
    if against:
        return f"{against[0].said[0].upper()}{against[0].said[1:]}."
    return NOT_ENOUGH if reasons else NOTHING


def _reason(row: Row) -> Reason:
    return Reason(
        rule=row["rule"],
        what=row["what"] or "",
        detail=row["detail"] or "",
        since=row["since"],
        tally=row["tally"],
        evidence=tuple(row["evidence"]),
        counts=bool(row["counts"]),
    )


def _item(row: Row) -> Item:
    texts = ("title", "release", "item_id", "feature", "component", "description", "status")
    return Item(
        kind=ItemKind(row["kind"]),
        item_key=row["item_key"],
        dated_on=row["dated_on"],
        integrations=tuple(text for text in row["integrations"] if text),
        **{name: (row[name] or "").strip() for name in texts},
    )
