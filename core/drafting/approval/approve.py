"""Approving: everything is looked at again, inside the transaction that records it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.drafting.approval.bind import changes, cited_facts
from core.drafting.approval.model import Approval
from core.drafting.claim import GateReport
from core.drafting.drafts.rows import Record, load, next_id, set_draft
from core.drafting.drafts.states import Step, after
from core.drafting.drafts.workshop import Workshop, cited_ids
from core.drafting.fact import FactSheet
from core.drafting.rules.load import limits
from core.drafting.rules.model import Block
from core.drafting.rules.region import send_from
from core.drafting.rules.regions import region_rules
from core.drafting.rules.registry import judge
from core.drafting.rules.situation import Situation
from core.drafting.tracking.events import Happening, put_event
from core.errors import InvalidInput, NotApproved
from core.store import Transaction, load_sql

statement = partial(load_sql, Path(__file__).parent / "sql")
VALID_DAYS = 7
FARTHEST = timedelta(days=30)
"""How far ahead a text can be approved for."""


def approve(
    shop: Workshop,
    actor: Actor,
    draft_id: int,
    content_hash: str,
    send_at: datetime | None = None,
) -> Approval:
    """Approve the text with this hash: what the person saw.

    Raises :class:`~core.errors.NotApproved` with the reasons when the text, a fact or a rule stands in
    the way, and :class:`~core.errors.Forbidden` for actors who may not approve at all.
    """
    require(actor, Permission.DRAFT_APPROVE)
    if send_at is not None and send_at < shop.now:
        raise InvalidInput("The time to send is past.", "Choose a later one, or none.")
    if send_at is not None and send_at - shop.now > FARTHEST:
        raise InvalidInput(
            f"The time to send is more than {FARTHEST.days} days ahead.",
            "Facts will have moved by then: choose an earlier one.",
        )
    # No other writer comes between looking at the facts and recording the approval.
    with shop.store.exclusive():
        shop.fresh(actor, shop.today)
        seen = load(shop.store, actor, draft_id)
        today = shop.gather_again(actor, seen.request, seen.sheet)
        with shop.store.transaction(actor, "draft.approve", seen.subject) as work:
            record = load(work, actor, draft_id)
            status = after(record.status, Step.APPROVE)
            look = _Look(shop, actor, work, record, today)
            approval = look.approval(content_hash, send_at)
            _keep(work, approval, record, shop.now)
            set_draft(work, record, shop.now, status=status, unmatched=0)
            work.note(
                approval_id=approval.approval_id,
                version=approval.version,
                content_hash=approval.content_hash,
                policy_version=approval.policy_version,
                lifted=sorted(rule.value for rule in record.lifted),
            )
    return approval


@dataclass(frozen=True)
class _Look:
    """A last look at a draft, in the transaction, with today's facts."""

    shop: Workshop
    actor: Actor
    work: Transaction
    record: Record
    today: FactSheet

    def approval(self, content_hash: str, send_at: datetime | None) -> Approval:
        """What the approval binds, if nothing stands in its way."""
        report = self._passed(content_hash)
        planned = self._planned(report, send_at)
        tier = self.today.get("account.tier")
        found = limits(self.work, "" if tier is None else str(tier.value))
        days = found.get("approval_valid_days", VALID_DAYS)
        now = self.shop.now
        return Approval(
            approval_id=next_id(self.work, "approval"),
            draft_id=self.record.draft_id,
            version=self.record.newest.version,
            content_hash=self.record.letter.content_hash,
            contact_key=self.record.request.contact_key,
            recipient_email=self.record.recipient_email,
            policy_version=int(self.work.value(statement("policy_version"))),
            cited=cited_facts(self.today, cited_ids(self.record.letter, report)),
            approved_by=self.actor.email,
            approved_at=now,
            expires_at=max(now, planned) + timedelta(days=days),
            send_from=planned,
        )

    def _passed(self, content_hash: str) -> GateReport:
        """The gate's report on the text the person saw, held against today's facts."""
        if content_hash != self.record.letter.content_hash:
            raise NotApproved(
                "The text is no longer the one you looked at.", "Look at the newest version."
            )
        # The facts first: a changed one explains why its words no longer match.
        ids = cited_ids(self.record.letter, self.shop.report(self.record))
        changed = changes(cited_facts(self.record.sheet, ids), self.today)
        if changed:
            raise NotApproved(
                "Facts have changed since the text was written.",
                "Take in the new facts, look at the text again, then approve.",
                tuple(change.sentence for change in changed),
            )
        report = self.shop.report(self.record, self.today)
        if not report.passes:
            raise unproven(report)
        return report

    def _planned(self, report: GateReport, send_at: datetime | None) -> datetime:
        """When it is to go out, if every rule lets it pass then."""
        found = self._situation(report, send_at)
        planned = send_from(found)
        if planned != found.now and send_at is None:
            # Budget and collisions count on the day the message would arrive.
            found = self._situation(report, planned)
        refuse_blocked(judge(found, self.record.lifted))
        return planned

    def _situation(self, report: GateReport, send_at: datetime | None) -> Situation:
        return self.shop.situation_of(
            self.work, self.actor, self.record, report, sheet=self.today, send_at=send_at
        )


def unproven(report: GateReport) -> NotApproved:
    """Why a text that the claim gate stops is not approved."""
    reasons = tuple(f"{claim.words!r}: {claim.reason}" for claim in report.unmatched)
    many = len(reasons) > 1
    return NotApproved(
        f"{len(reasons)} statement{'s' if many else ''} in the text"
        f" {'are' if many else 'is'} proven by no fact.",
        "Change the words, attach a fact, or vouch for what is your own to say.",
        reasons,
    )


def refuse_blocked(blocks: tuple[Block, ...]) -> None:
    """Raise NotApproved when a rule stops the draft, naming each and who could lift it."""
    stops = [block for block in blocks if block.stops]
    if stops:
        raise NotApproved(
            stops[0].message,
            f"Who could lift it: {stops[0].who_could_lift}",
            tuple(f"{one.message} Who could lift it: {one.who_could_lift}" for one in stops),
        )


def _keep(work: Transaction, approval: Approval, record: Record, now: datetime) -> None:
    work.execute(
        statement("approval_insert"),
        {
            "approval_id": approval.approval_id,
            "draft_id": approval.draft_id,
            "version": approval.version,
            "account_key": record.request.account_key,
            "contact_key": approval.contact_key,
            "content_hash": approval.content_hash,
            "recipient_email": approval.recipient_email,
            "policy_version": approval.policy_version,
            "region_rules_version": region_rules().version,
            "cited": json.dumps([asdict(fact) for fact in approval.cited], ensure_ascii=False),
            "lifted": json.dumps(
                {rule.value: why for rule, why in record.lifted.items()}, ensure_ascii=False
            ),
            "approved_by": approval.approved_by,
            "approved_at": approval.approved_at,
            "expires_at": approval.expires_at,
            "send_from": approval.send_from,
            "checked_version": int(work.value(statement("facts_version"))),
        },
    )
    happening = Happening(
        record.draft_id,
        record.request.account_key,
        record.request.contact_key,
        "approved",
        now.date(),
        now,
    )
    put_event(work, happening, now, approval.approved_by, {"approval_id": approval.approval_id})
