"""What became of a draft, as a person says it or an import shows it."""

from __future__ import annotations

from datetime import date, datetime

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.drafting.drafts.rows import Record, load, set_draft
from core.drafting.drafts.states import Step, after
from core.drafting.tracking.events import Happening, events_of_draft, put_event
from core.drafting.tracking.model import DraftEvent
from core.errors import InvalidInput
from core.store import Store, Transaction

STEPS = {
    "sent": Step.SENT,
    "replied": Step.REPLIED,
    "meeting_booked": Step.MEETING_BOOKED,
    "no_response": Step.NO_RESPONSE,
}
"""What a person can record."""


def record_event(
    store: Store, actor: Actor, draft_id: int, event: str, on: date | datetime | None = None
) -> None:
    """Record what became of a draft; ``on`` is a day or a moment (naive UTC), by default now.

    Only an approved draft can have been sent, and only a sent one answered.
    """
    require(actor, Permission.DRAFT_WRITE)
    if event not in STEPS:
        raise InvalidInput(f"There is no event {event!r}.", f"Choose from {', '.join(STEPS)}.")
    now = store.clock.now()
    day, moment = _when(now if on is None else on)
    if moment is not None and moment > now:
        raise InvalidInput(f"{moment:%H:%M} is still ahead.", "Record it when it has happened.")
    with store.transaction(actor, f"draft.{event}", f"draft {draft_id}") as work:
        record = load(work, actor, draft_id)
        status = after(record.status, STEPS[event])
        _check_day(events_of_draft(work, draft_id), event, day, now.date())
        keep(work, record, _happening(record, event, day, moment), now, actor.email)
        set_draft(work, record, now, status=status)
        work.note(on=day)


def keep(work: Transaction, record: Record, happening: Happening, now: datetime, by: str) -> None:
    """Keep the event; the approval of a message that went out stays as it was."""
    put_event(work, happening, now, by, {"version": record.newest.version})


def _happening(record: Record, event: str, day: date, moment: datetime | None) -> Happening:
    request = record.request
    return Happening(record.draft_id, request.account_key, request.contact_key, event, day, moment)


def _when(on: date | datetime) -> tuple[date, datetime | None]:
    return (on.date(), on) if isinstance(on, datetime) else (on, None)


def _check_day(events: tuple[DraftEvent, ...], event: str, day: date, today: date) -> None:
    if day > today:
        raise InvalidInput(f"{day:%-d %B %Y} is still ahead.", "Record it when it has happened.")
    before = "approved" if event == "sent" else "sent"
    earliest = max((one.occurred_on for one in events if one.event == before), default=None)
    if earliest is not None and day < earliest:
        raise InvalidInput(
            f"The draft was {before} on {earliest:%-d %B %Y}; {day:%-d %B %Y} is earlier.",
            "Give the day it happened.",
        )
