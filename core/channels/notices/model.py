"""What a notice is, and how far it got on one channel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from enum import StrEnum

from core.channels.events import EventKind


class ChannelName(StrEnum):
    """Where a notice goes."""

    CRM_PAGE = "crm_page"
    SALES_EVENT = "sales_event"
    EMAIL = "email"
    CHAT = "chat"


def route(channel: ChannelName, webhook: str = "") -> str:
    """A channel as the ledger names it: of several webhooks of a chat, each by its own name."""
    return f"{channel.value}:{webhook}" if webhook else channel.value


def routed(kept: str) -> tuple[ChannelName, str]:
    """The channel and the webhook that :func:`route` made a name of."""
    channel, _colon, webhook = kept.partition(":")
    return ChannelName(channel), webhook


class State(StrEnum):
    """How far a notice got on one channel."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    NOT_CONFIGURED = "not_configured"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Notice:
    """Something people of one's own company are told about an account; never a customer.

    ``key`` makes it one notice. ``title`` and ``lines`` are plain text. ``manager_email`` is empty when
    the manager need not know. ``crm_page_id`` may be empty: the page is then looked up. ``path`` is the
    page here, e.g. ``/account?id=A1``. ``kind``, ``subject``, ``evidence`` and ``data`` go into the event
    to sales.
    """

    key: str
    account_key: int
    account_name: str
    title: str
    severity: str
    lines: tuple[str, ...]
    rep_email: str
    manager_email: str
    sales_email: str
    crm_page_id: str
    path: str
    kind: EventKind = EventKind.ESCALATION_OPENED
    subject: str = ""
    evidence: tuple[str, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """As it is kept in the ledger."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, kept: str) -> Notice:
        """What :meth:`to_json` wrote, by this version or another."""
        found = json.loads(kept)
        known = {one.name: found[one.name] for one in fields(cls) if one.name in found}
        tuples = {name: tuple(known.get(name, ())) for name in ("lines", "evidence")}
        return cls(**{**known, **tuples, "kind": EventKind(known["kind"])})


@dataclass(frozen=True)
class NoticeDelivery:
    """One notice on one channel. Times are naive UTC; ``error`` says why the last attempt failed.

    ``next_at`` is when it is tried next at the earliest, while ``state`` is waiting or not_configured.
    """

    delivery_id: int
    key: str
    channel: ChannelName
    account_key: int
    account_name: str
    title: str
    severity: str
    state: State
    attempts: int
    error: str
    queued_at: datetime
    next_at: datetime
    tried_at: datetime | None
    delivered_at: datetime | None
    reference: str
    webhook: str = ""
