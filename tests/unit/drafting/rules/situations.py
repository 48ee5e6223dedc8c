"""Situations to judge: one that every rule lets pass, and ways to change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from core.actor import Actor, Role
from core.drafting.fact import Fact, FactKind, FactSheet
from core.drafting.kind import DraftRequest
from core.drafting.letter import Letter, Paragraph
from core.drafting.rules.model import Block, RuleName
from core.drafting.rules.regions import region_rules
from core.drafting.rules.registry import judge
from core.drafting.rules.situation import Recipient, Situation, Suppression
from core.drafting.tracking.model import Touch

NOW = datetime(2026, 3, 10, 15)
"""A Tuesday, 16:00 in Berlin, 11:00 in New York (already summer time there)."""
ON = NOW.date()
ROBERT = Recipient(2, "Robert Kim", "robert@acme.example", 1)
WHERE = {
    "berlin": ("Germany", ("DE",), ("Europe/Berlin",)),
    "london": ("United Kingdom", ("GB",), ("Europe/London",)),
    "new york": ("United States", ("US",), ("America/New_York",)),
    "somewhere in america": ("United States", ("US",), ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles")),
    "tel aviv": ("Israel", ("IL",), ("Asia/Jerusalem",)),
    "toronto": ("Canada", ("CA",), ("America/Toronto",)),
    "an unreadable country": ("Northland", (), ("Europe/London",)),
}  # fmt: skip


def sheet(where: str = "london", *more: Fact) -> FactSheet:
    facts: list[Fact] = []
    if where in WHERE:
        country, codes, zones = WHERE[where]
        facts = [
            _fact("recipient.country", country, *codes),
            _fact("recipient.time_zone", zones[0], *zones),
        ]
    return FactSheet(1, ON, (*facts, *more), 2)


def slot(at: datetime) -> Fact:
    return Fact(
        "meeting.slot.1",
        FactKind.DATE,
        "Meeting time",
        at.replace(tzinfo=UTC),
        ON,
        aliases=("then",),
    )


def grounds(why: str = "account_red") -> Fact:
    return _fact("issue.grounds", why)


def letter(text: str = "Shall we talk?", subject: str = "Our work") -> Letter:
    return Letter(subject, (Paragraph(text),))


def touch(on: date, by: str = "eve@ours.example", **more: Any) -> Touch:
    values: dict[str, Any] = {
        "account_key": 1, "account_name": "Acme", "contact_key": 2, "contact_name": "Robert Kim",
        "what": "Hello", "source": "import", "status": "sent", "counts": True,
    }  # fmt: skip
    return Touch(on=on, by=by, **{**values, **more})


def suppression(**more: Any) -> Suppression:
    return Suppression(**{**{"suppression_id": 1, "scope": "contact", "value": "", "reason": "Asked us to stop.", "suppressed_by": "ada"}, **more})  # fmt: skip


def situation(where: str = "london", purpose: str = "introduction", **changed: Any) -> Situation:
    """One that every rule lets pass; ``changed`` are fields, those of the recipient with ``to_``."""
    person = {name[3:]: value for name, value in changed.items() if name.startswith("to_") and name != "to_recipient"}  # fmt: skip
    rest = {name: value for name, value in changed.items() if name[3:] not in person}
    plain = Situation(
        actor=Actor("ada@ours.example", frozenset({Role.CSM})),
        request=DraftRequest("executive_outreach", 1, purpose, ON, "ada@ours.example", 2),
        sheet=sheet(where),
        recipient=replace(ROBERT, **person),
        now=NOW,
        regions=region_rules(),
        letter=letter(),
    )
    return replace(plain, **rest)


def blocks(found: Situation, **lifted: str) -> dict[str, Block]:
    """What the rules say, by rule."""
    lifts = {RuleName(name): why for name, why in lifted.items()}
    return {block.rule.value: block for block in judge(found, lifts)}


def stopped(found: Situation) -> set[str]:
    """The rules that stop the draft."""
    return {name for name, block in blocks(found).items() if block.stops}


def _fact(fact_id: str, value: str, *aliases: str) -> Fact:
    return Fact(fact_id, FactKind.STATUS, fact_id, value, ON, aliases=aliases)
