"""The one engine of drafts: what pages, API, command line and jobs call.

Facts -> writer -> claim gate -> rules -> a person's approval -> delivery -> what became of it. Every function
checks the actor's permission and sees only accounts the actor may see; what writes is one transaction
with its audit event. An approval that data have overtaken is made void by whoever looks first, so
that no way of importing can go round it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.mail import OutgoingMail
from core.drafting.approval import Approval, suppression
from core.drafting.approval.approve import approve
from core.drafting.approval.recheck import recheck, recheck_one
from core.drafting.approval.suppression import Suppressed
from core.drafting.drafts import (
    Draft,
    DraftFilters,
    DraftPage,
    Prepared,
    WordChange,
    proposals,
    reading,
    reviewing,
    writing,
)
from core.drafting.drafts.delivering import Deliver, Settle, outgoing, settle, to_mailbox
from core.drafting.drafts.difference import difference
from core.drafting.drafts.rows import load
from core.drafting.drafts.workshop import Check, Propose, Workshop
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftKind, DraftRequest, Length, Tone, Writer
from core.drafting.meeting.send_time import Replies
from core.drafting.prompts import Prompt, load_prompt
from core.drafting.tracking import CalendarDay, DraftEvent, ResponseRates
from core.drafting.tracking.calendar import attention_calendar
from core.drafting.tracking.events import events_of_draft
from core.drafting.tracking.rates import replies_by_time, response_rates
from core.drafting.tracking.recognise import Noticing, recognise
from core.drafting.tracking.record import record_event
from core.store import ModelSet, Store

_ALL = DraftFilters()


class Engine:
    """Made once by the wiring.

    ``template`` writes what ``writer`` cannot; without ``deliver`` and ``settle`` there is no mailbox.
    ``models`` are kept fresh before facts are read; without them whoever calls has to. ``own_names``
    are our company's and products' names, which need no fact.
    """

    def __init__(
        self,
        store: Store,
        *,
        kinds: Mapping[str, DraftKind],
        writer: Writer,
        template: Writer,
        check: Check,
        models: ModelSet | None = None,
        deliver: Deliver | None = None,
        settle: Settle | None = None,
        propose: Propose | None = None,
        prompt_of: Callable[[str], Prompt] = load_prompt,
        own_names: Sequence[str] = (),
    ) -> None:
        self._store = store
        self._deliver, self._settle = deliver, settle
        self._shop = Workshop(
            store,
            kinds,
            writer,
            template,
            check,
            propose or partial(proposals.propose, replies=self._replies),
            models,
            prompt_of,
            tuple(own_names),
        )
        self._notice = Noticing(self._shop)

    def prepare(self, actor: Actor, request: DraftRequest) -> Prepared:
        """Facts, what the purpose lacks, and what the rules say; nothing is written."""
        return writing.prepare(self._shop, actor, request)

    def make(
        self, actor: Actor, request: DraftRequest, on_text: Callable[[str], None] | None = None
    ) -> Draft:
        """Write a draft and keep it as version 1.

        Raises :class:`~core.errors.MissingFacts` where the purpose lacks a fact it needs. ``on_text``
        is called with the text so far while it grows.
        """
        record, report = writing.make(self._shop, actor, request, on_text)
        return reading.assembled(self._shop, actor, record, report)

    def draft(self, actor: Actor, draft_id: int) -> Draft:
        """One draft with its newest text, the gate's report and what the rules say now."""
        require(actor, Permission.DRAFT_READ)
        self._shop.fresh(actor, self._shop.today)
        return self._draft(actor, draft_id)

    def drafts(self, actor: Actor, filters: DraftFilters = _ALL) -> DraftPage:
        """The outbox, within the accounts the actor sees.

        First what imports show of sent messages and answers is recorded, and approvals that data overtook
        are made void.
        """
        require(actor, Permission.DRAFT_READ)
        self._notice(actor)
        recheck(self._shop, actor)
        return reading.page(self._store, actor, filters)

    def events(self, actor: Actor, draft_id: int) -> tuple[DraftEvent, ...]:
        """What happened to a draft, oldest first."""
        require(actor, Permission.DRAFT_READ)
        return events_of_draft(self._store, load(self._store, actor, draft_id).draft_id)

    def edit(
        self, actor: Actor, draft_id: int, subject: str, body: str, *, based_on: str | None = None
    ) -> Draft:
        """Keep what a person typed as a new version, held against today's facts; an approval becomes void.

        With the same text it takes in today's facts alone. ``based_on`` is the hash of the text that was
        changed: nothing is saved over a text that somebody else saved since.
        """
        reviewing.edit(self._shop, actor, draft_id, subject, body, based_on=based_on)
        return self._draft(actor, draft_id)

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
        """Write the whole draft anew from today's facts, in another tone, length or for another purpose."""
        writing.retone(
            self._shop,
            actor,
            draft_id,
            tone=tone,
            length=length,
            purpose=purpose,
            on_text=on_text,
        )
        return self._draft(actor, draft_id)

    def rewrite_paragraph(self, actor: Actor, draft_id: int, index: int) -> Draft:
        """Put other words in the place of one paragraph, counted from 0; the others stay."""
        writing.rewrite_paragraph(self._shop, actor, draft_id, index)
        return self._draft(actor, draft_id)

    def other_times(self, actor: Actor, draft_id: int) -> Draft:
        """Propose meeting times that were not proposed before."""
        writing.other_times(self._shop, actor, draft_id)
        return self._draft(actor, draft_id)

    def attach(self, actor: Actor, draft_id: int, words: str, fact_id: str) -> Draft:
        """Say which fact some words stand for; the gate still checks that they agree."""
        reviewing.attach(self._shop, actor, draft_id, words, fact_id)
        return self._draft(actor, draft_id)

    def vouch(self, actor: Actor, draft_id: int, words: str, reason: str) -> Draft:
        """Give one's own word for some words, with a reason; refused for what data must prove."""
        reviewing.vouch(self._shop, actor, draft_id, words, reason)
        return self._draft(actor, draft_id)

    def lift(self, actor: Actor, draft_id: int, rule: str, reason: str) -> Draft:
        """A manager lets one draft pass one rule, with a reason."""
        reviewing.lift(self._shop, actor, draft_id, rule, reason)
        return self._draft(actor, draft_id)

    def discard(self, actor: Actor, draft_id: int, reason: str) -> Draft:
        """Give a draft up; it stays on record."""
        reviewing.discard(self._shop, actor, draft_id, reason)
        return self._draft(actor, draft_id)

    def difference(self, actor: Actor, draft_id: int, a: int, b: int) -> tuple[WordChange, ...]:
        """Words that differ between version ``a`` and version ``b``."""
        require(actor, Permission.DRAFT_READ)
        return difference(load(self._store, actor, draft_id).versions, a, b)

    def approve(
        self, actor: Actor, draft_id: int, content_hash: str, *, send_at: datetime | None = None
    ) -> Approval:
        """Approve the text with this hash, which is the one the person saw.

        ``send_at`` (naive UTC) is when it is to go out; by default the next moment outside quiet hours.
        Raises :class:`~core.errors.NotApproved` with the reasons when text, facts or rules forbid it.
        """
        return approve(self._shop, actor, draft_id, content_hash, send_at)

    def recheck(self, actor: Actor, *, thorough: bool = False) -> tuple[Approval, ...]:
        """Void the approvals whose facts, recipient, policy or time no longer hold, and give those."""
        return recheck(self._shop, actor, thorough=thorough)

    def outgoing(self, actor: Actor, draft_id: int) -> OutgoingMail:
        """The approved text as it may go out now: for a file, a link, or to copy."""
        return outgoing(self._shop, actor, draft_id)

    def to_gmail(self, actor: Actor, draft_id: int, *, replace_changed: bool = False) -> Draft:
        """Put the approved text into the sender's mailbox as a draft; nothing is sent.

        A draft that a person changed there is left as it is, with an error that says so, unless
        ``replace_changed``.
        """
        to_mailbox(self._shop, actor, draft_id, self._deliver, replace_changed=replace_changed)
        return self._draft(actor, draft_id)

    def settle(self, actor: Actor, draft_id: int, *, was_sent: bool) -> Draft:
        """Say whether a draft that is gone from one's mailbox was sent, or deleted there."""
        settle(self._shop, actor, draft_id, was_sent, self._settle)
        return self._draft(actor, draft_id)

    def record(
        self, actor: Actor, draft_id: int, event: str, on: date | datetime | None = None
    ) -> Draft:
        """What became of a draft: sent, replied, meeting_booked or no_response; by default just now."""
        record_event(self._store, actor, draft_id, event, on)
        return self._draft(actor, draft_id)

    def recognise(self, actor: Actor) -> tuple[DraftEvent, ...]:
        """Record the sent messages, replies and meetings that imports show; give what was new."""
        return recognise(self._shop, actor)

    def response_rates(self, actor: Actor, by: str) -> ResponseRates:
        """Answers by purpose, function, tone, weekday or hour, as of today."""
        self._shop.fresh(actor, self._shop.today)
        return response_rates(self._store, actor, by, self._shop.today)

    def attention_calendar(
        self,
        actor: Actor,
        start: date,
        end: date,
        *,
        account_key: int | None = None,
        contact_keys: Sequence[int] = (),
    ) -> tuple[CalendarDay, ...]:
        """The days from ``start`` to ``end`` on which something touches an executive, in any system."""
        self._shop.fresh(actor, self._shop.today)
        return attention_calendar(
            self._store,
            actor,
            self._shop.today,
            (start, end),
            account_key=account_key,
            contact_keys=contact_keys,
        )

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
        return suppression.suppress(
            self._store, actor, value, reason, until=until, contact_key=contact_key
        )

    def end_suppression(self, actor: Actor, suppression_id: int, reason: str) -> None:
        """Let the contact, address or domain be written to again."""
        suppression.end_suppression(self._store, actor, suppression_id, reason)

    def suppressions(self, actor: Actor) -> tuple[Suppressed, ...]:
        """Who is not to be written to now, the newest entry first."""
        return suppression.suppressions(self._store, actor)

    def _draft(self, actor: Actor, draft_id: int) -> Draft:
        record = recheck_one(self._shop, actor, load(self._store, actor, draft_id))
        return reading.assembled(self._shop, actor, record)

    def _replies(self, sheet: FactSheet) -> Replies:
        return replies_by_time(self._store, sheet.account_key, sheet.as_of)
