"""Escalations on the Today page: those that want a decision or an update, and what sales is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.events import RecordedEvent
from core.cockpit.escalated import escalation_list, sales_events
from core.cockpit.filters import Filters
from core.cockpit.query import statement
from core.cockpit.today.decide import decisions
from core.errors import NotFound
from core.health.escalation import Escalation, State, escalation_json
from core.store import Store

RULE = "sales_event"
MOST = 500
"""Escalations looked through; a heading that counts that many says that there may be more."""


@dataclass(frozen=True)
class EscalationCard:
    """An escalation that wants something today: ``wants`` says what, in a sentence."""

    escalation: Escalation
    wants: str


@dataclass(frozen=True)
class EventCard:
    """What technical health tells the owner of a deal; ``is_seen`` once they said so."""

    event: RecordedEvent
    is_seen: bool


def escalation_cards(store: Store, actor: Actor, filters: Filters) -> tuple[EscalationCard, ...]:
    """Escalations of the filtered accounts without a decision, or whose customer waits for an update."""
    today = store.clock.today()
    page = escalation_list(store, actor, filters, limit=MOST)
    found = [EscalationCard(one, _wants(one, today)) for one in page.rows]
    return tuple(card for card in found if card.wants)


def event_cards(store: Store, actor: Actor, *, seen: bool = False) -> tuple[EventCard, ...]:
    """What the actor was told as the owner of a deal, newest first; ``seen`` shows all of it.

    Of several events of one escalation the newest counts.
    """
    said = decisions(store)
    newest: dict[tuple[int, str], RecordedEvent] = {}
    for event in sales_events(store, actor):
        newest.setdefault((event.account_key, event.subject), event)
    cards = [
        EventCard(event, (RULE, event.account_key, _occurrence(actor, event)) in said)
        for event in newest.values()
    ]
    return tuple(card for card in cards if seen or not card.is_seen)


def see_event(store: Store, actor: Actor, event_id: int) -> None:
    """Take an event off one's own Today page; others keep it."""
    require(actor, Permission.SUGGESTION_DECIDE)
    event = next((one for one in sales_events(store, actor) if one.event_id == event_id), None)
    if event is None:
        raise NotFound("No such event is known to you.", "Open the Today page again.")
    with store.transaction(actor, "event.see", f"event {event_id}") as work:
        work.execute(
            statement("suggestion_decide"),
            {
                "rule": RULE,
                "account_key": event.account_key,
                "occurrence": _occurrence(actor, event),
                "state": "done",
                "until_on": None,
                "reason": "",
                "decided_by": actor.email,
                "decided_at": store.clock.now(),
            },
        )
        work.touch("ops.suggestion_decision")


def cards_json(
    escalations: tuple[EscalationCard, ...], told: tuple[EventCard, ...]
) -> dict[str, list[dict[str, Any]]]:
    """Both kinds of cards for the command line."""
    return {
        "escalations": [
            {**escalation_json(card.escalation), "wants": card.wants} for card in escalations
        ],
        "events": [
            {
                "event_id": card.event.event_id,
                "kind": card.event.kind.value,
                "account_id": card.event.account_id,
                "account_name": card.event.account_name,
                "title": card.event.title,
                "detail": card.event.detail,
                "for_email": card.event.for_email,
                "occurred_at": card.event.occurred_at,
                "data": dict(card.event.data),
            }
            for card in told
        ],
    }


def _wants(one: Escalation, today: date) -> str:
    if one.state is State.OPEN:
        return "Say whether it is one, and write to the customer."
    if one.update_on is not None and one.update_on <= today:
        late = (today - one.update_on).days
        return (
            "The customer is to hear from us today."
            if not late
            else f"The customer should have heard from us {late} day{'' if late == 1 else 's'} ago."
        )
    return ""


def _occurrence(actor: Actor, event: RecordedEvent) -> str:
    return f"{actor.email}|{event.key}"
