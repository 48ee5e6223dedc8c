"""What could be built or connected together with a customer: found, told to sales once, followed up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.channels.events import Event, EventKind, RecordedEvent, events, publish
from core.health.profile.model import Opportunity, Remark
from core.health.profile.remarks import remarks
from core.health.profile.rules import RULES, OpportunityRule
from core.store import Reader, Row, Store, load_sql

SQL = Path(__file__).parent / "sql"
_OPEN = ("open", "pursued")
_MANY_EVENTS = 100_000
_ACCOUNTS_AT_ONCE = 1000
"""A statement over the texts of so many accounts stays well below the time limit of a statement."""


def opportunities(
    store: Reader, actor: Actor, as_of: date, account_key: int | None = None
) -> tuple[Opportunity, ...]:
    """What the rules find on ``as_of`` for the accounts the actor sees, in the order of the rules."""
    require(actor, Permission.ACCOUNT_READ)
    found = _found(store, actor, as_of, account_key)
    owners = _owners(store, {row["account_key"] for _rule, row in found}, as_of)
    said = remarks(store, account_key, as_of)
    told = _told(store, actor, account_key, as_of)
    return tuple(
        _opportunity(rule, row, owners[row["account_key"]], said, told) for rule, row in found
    )


def codevelopment_cards(
    store: Reader, actor: Actor, as_of: date, *, closed: bool = False
) -> tuple[Opportunity, ...]:
    """Opportunities sales was told of that nobody has closed, newest first, as they were told.

    Those of the accounts the actor sees and those addressed to the actor; ``for_email`` names the owner of
    the deal. ``closed`` shows the declined and done as well. The rules are not run: that is the night's work.
    """
    require(actor, Permission.ACCOUNT_READ)
    said = remarks(store, None, as_of)
    cards = (
        _as_told(event, said.get((event.account_key, "codevelopment", event.subject)))
        for event in _told(store, actor, None, as_of).values()
    )
    return tuple(card for card in cards if closed or card.state in _OPEN)


def post_codevelopment(store: Store, actor: Actor, as_of: date) -> tuple[Opportunity, ...]:
    """Tell sales of every opportunity found that it was not told of before; returns those.

    One event each, for the owner of the deal to close next, otherwise for the account's; running it again
    tells nothing twice, also after a crash.
    """
    require(actor, Permission.ACCOUNT_REFRESH)
    new = [item for item in opportunities(store, actor, as_of) if item.found_at is None]
    if not new:
        return ()
    now = store.clock.now()
    with store.transaction(actor, "codevelopment.post", as_of.isoformat()) as work:
        told = [item for item in new if publish(work, _event(item))]
        work.note(opportunities=len(told))
    return tuple(replace(item, found_at=now) for item in told)


def past_opportunities(
    store: Reader, actor: Actor, account_key: int, as_of: date, current: Iterable[Opportunity]
) -> tuple[Opportunity, ...]:
    """Those sales was told of once and that the data no longer show, newest first."""
    known = {item.reference for item in current}
    said = remarks(store, account_key, as_of)
    found = []
    for key, event in _told(store, actor, account_key, as_of).items():
        if key[1] not in known:
            remark = said.get((account_key, "codevelopment", key[1]))
            found.append(replace(_as_told(event, remark), is_current=False))
    return tuple(found)


def statement(name: str) -> str:
    """A statement with the steps of the prelude in front of its own."""
    head, _with, steps = load_sql(SQL, name).partition("\nWITH\n")
    return f"{head}\nWITH\n{load_sql(SQL, 'prelude').rstrip()},\n\n{steps}"


@cache
def _all_rules() -> str:
    """The statements of all rules as one, so that their common steps are run once."""
    names = sorted(path.stem for path in (SQL / "rule").glob("*.sql"))
    every = "\nUNION ALL\n".join(
        f"SELECT * FROM ({load_sql(SQL, f'rule/{name}')}) AS {name}"  # noqa: S608  (file names)
        for name in names
    )
    return f"WITH\n{load_sql(SQL, 'prelude').rstrip()}\n\n{every}"


def _found(
    store: Reader, actor: Actor, as_of: date, account_key: int | None
) -> list[tuple[OpportunityRule, Row]]:
    """What the rules find, in the order of the rules, then the most talked of first."""
    who = viewer(actor)
    if account_key is None:
        slices = store.rows(load_sql(SQL, "slices"), {**who, "accounts": _ACCOUNTS_AT_ONCE})
    else:
        slices = [span(account_key)]
    order = {rule.name: place for place, rule in enumerate(RULES)}
    rows = [
        row for keys in slices for row in store.rows(_all_rules(), {**who, **keys, "as_of": as_of})
    ]
    rows.sort(
        key=lambda row: (order[row["rule"]], -row["amount"], row["account_key"], row["subject"])
    )
    return [(RULES[order[row["rule"]]], row) for row in _without_repeats(rows)]


def span(account_key: int) -> dict[str, Any]:
    """The parameters of the prelude that mean one account."""
    return {"first_key": account_key, "last_key": account_key}


def _without_repeats(rows: list[Row]) -> list[Row]:
    """A system that they ask us to connect, or connected themselves, is not offered once more."""
    spoken = {
        (row["account_key"], _folded(row["subject"]))
        for row in rows
        if row["rule"] != "unconnected_system"
    }
    return [
        row
        for row in rows
        if row["rule"] != "unconnected_system"
        or (row["account_key"], _folded(row["subject"])) not in spoken
    ]


def _owners(store: Reader, keys: set[int], as_of: date) -> dict[int, Row]:
    if not keys:
        return {}
    asked = {"account_keys": sorted(keys), "as_of": as_of}
    return {row["account_key"]: row for row in store.rows(load_sql(SQL, "deal_owner"), asked)}


def _told(
    store: Reader, actor: Actor, account_key: int | None, as_of: date
) -> dict[tuple[int, str], RecordedEvent]:
    kinds = (EventKind.CODEVELOPMENT_FOUND,)
    found = events(store, actor, kinds=kinds, account_key=account_key, limit=_MANY_EVENTS)
    return {
        (event.account_key, event.subject): event
        for event in found
        if event.occurred_at.date() <= as_of
    }


def _opportunity(
    rule: OpportunityRule,
    row: Row,
    owner: Row,
    said: dict[tuple[int, str, str], Remark],
    told: dict[tuple[int, str], RecordedEvent],
) -> Opportunity:
    key = row["account_key"]
    reference = f"{rule.name}:{_folded(row['subject'])}"
    event = told.get((key, reference))
    return Opportunity(
        reference=reference,
        rule=rule.name,
        title=rule.title,
        subject=row["subject"],
        reason=rule.sentence.format(**_words(row)),
        why=rule.why,
        next_step=rule.next_step.format(**_words(row)),
        account_key=key,
        account_id=owner["account_id"],
        account_name=owner["account_name"],
        source_system=owner["source_system"],
        for_email=event.for_email if event else owner["email"],
        deal_name=owner["deal_name"],
        deal_close_on=owner["deal_close_on"],
        since_on=row["since_on"],
        due_on=row["due_on"],
        evidence=tuple(dict.fromkeys(row["evidence"])),
        found_at=event.occurred_at if event else None,
        remark=said.get((key, "codevelopment", reference)),
    )


def _as_told(event: RecordedEvent, said: Remark | None) -> Opportunity:
    rule = next((rule for rule in RULES if rule.name == event.data.get("rule")), RULES[0])
    return Opportunity(
        reference=event.subject,
        rule=rule.name,
        title=event.data.get("title", rule.title),
        subject=event.data.get("subject", ""),
        reason=event.data.get("reason", event.detail),
        why=rule.why,
        next_step=event.data.get("next_step", ""),
        account_key=event.account_key,
        account_id=event.account_id,
        account_name=event.account_name,
        source_system=event.data.get("source_system", ""),
        for_email=event.for_email,
        deal_name=event.data.get("deal") or None,
        deal_close_on=None,
        since_on=None,
        due_on=None,
        evidence=event.evidence,
        found_at=event.occurred_at,
        remark=said,
    )


def _event(item: Opportunity) -> Event:
    return Event(
        kind=EventKind.CODEVELOPMENT_FOUND,
        account_key=item.account_key,
        subject=item.reference,
        title=f"{item.title}: {item.subject}",
        detail=f"{item.reason} {item.next_step}",
        evidence=item.evidence,
        for_email=item.for_email,
        key=f"codevelopment/{item.account_key}/{item.reference}",
        data={
            "rule": item.rule,
            "title": item.title,
            "subject": item.subject,
            "reason": item.reason,
            "next_step": item.next_step,
            "deal": item.deal_name or "",
            "source_system": item.source_system,
        },
    )


def _words(row: Row) -> dict[str, str]:
    """What the sentences of the rules speak of."""
    amount, due = row["amount"], row["due_on"]
    return {
        "subject": row["subject"],
        "detail": row["detail"] or "",
        "category": f" ({row['detail']})" if row["detail"] else "",
        "messages": "1 message" if amount == 1 else f"{amount} messages",
        "tickets": "1 ticket" if amount == 1 else f"{amount} tickets",
        "due": f"{due:%-d %B %Y}" if due else "a day not given",
    }


def _folded(text: str) -> str:
    """The same name in any case, spelling of accents or punctuation is the same opportunity."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    flat = "".join(mark for mark in flat if not unicodedata.combining(mark))
    return " ".join(re.findall(r"\w+", flat))[:120] or "unnamed"
