"""Finding sent messages, replies and meetings among imported activities."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from core.actor import Actor
from core.auth.guard import allows, require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.drafting.drafts.rows import load, set_draft
from core.drafting.drafts.states import TRANSITIONS, Step
from core.drafting.drafts.workshop import Workshop
from core.drafting.rules.load import limits
from core.drafting.tracking.events import Happening, events_of_draft, put_event
from core.drafting.tracking.model import DraftEvent
from core.store import Row, load_sql

statement = partial(load_sql, Path(__file__).parent / "sql")

STEPS = {
    "sent": Step.FOUND_SENT,
    "replied": Step.REPLIED,
    "meeting_booked": Step.MEETING_BOOKED,
    "no_response": Step.NO_RESPONSE,
}
_FOLLOW_DAYS, _WINDOW_DAYS = 30, 14


def recognise(shop: Workshop, actor: Actor) -> tuple[DraftEvent, ...]:
    """Record what imports show of drafts on the actor's accounts, and give what was new.

    A message that was sent although its approval had become void meanwhile is recorded all the same.
    """
    require(actor, Permission.DRAFT_WRITE)
    if not shop.store.value(statement("followed"), viewer(actor)):
        return ()
    shop.fresh(actor, shop.today)
    sent = shop.store.rows(statement("recognised_sent"), viewer(actor))
    found = [_keep(shop, actor, {**row, "event": "sent"}) for row in sent]
    if sent:
        shop.fresh(actor, shop.today)
    answers = shop.store.rows(statement("recognised_answers"), _asked(shop, actor))
    found += [_keep(shop, actor, row) for row in answers]
    return tuple(event for event in found if event is not None)


class Noticing:
    """Recognises once for each import and viewer: whoever opens the outbox sees what became of drafts."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop
        self._seen: dict[str, int] = {}

    def __call__(self, actor: Actor) -> None:
        """Look, where activities came in since the last look; for who may not write, others look."""
        store = self._shop.store
        if not allows(actor, Permission.DRAFT_WRITE) or store.refusal is not None:
            return
        version = int(store.value(statement("activities_version")))
        who = str(viewer(actor))
        if self._seen.get(who) != version:
            recognise(self._shop, actor)
            # Only now: what failed is tried again.
            self._seen[who] = version


def _asked(shop: Workshop, actor: Actor) -> Mapping[str, object]:
    found = limits(shop.store)
    return {
        **viewer(actor),
        "as_of": shop.today,
        "follow_days": int(found.get("outreach_follow_days", _FOLLOW_DAYS)),
        "reply_window_days": int(found.get("reply_window_days", _WINDOW_DAYS)),
    }


def _keep(shop: Workshop, actor: Actor, row: Row) -> DraftEvent | None:
    """Record one event, unless somebody was faster."""
    event, draft_id, at = row["event"], row["draft_id"], row["occurred_at"]
    now = shop.now
    record = load(shop.store, actor, draft_id)
    if (record.status, STEPS[event]) not in TRANSITIONS:
        return None
    with shop.store.transaction(actor, f"draft.{event}", record.subject) as work:
        record = load(work, actor, draft_id)
        status = TRANSITIONS.get((record.status, STEPS[event]))
        if status is None:
            return None
        happening = Happening(
            draft_id,
            record.request.account_key,
            record.request.contact_key,
            event,
            now.date() if at is None else at.date(),
            at,
            row["activity_key"],
        )
        void = record.approval is not None and record.approval.is_void
        detail = {"seen_in_import": at is not None, "approval_was_void": void and event == "sent"}
        put_event(work, happening, now, actor.email, detail)
        set_draft(work, record, now, status=status)
        work.note(activity=row["activity_key"])
        return events_of_draft(work, draft_id)[-1]
