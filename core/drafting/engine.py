"""The one engine of drafts: what pages, API, command line and jobs call.

Every function checks the actor's permission and sees only accounts the actor may see; what writes is
one transaction with its audit event.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from core.actor import Actor
from core.drafting.approval import Approval
from core.drafting.drafts import Draft, DraftFilters, DraftPage, Prepared, WordChange
from core.drafting.kind import DraftRequest, Length, Tone
from core.drafting.tracking import CalendarDay, DraftEvent, ResponseRates


class Engine(Protocol):
    """Facts -> writer -> claim gate -> rules -> a person's approval -> delivery -> what became of it."""

    def prepare(self, actor: Actor, request: DraftRequest) -> Prepared:
        """Facts, what the purpose lacks, and what the rules say; nothing is written."""

    def make(
        self, actor: Actor, request: DraftRequest, on_text: Callable[[str], None] | None = None
    ) -> Draft:
        """Write a draft and keep it as version 1; refused where the purpose lacks a fact it needs."""

    def draft(self, actor: Actor, draft_id: int) -> Draft:
        """One draft with its newest text, the gate's report and what the rules say now."""

    def drafts(self, actor: Actor, filters: DraftFilters) -> DraftPage:
        """The outbox, within the accounts the actor sees."""

    def events(self, actor: Actor, draft_id: int) -> tuple[DraftEvent, ...]:
        """What happened to a draft, oldest first."""

    def edit(self, actor: Actor, draft_id: int, subject: str, body: str) -> Draft:
        """Keep what a person typed as a new version; an approval becomes void."""

    def retone(
        self,
        actor: Actor,
        draft_id: int,
        *,
        tone: Tone | None = None,
        length: Length | None = None,
        purpose: str | None = None,
        on_text: Callable[[str], None] | None = None,
    ) -> Draft:
        """Write the whole draft anew in another tone, length or for another purpose."""

    def rewrite_paragraph(self, actor: Actor, draft_id: int, index: int) -> Draft:
        """Write one paragraph anew, the others left as they are."""

    def other_times(self, actor: Actor, draft_id: int) -> Draft:
        """Propose other meeting times in place of the present ones."""

    def attach(self, actor: Actor, draft_id: int, words: str, fact_id: str) -> Draft:
        """Say which fact some words stand for; the gate still checks that they agree."""

    def vouch(self, actor: Actor, draft_id: int, words: str, reason: str) -> Draft:
        """Give one's own word for some words, with a reason; refused for numbers and the like."""

    def lift(self, actor: Actor, draft_id: int, rule: str, reason: str) -> Draft:
        """A manager lets one draft pass one rule, with a reason."""

    def discard(self, actor: Actor, draft_id: int, reason: str) -> Draft:
        """Give a draft up; it stays on record."""

    def difference(self, actor: Actor, draft_id: int, a: int, b: int) -> tuple[WordChange, ...]:
        """Words that differ between version ``a`` and version ``b``."""

    def approve(
        self, actor: Actor, draft_id: int, content_hash: str, *, send_at: datetime | None = None
    ) -> Approval:
        """Approve the text with this hash, which is the one the person saw.

        ``send_at`` (naive UTC) is when it is to go out; by default the next moment outside quiet hours.
        """

    def recheck(self, actor: Actor) -> tuple[Approval, ...]:
        """Void the approvals whose facts, recipient or policy changed, and give those."""

    def to_gmail(self, actor: Actor, draft_id: int) -> Draft:
        """Put the approved text into the sender's mailbox as a draft."""

    def record(
        self, actor: Actor, draft_id: int, event: str, on: date | datetime | None = None
    ) -> Draft:
        """What became of a draft: sent, replied, meeting_booked or no_response."""

    def recognise(self, actor: Actor) -> tuple[DraftEvent, ...]:
        """Find sent messages, replies and meetings among imported activities, and record them."""

    def response_rates(self, actor: Actor, by: str) -> ResponseRates:
        """Answers by purpose, function, tone, weekday or hour."""

    def attention_calendar(
        self,
        actor: Actor,
        start: date,
        end: date,
        *,
        account_key: int | None = None,
        contact_keys: Sequence[int] = (),
    ) -> tuple[CalendarDay, ...]:
        """Days from ``start`` to ``end`` with what touches which executive."""

    def suppress(
        self,
        actor: Actor,
        value: str,
        reason: str,
        *,
        until: date | None = None,
        contact_key: int | None = None,
    ) -> int:
        """Never write to a contact, an address or a domain (until a date); approvals become void."""

    def end_suppression(self, actor: Actor, suppression_id: int, reason: str) -> None:
        """Let the contact, address or domain be written to again."""
