"""The cards of the Today page: what the rules found, whom to write to, how much it matters."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.actor import Actor
from core.cockpit.filters import Filters
from core.cockpit.query import fetch, scope
from core.cockpit.today.decide import decisions
from core.cockpit.today.priority import (
    AccountStanding,
    ContactStanding,
    Priority,
    priority,
)
from core.cockpit.today.reason import reason
from core.sponsors.triggers import RULES, Trigger, TriggerRule, triggers
from core.store import Store

_FAR = date.max
_ORDER = {rule.name: place for place, rule in enumerate(RULES)}
_RULES: dict[str, TriggerRule] = {rule.name: rule for rule in RULES}


@dataclass(frozen=True)
class Card:
    """A suggestion. ``state`` is open, snoozed, done or not_useful; ``until_on`` ends a snooze.

    ``occurrence`` tells this finding of the rule from a later one. ``evidence`` are the rows the rule
    rests on.
    """

    rule: str
    title: str
    why: str
    reason: str
    purpose: str
    account: AccountStanding
    contact: ContactStanding | None
    due_on: date | None
    priority: Priority
    evidence: tuple[str, ...]
    occurrence: str
    state: str = "open"
    until_on: date | None = None


def today(
    store: Store, actor: Actor, filters: Filters, *, closed: bool = False
) -> tuple[Card, ...]:
    """Cards of the filtered accounts, highest priority first, then by due date, then by ARR.

    ``closed`` shows those that somebody snoozed or closed as well. The scores must be fresh.
    """
    as_of = filters.on(store.clock)
    asked = scope(store, actor, filters)
    accounts = {
        row.account_key: row for row in fetch(store, "today_accounts", asked, AccountStanding)
    }
    found = [item for item in triggers(store, actor, as_of) if item.account_key in accounts]
    keys = sorted({item.contact_key for item in found if item.contact_key is not None})
    people = fetch(store, "today_contacts", {"as_of": as_of, "keys": keys}, ContactStanding)
    contacts = {row.contact_key: row for row in people}
    signs = Counter(item.account_key for item in found)
    said = decisions(store)
    cards = []
    for item in found:
        account = accounts[item.account_key]
        contact = contacts.get(item.contact_key) if item.contact_key is not None else None
        card = _card(item, account, contact, signs[item.account_key], as_of)
        decision = said.get((card.rule, account.account_key, card.occurrence))
        if decision is not None:
            card = decision.on(card, as_of)
        if closed or card.state == "open":
            cards.append(card)
    return _ranked(cards)


def _card(
    item: Trigger,
    account: AccountStanding,
    contact: ContactStanding | None,
    signs: int,
    as_of: date,
) -> Card:
    rule = _RULES[item.rule]
    weight = priority(
        account,
        contact,
        signs=signs + len(account.rules_tripped),
        purpose=rule.purpose,
        as_of=as_of,
    )
    return Card(
        rule=rule.name,
        title=rule.title,
        why=rule.why,
        reason=reason(item),
        purpose=rule.purpose,
        account=account,
        contact=contact,
        due_on=item.due_on,
        priority=weight,
        evidence=item.evidence,
        occurrence=_occurrence(item),
    )


def _occurrence(item: Trigger) -> str:
    """The same finding tomorrow is the same occurrence; another person, plan or QBR is not."""
    said = "|".join(map(str, (item.rule, item.about, item.since_on, item.due_on, item.evidence)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _ranked(cards: Sequence[Card]) -> tuple[Card, ...]:
    return tuple(
        sorted(
            cards,
            key=lambda card: (
                -card.priority.score,
                card.due_on or _FAR,
                -(card.account.arr_amount or 0),
                _ORDER[card.rule],
                card.account.name.lower(),
                card.account.account_key,
            ),
        )
    )
