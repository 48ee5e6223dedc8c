"""What people say of an escalation: seen, none, later, or that the customer was told something."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.errors import InvalidInput
from core.health.escalation.model import Escalation
from core.health.escalation.reading import escalation
from core.store import Store, load_sql

SQL = Path(__file__).parent / "sql"
LONGEST_REASON = 500


class Said(StrEnum):
    """What can be said of an escalation; ``open`` takes back what was said before."""

    ACKNOWLEDGED = "acknowledged"
    DISAGREED = "disagreed"
    SNOOZED = "snoozed"
    OPEN = "open"
    UPDATED = "updated"


_NEED_REASON = {
    Said.DISAGREED: "Say why it is none: rules are improved by it.",
    Said.SNOOZED: "Say why it can wait.",
}


def decide(
    store: Store,
    actor: Actor,
    escalation_id: int,
    said: str,
    *,
    reason: str = "",
    until_on: date | None = None,
) -> Escalation:
    """Acknowledge, disagree, snooze until a day, take that back, or note an update to the customer.

    To disagree or snooze needs a reason. An escalation one disagrees with asks for no updates, and its end is
    told to nobody; it lasts until the account recovers, so that it does not open again meanwhile.
    """
    require(actor, Permission.ESCALATION_DECIDE)
    found = escalation(store, actor, escalation_id)
    decision, text = _said(said), reason.strip()
    _check(store, found, decision, text, until_on)
    with store.transaction(actor, "escalation.decide", f"account {found.account_id}") as work:
        values = {
            "escalation_id": escalation_id,
            "decision": decision.value,
            "until_on": until_on if decision is Said.SNOOZED else None,
        }
        work.execute(
            load_sql(SQL, "decide"),
            {
                **values,
                "account_key": found.account_key,
                "reason": text,
                "decided_by": actor.email,
                "at": store.clock.now(),
            },
        )
        work.execute(load_sql(SQL, "stance"), {**values, "today": store.clock.today()})
        work.touch("ops.escalation", "ops.escalation_decision")
        work.note(escalation_id=escalation_id, decision=decision.value)
    return escalation(store, actor, escalation_id)


def _said(text: str) -> Said:
    try:
        return Said(text)
    except ValueError:
        known = ", ".join(Said)
        raise InvalidInput(f"{text!r} says nothing of an escalation.", f"Use {known}.") from None


def _check(
    store: Store, found: Escalation, decision: Said, reason: str, until_on: date | None
) -> None:
    if found.is_over and decision not in (Said.ACKNOWLEDGED, Said.DISAGREED):
        raise InvalidInput(
            "The escalation is over.",
            "Looking back, one can say that it was one (acknowledged) or none (disagreed).",
        )
    if decision is Said.SNOOZED and (until_on is None or until_on <= store.clock.today()):
        raise InvalidInput("A snooze needs a day to come.", "Choose one after today.")
    if decision in _NEED_REASON and not reason:
        raise InvalidInput("A reason is missing.", _NEED_REASON[decision])
    if len(reason) > LONGEST_REASON:
        raise InvalidInput(
            f"The reason has {len(reason)} characters.", f"Shorten it to {LONGEST_REASON}."
        )
