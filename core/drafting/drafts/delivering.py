"""Handing an approved draft to the sender's mailbox, as a draft there. Nothing is sent."""

from __future__ import annotations

from typing import Any, Protocol

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.mail import OutgoingMail
from core.drafting.approval.approve import refuse_blocked
from core.drafting.approval.recheck import recheck_one
from core.drafting.drafts.rows import Record, load, set_draft
from core.drafting.drafts.states import Step, after
from core.drafting.drafts.workshop import Workshop
from core.drafting.rules.registry import judge
from core.drafting.tracking.events import Happening, put_event
from core.errors import InvalidInput, NotApproved
from core.store import Store


class Deliver(Protocol):
    """Puts a mail into its sender's mailbox once, however often it is asked to."""

    def __call__(self, store: Store, actor: Actor, mail: OutgoingMail) -> Any: ...


def outgoing(shop: Workshop, actor: Actor, draft_id: int) -> OutgoingMail:
    """The approved text as it may go out now; for a file, a link or the mailbox.

    Looks again at facts, recipient, policy and rules, and raises NotApproved when anything stands in
    the way.
    """
    require(actor, Permission.DRAFT_APPROVE)
    return _mail(shop, actor, load(shop.store, actor, draft_id))


def to_mailbox(shop: Workshop, actor: Actor, draft_id: int, deliver: Deliver | None) -> None:
    """Put the approved text into the sender's mailbox and record that it is there."""
    if deliver is None:
        raise InvalidInput("No mailbox is connected.", "Save the draft as a file, or copy it.")
    mail = outgoing(shop, actor, draft_id)
    delivery = deliver(shop.store, actor, mail)
    with shop.store.transaction(actor, "draft.deliver", f"draft {draft_id}") as work:
        record = load(work, actor, draft_id)
        approval = record.approval
        if approval is None or approval.approval_id != mail.approval_id or approval.is_void:
            raise NotApproved(
                "The approval became void while the draft was put into the mailbox.",
                "Delete the draft there; review it here and approve it again.",
            )
        status = after(record.status, Step.DELIVER)
        happening = Happening(
            draft_id,
            record.request.account_key,
            record.request.contact_key,
            "in_gmail",
            shop.today,
            shop.now,
        )
        put_event(work, happening, shop.now, actor.email, _detail(delivery))
        set_draft(work, record, shop.now, status=status)
        work.note(approval_id=approval.approval_id)


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
    # The hour was settled at approval; a person sends later, by hand.
    blocks = [block for block in judge(found, record.lifted) if block.rule != "quiet_hours"]
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


def _detail(delivery: Any) -> dict[str, Any]:
    """What the channel says of the delivery, without the text."""
    found = {name: getattr(delivery, name, None) for name in ("delivery_id", "gmail_draft_id")}
    return {name: value for name, value in found.items() if value is not None}
