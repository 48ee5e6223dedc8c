"""What happened, for programs that read along; and which alerts are through."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from core.accounts import find_account
from core.api.callers import Caller, CockpitHere
from core.api.escalation_payloads import EscalationNotice, fields
from core.api.payloads import Strict, Utc
from core.channels.events import EventKind, events
from core.channels.notices import State, deliveries

router = APIRouter(tags=["events"])


class EventQuery(Strict):
    """Which events; with `after` the oldest first, without it the newest."""

    kind: list[EventKind] = Field(default=[], description="All without.")
    account: str = Field(default="", description="As imported, `system:identifier`, or a name.")
    after: int | None = Field(
        default=None, ge=0, description="Number of the last event seen: those that followed it."
    )
    limit: int = Field(default=50, ge=1, le=500, description="Events in an answer.")


class EventItem(BaseModel):
    """Something that happened on an account."""

    event_id: int = Field(description="Counts up; give the last one seen as `after`.")
    key: str = Field(description="What makes it one happening.")
    kind: EventKind
    account_id: str
    account_name: str
    subject: str
    title: str
    detail: str
    evidence: list[str] = Field(description="References to source rows.")
    for_email: str = Field(description="Who should act on it; empty for nobody in particular.")
    data: dict[str, str]
    occurred_at: Utc


class EventList(BaseModel):
    """Events of the accounts the caller may see, and those addressed to the caller."""

    items: list[EventItem]


class NoticeQuery(Strict):
    """Which deliveries of alerts."""

    account: str = Field(default="", description="As imported, `system:identifier`, or a name.")
    state: list[State] = Field(default=[], description="All without.")
    limit: int = Field(default=50, ge=1, le=500, description="Rows in an answer.")


class NoticeItem(EscalationNotice):
    """One alert on one channel."""

    key: str
    account_name: str
    severity: str
    queued_at: Utc


class NoticeList(BaseModel):
    """Alerts of the accounts the caller may see, the newest first."""

    items: list[NoticeItem]


@router.get("/events")
def list_events(
    cockpit: CockpitHere, actor: Caller, query: Annotated[EventQuery, Query()]
) -> EventList:
    """Read along: what happened, each once, by a number that counts up."""
    account = find_account(cockpit.store, actor, query.account) if query.account else None
    found = events(
        cockpit.store,
        actor,
        kinds=query.kind,
        account_key=account.account_key if account else None,
        after=query.after,
        limit=query.limit,
    )
    return EventList(items=[EventItem(**fields(one, EventItem)) for one in found])


@router.get("/notices")
def list_notices(
    cockpit: CockpitHere, actor: Caller, query: Annotated[NoticeQuery, Query()]
) -> NoticeList:
    """Alerts to one's own people by channel: delivered, or why not and when next."""
    account = find_account(cockpit.store, actor, query.account) if query.account else None
    found = deliveries(
        cockpit.store,
        actor,
        account_key=account.account_key if account else None,
        states=query.state,
        limit=query.limit,
    )
    return NoticeList(items=[NoticeItem(**fields(one, NoticeItem)) for one in found])
