"""Meeting times and a time to send for a draft, as facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from core.drafting.fact import Fact, FactSheet
from core.drafting.kind import DraftRequest
from core.drafting.meeting import propose_for, suggest_send_for
from core.drafting.meeting.send_time import Replies
from core.drafting.rules.place import countries, zones
from core.drafting.rules.region import is_allowed
from core.drafting.rules.regions import region_rules

MINUTES = 30
SLOTS = 3
_MOST_SKIPPED = 30


def propose(
    sheet: FactSheet,
    request: DraftRequest,
    now: datetime,
    beyond: Sequence[Fact] = (),
    *,
    replies: Callable[[FactSheet], Replies | None] = lambda _sheet: None,
) -> Sequence[Fact]:
    """Times to meet that are later than those of ``beyond``, and when to send the letter.

    Nothing for documents, and no time where the recipient's zone is not known.
    """
    if request.contact_key is None:
        return ()
    regions = region_rules().of(countries(sheet))
    allowed = partial(is_allowed, zones=zones(sheet), regions=regions)
    send = suggest_send_for(sheet, now=now, replies=replies(sheet), allowed=allowed)
    origin = [fact for fact in (sheet.get("recipient.time_zone"),) if fact is not None]
    more = () if send is None else (send.fact(origin),)
    return (*_slots(sheet, now, beyond), *more)


def _slots(sheet: FactSheet, now: datetime, beyond: Sequence[Fact]) -> Sequence[Fact]:
    latest = max((_moment(fact) for fact in beyond), default=None)
    skip = 0
    while skip <= _MOST_SKIPPED:
        found = propose_for(sheet, now=now, minutes=MINUTES, count=SLOTS, skip=skip)
        if not found.slots:
            return ()
        if latest is None or min(slot.starts_at for slot in found.slots) > latest:
            return found.facts
        skip += 1
    return ()


def _moment(fact: Fact) -> datetime:
    value = fact.value
    if not isinstance(value, datetime):
        return datetime.min.replace(tzinfo=UTC)
    return value if value.tzinfo else value.replace(tzinfo=UTC)
