"""Done, snoozed or not useful: what people say of suggestions, and what that tells of the rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.cockpit.query import fetch, statement
from core.errors import InvalidInput
from core.store import Reader, Store

if TYPE_CHECKING:
    from core.cockpit.today.cards import Card

STATES = ("done", "snoozed", "not_useful", "open")
LONGEST_REASON = 500


@dataclass(frozen=True)
class Decision:
    """The newest decision on an occurrence."""

    rule: str
    account_key: int
    occurrence: str
    state: str
    until_on: date | None
    decided_by: str

    def on(self, card: Card, as_of: date) -> Card:
        """The card in the state decided; a snooze that is over leaves it open."""
        over = self.state == "snoozed" and self.until_on is not None and self.until_on < as_of
        return card if over else replace(card, state=self.state, until_on=self.until_on)


@dataclass(frozen=True)
class Usefulness:
    """How often a rule's suggestions were acted on: ``useful`` of ``of`` decided."""

    rule: str
    useful: int
    of: int


def decisions(store: Reader) -> dict[tuple[str, int, str], Decision]:
    """The newest decision of every occurrence."""
    rows = fetch(store, "suggestion_decisions", {}, Decision)
    return {(row.rule, row.account_key, row.occurrence): row for row in rows}


def decide(
    store: Store,
    actor: Actor,
    card: Card,
    state: str,
    *,
    until_on: date | None = None,
    reason: str = "",
) -> None:
    """Say of a suggestion that it is done, not useful, snoozed until a day, or open again.

    "Not useful" needs a reason: it is what a rule is improved by.
    """
    require(actor, Permission.SUGGESTION_DECIDE)
    account = require_account(store, actor, card.account.account_key)
    text = reason.strip()
    if state not in STATES:
        raise InvalidInput(f"{state!r} is no state of a suggestion.", f"Use {', '.join(STATES)}.")
    if state == "snoozed" and (until_on is None or until_on <= store.clock.today()):
        raise InvalidInput("A snooze needs a day to come.", "Choose one after today.")
    if state == "not_useful" and not text:
        raise InvalidInput("Say why it is not useful.", "A few words do.")
    if len(text) > LONGEST_REASON:
        raise InvalidInput(
            f"The reason has {len(text)} characters.", f"Shorten it to {LONGEST_REASON}."
        )
    with store.transaction(actor, "suggestion.decide", f"account {account.source_id}") as work:
        work.execute(
            statement("suggestion_decide"),
            {
                "rule": card.rule,
                "account_key": card.account.account_key,
                "occurrence": card.occurrence,
                "state": state,
                "until_on": until_on if state == "snoozed" else None,
                "reason": text,
                "decided_by": actor.email,
                "decided_at": store.clock.now(),
            },
        )
        work.touch("ops.suggestion_decision")
        work.note(rule=card.rule, state=state)


def usefulness(store: Store, actor: Actor) -> tuple[Usefulness, ...]:
    """How often each rule's suggestions were acted on."""
    require(actor, Permission.PORTFOLIO_READ)
    return fetch(store, "suggestion_usefulness", {}, Usefulness)
