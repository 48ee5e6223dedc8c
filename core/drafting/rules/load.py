"""Reads the situation of a draft from the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from core.actor import Actor
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftRequest
from core.drafting.letter import Letter
from core.drafting.rules.attention import MONTH_DAYS
from core.drafting.rules.regions import region_rules
from core.drafting.rules.situation import Budget, OpenTicket, Recipient, Situation, Suppression
from core.drafting.tracking.model import Touch
from core.drafting.tracking.touches import Asked, touches
from core.store import Reader, load_sql

SQL = Path(__file__).parent / "sql"
_OF_OURS = frozenset({"sent", "open", "approved", "in_gmail"})


@dataclass(frozen=True)
class Wanted:
    """What is to be judged. ``draft_id`` is empty before a draft is kept."""

    request: DraftRequest
    sheet: FactSheet
    letter: Letter | None = None
    cited: tuple[str, ...] = ()
    send_at: datetime | None = None
    draft_id: int | None = None
    needs_recipient: bool = True
    names_tickets: bool = False
    max_words: int = 150


def limits(reader: Reader, tier: str = "") -> Mapping[str, float]:
    """The policy's thresholds of outreach by name."""
    rows = reader.rows(load_sql(SQL, "limits"), {"tier": tier})
    return {row["name"]: float(row["value"]) for row in rows}


def recipient(reader: Reader, contact_key: int | None) -> Recipient | None:
    """The contact as the newest imports and corrections say."""
    if contact_key is None:
        return None
    row = reader.one(load_sql(SQL, "recipient"), {"contact_key": contact_key})
    return Recipient(**{**row, "addresses": tuple(row["addresses"])}) if row else None


def situation(reader: Reader, actor: Actor, now: datetime, wanted: Wanted) -> Situation:
    """All that the rules look at, as of ``now`` (naive UTC)."""
    person = recipient(reader, wanted.request.contact_key)
    tier = wanted.sheet.get("account.tier")
    found = Situation(
        actor=actor,
        request=wanted.request,
        sheet=wanted.sheet,
        recipient=person,
        now=now,
        regions=region_rules(),
        letter=wanted.letter,
        cited=wanted.cited,
        send_at=wanted.send_at,
        needs_recipient=wanted.needs_recipient,
        max_words=wanted.max_words,
        names_tickets=wanted.names_tickets,
        budget=_budget(limits(reader, "" if tier is None else str(tier.value))),
        tickets=_tickets(reader, wanted) if wanted.letter is not None else (),
    )
    return found if person is None else _with_person(reader, found, person, wanted.draft_id)


def _with_person(
    reader: Reader, found: Situation, person: Recipient, draft_id: int | None
) -> Situation:
    own, email = found.request.sender.lower(), person.email.lower()
    near = _messages(
        reader, found, draft_id, (email, *person.addresses) if email else person.addresses
    )
    asked = {"contact_key": person.contact_key, "email": email, "today": found.now.date()}
    rows = reader.rows(load_sql(SQL, "suppressions"), asked)
    return replace(
        found,
        suppressions=tuple(Suppression(**row) for row in rows),
        to_recipient=tuple(
            touch
            for touch in near
            if touch.contact_key == person.contact_key or touch.shares_address
        ),
        from_colleagues=tuple(
            touch
            for touch in near
            if touch.account_key == found.request.account_key
            and touch.status in _OF_OURS
            and touch.by
            and touch.by.lower() != own
        ),
    )


def _messages(
    reader: Reader, found: Situation, draft_id: int | None, emails: tuple[str, ...]
) -> tuple[Touch, ...]:
    """Messages around the planned day, the draft itself left out, in every system and book."""
    span = timedelta(days=MONTH_DAYS)
    asked = Asked(
        found.now.date(), found.day - span, found.day + span, found.request.account_key, emails
    )
    rows = touches(reader, asked)
    return tuple(row for row in rows if row.draft_id is None or row.draft_id != draft_id)


def _tickets(reader: Reader, wanted: Wanted) -> tuple[OpenTicket, ...]:
    asked = {"account_key": wanted.request.account_key}
    return tuple(OpenTicket(**row) for row in reader.rows(load_sql(SQL, "open_tickets"), asked))


def _budget(found: Mapping[str, float]) -> Budget:
    usual = Budget()
    return Budget(
        int(found.get("outreach_week_max", usual.week_max)),
        int(found.get("outreach_month_max", usual.month_max)),
        int(found.get("outreach_collision_days", usual.collision_days)),
    )
