"""Handing an approved draft to the sender's mailbox, as a draft there. Nothing is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.mail import OutgoingMail
from core.drafting.approval.approve import refuse_blocked
from core.drafting.approval.model import FactChange
from core.drafting.approval.recheck import recheck_one
from core.drafting.approval.void import void
from core.drafting.drafts.rows import Record, load, set_draft
from core.drafting.drafts.states import APPROVED_STATES, Status, Step, after
from core.drafting.drafts.workshop import Workshop
from core.drafting.rules.model import RuleName
from core.drafting.rules.registry import judge
from core.drafting.tracking.events import Happening, put_event
from core.errors import InvalidInput, NotApproved
from core.store import Store, Transaction

_SETTLED = frozenset({RuleName.QUIET_HOURS, RuleName.ROLE})
"""Who approves and at which hour it may arrive were settled at approval; a person sends it, by hand."""


class Deliver(Protocol):
    """Puts a mail into its sender's mailbox once, however often it is asked to.

    What somebody changed there since is left, with an error that says so, unless ``replace_changed``.
    ``starting`` runs in the transaction that writes the intention down, and what it raises stops the
    delivery; ``finished`` runs in the one that writes the outcome down.
    """

    def __call__(
        self,
        store: Store,
        actor: Actor,
        mail: OutgoingMail,
        *,
        replace_changed: bool,
        starting: Callable[[Transaction], None],
        finished: Callable[[Transaction, Any], None],
    ) -> Any: ...


class Settle(Protocol):
    """Takes a person's word on a draft that is gone from their mailbox: it was sent, or deleted."""

    def __call__(
        self,
        store: Store,
        actor: Actor,
        draft_id: int,
        *,
        was_sent: bool,
        finished: Callable[[Transaction, Any], None],
    ) -> Any: ...


def outgoing(shop: Workshop, actor: Actor, draft_id: int) -> OutgoingMail:
    """The approved text as it may go out now; for a file, a link or the mailbox.

    Looks again at facts, recipient, policy and rules, and raises NotApproved when anything stands in
    the way.
    """
    require(actor, Permission.DRAFT_DELIVER)
    return _mail(shop, actor, load(shop.store, actor, draft_id))


def to_mailbox(
    shop: Workshop,
    actor: Actor,
    draft_id: int,
    deliver: Deliver | None,
    *,
    replace_changed: bool = False,
) -> None:
    """Put the approved text into the sender's mailbox and record that it is there."""
    require(actor, Permission.DRAFT_DELIVER)
    if deliver is None:
        raise InvalidInput("No mailbox is connected.", "Save the draft as a file, or copy it.")
    mail = outgoing(shop, actor, draft_id)

    def starting(work: Transaction) -> None:
        _standing(load(work, actor, draft_id), mail)

    def finished(work: Transaction, delivery: Any) -> None:
        record = load(work, actor, draft_id)
        if record.status is Status.IN_GMAIL and _stands(record, mail):
            return
        # An approval that became void meanwhile leaves the draft in review; the mailbox is told of.
        status = after(record.status, Step.DELIVER) if _stands(record, mail) else record.status
        happening = _happening(record, "in_gmail", shop.now)
        put_event(work, happening, shop.now, actor.email, _detail(delivery, mail))
        set_draft(work, record, shop.now, status=status)

    delivery = deliver(
        shop.store,
        actor,
        mail,
        replace_changed=replace_changed,
        starting=starting,
        finished=finished,
    )
    if load(shop.store, actor, draft_id).status is not Status.IN_GMAIL:
        # It lay there already: the one transaction that would have said so was an earlier one's.
        with shop.store.transaction(actor, "draft.deliver", f"draft {draft_id}") as work:
            _standing(load(work, actor, draft_id), mail)
            finished(work, delivery)


def settle(shop: Workshop, actor: Actor, draft_id: int, was_sent: bool, by: Settle | None) -> None:
    """Record that a draft gone from the mailbox was sent, or that it was deleted there.

    A deleted one is in review again: its approval was used and is void.
    """
    require(actor, Permission.DRAFT_WRITE)
    if by is None:
        raise InvalidInput("No mailbox is connected.", "Record what became of the draft instead.")

    def finished(work: Transaction, _delivery: Any) -> None:
        record, now = load(work, actor, draft_id), shop.now
        if was_sent:
            status = after(record.status, Step.FOUND_SENT)
            put_event(work, _happening(record, "sent", now), now, actor.email)
            set_draft(work, record, now, status=status)
        elif record.status in APPROVED_STATES:
            change = FactChange("Draft in the mailbox", "there", "deleted")
            void(work, record, "deleted", [change], at=now, by=actor.email)

    by(shop.store, actor, draft_id, was_sent=was_sent, finished=finished)


def _happening(record: Record, event: str, at: datetime) -> Happening:
    request = record.request
    return Happening(
        record.draft_id, request.account_key, request.contact_key, event, at.date(), at
    )


def _stands(record: Record, mail: OutgoingMail) -> bool:
    approval = record.approval
    return (
        approval is not None
        and approval.approval_id == mail.approval_id
        and not approval.is_void
        and record.status in APPROVED_STATES
    )


def _standing(record: Record, mail: OutgoingMail) -> None:
    if not _stands(record, mail):
        raise NotApproved(
            "The approval became void meanwhile.",
            "Review the draft and approve it again; a text that lies in the mailbox must not be sent.",
        )


def _mail(shop: Workshop, actor: Actor, seen: Record) -> OutgoingMail:
    record = recheck_one(shop, actor, seen, always=True)
    approval = record.approval
    if approval is None or not approval.stands(record.letter.content_hash, shop.now):
        why = tuple(change.sentence for change in approval.changes) if approval else ()
        raise NotApproved("This text is not approved.", "Look at it again, then approve it.", why)
    report = shop.report(record)
    found = shop.situation_of(
        shop.store, actor, record, report, send_at=max(approval.send_from, shop.now)
    )
    blocks = [block for block in judge(found, record.lifted) if block.rule not in _SETTLED]
    refuse_blocked(tuple(blocks))
    sender = record.sheet.get("sender.name")
    return OutgoingMail(
        draft_id=record.draft_id,
        approval_id=approval.approval_id,
        content_hash=approval.content_hash,
        sender=record.request.sender,
        to=approval.recipient_email,
        subject=record.letter.subject,
        body=record.letter.body,
        sender_name="" if sender is None else str(sender.value),
        to_name=record.recipient_name,
    )


def _detail(delivery: Any, mail: OutgoingMail) -> dict[str, Any]:
    """What the channel says of the delivery, without the text."""
    found = {name: getattr(delivery, name, None) for name in ("delivery_id", "gmail_draft_id")}
    return {
        "approval_id": mail.approval_id,
        **{name: value for name, value in found.items() if value is not None},
    }
