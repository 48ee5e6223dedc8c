"""Use cases: put an approved text into one's own mailbox, and see what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.gmail import outbox
from core.channels.gmail.access import (
    SQL,
    Access,
    Gmail,
    access,
    close,
    keep_renewed,
    lose,
    require_person,
)
from core.channels.gmail.drafts import Drafts, Placed
from core.channels.gmail.outbox import Attempt, Delivery
from core.channels.gmail.place import Place
from core.channels.gmail.problems import DraftGone, NotConnected, WrongMailbox
from core.channels.gmail.retry import patiently
from core.channels.mail import OutgoingMail, build
from core.channels.mail.address import safe_mailbox
from core.errors import NotFound, RapportError
from core.store import Transaction, load_sql

Starting = Callable[[Transaction], None]
"""Runs in the transaction that writes the intention down; what it raises stops the delivery."""

Finished = Callable[[Transaction, Delivery], None]
"""Runs in the transaction that writes the outcome down, so that both are there or neither."""


def deliver(
    gmail: Gmail,
    actor: Actor,
    mail: OutgoingMail,
    *,
    replace_changed: bool = False,
    starting: Starting | None = None,
    finished: Finished | None = None,
) -> Delivery:
    """Put an approved text into the actor's mailbox as a draft. Nothing is sent.

    Called again for the same approval it gives the draft that is there. A later approval of the same
    draft replaces the text in Gmail; :class:`.problems.ChangedInGmail` when somebody changed it there,
    unless ``replace_changed``. On failure the row says why and the error is raised.
    """
    require(actor, Permission.DRAFT_DELIVER)
    require_person(actor)
    own = access(gmail, actor)
    if safe_mailbox(mail.sender, "sender").lower() != own.address:
        raise WrongMailbox(
            f"Your mailbox is {own.address} and this draft is from {mail.sender}.",
            "A draft goes into the mailbox of the person who sends it.",
        )
    message = build(mail, marker=own.draft_marker(mail.draft_id), at=gmail.store.clock.now())
    done = outbox.done_already(gmail.store, mail, own.address)
    if done is not None:
        return done
    attempt = _begin(gmail, actor, mail, own, starting)
    if attempt.is_done:
        return attempt.delivery
    token = own.credentials.token
    try:
        placed = _put(gmail, own, mail, message, attempt, replace_changed=replace_changed)
    except RapportError as error:
        _fail(gmail, actor, attempt, error)
        raise
    with gmail.store.transaction(actor, "delivery.create", f"draft {mail.draft_id}") as work:
        delivery = outbox.finish(gmail.store, work, attempt, placed)
        keep_renewed(gmail, work, own, token)
        work.note(approval_id=delivery.approval_id, gmail_draft_id=delivery.gmail_draft_id)
        if finished is not None:
            finished(work, delivery)
    return delivery


def check_gone(
    gmail: Gmail, actor: Actor, *, not_within: timedelta = timedelta()
) -> tuple[Delivery, ...]:
    """Look which of the actor's drafts are no longer among Gmail's drafts, and give those.

    Drafts looked for within ``not_within`` are left alone. That a draft is gone does not say that it
    was sent: :func:`settle` takes the person's word.
    """
    require(actor, Permission.DRAFT_DELIVER)
    require_person(actor)
    store, own = gmail.store, access(gmail, actor)
    params = {
        "owner": own.owner,
        "address": own.address,
        "not_since": store.clock.now() - not_within,
    }
    rows = store.rows(load_sql(SQL, "open_deliveries"), params)
    if not rows:
        return ()
    token = own.credentials.token
    try:
        missing = _missing(gmail, own, {row["gmail_draft_id"] for row in rows})
    except NotConnected as error:
        lose(gmail, actor, own.owner, error.message)
        raise
    gone = [row["delivery_id"] for row in rows if row["gmail_draft_id"] in missing]
    there = [row["delivery_id"] for row in rows if row["gmail_draft_id"] not in missing]
    seen = {"delivery_ids": there, "at": store.clock.now()}
    if not gone and own.credentials.token == token:
        store.bookkeep(load_sql(SQL, "see_deliveries"), seen)
        return ()
    with store.transaction(actor, "delivery.look", own.address) as work:
        work.execute(load_sql(SQL, "see_deliveries"), seen)
        outbox.move(store, work, gone, "gone")
        keep_renewed(gmail, work, own, token)
        work.note(gone=gone)
        return outbox.deliveries(work, gone)


def settle(
    gmail: Gmail,
    actor: Actor,
    draft_id: int,
    *,
    was_sent: bool,
    finished: Finished | None = None,
) -> Delivery:
    """Take the person's word on a draft that is gone: it was sent, or deleted."""
    require(actor, Permission.DRAFT_DELIVER)
    require_person(actor)
    state = "sent" if was_sent else "discarded"
    with gmail.store.transaction(actor, "delivery.settle", f"draft {draft_id}") as work:
        row = next(
            (
                row
                for row in outbox.rows_of(work, draft_id)
                if row["owner"] == actor.email and row["state"] == "gone"
            ),
            None,
        )
        if row is None:
            raise NotFound(
                f"Draft {draft_id} is not one that is gone from your Gmail.",
                "Look again what is in Gmail.",
            )
        outbox.move(gmail.store, work, [row["delivery_id"]], state)
        work.note(delivery_id=row["delivery_id"], state=state)
        settled = outbox.deliveries(work, [row["delivery_id"]])[0]
        if finished is not None:
            finished(work, settled)
    return settled


def _begin(
    gmail: Gmail, actor: Actor, mail: OutgoingMail, own: Access, starting: Starting | None
) -> Attempt:
    with gmail.store.transaction(actor, "delivery.begin", f"draft {mail.draft_id}") as work:
        attempt = outbox.begin(gmail.store, work, mail, owner=own.owner, address=own.address)
        if starting is not None and not attempt.is_done:
            starting(work)
        work.note(approval_id=mail.approval_id, content_hash=mail.content_hash)
    return attempt


def _put(
    gmail: Gmail,
    own: Access,
    mail: OutgoingMail,
    message: bytes,
    attempt: Attempt,
    *,
    replace_changed: bool,
) -> Placed:
    drafts = Drafts(own.address, gmail.endpoints, own.credentials)
    place = Place(drafts, own, mail, attempt, replace_changed=replace_changed)
    return patiently(
        lambda tried: place.put(message, unclear=attempt.is_unclear or tried > 0), gmail.pause
    )


def _fail(gmail: Gmail, actor: Actor, attempt: Attempt, error: RapportError) -> None:
    subject = f"draft {attempt.delivery.draft_id}"
    with gmail.store.transaction(actor, "delivery.fail", subject) as work:
        outbox.fail(gmail.store, work, attempt, str(error))
        if isinstance(error, DraftGone) and attempt.lies is not None:
            outbox.move(gmail.store, work, [attempt.lies.delivery_id], "gone")
        if isinstance(error, NotConnected):
            close(gmail, work, actor.email, "reconnect", error.message)
        work.note(error=type(error).__name__)


def _missing(gmail: Gmail, own: Access, wanted: set[str]) -> set[str]:
    """Those of ``wanted`` that are no drafts any more; each is asked for, a list may lag behind."""
    drafts = Drafts(own.address, gmail.endpoints, own.credentials)

    def look(_tried: int) -> set[str]:
        unseen = set(wanted)
        for draft_id in drafts.ids():
            unseen.discard(draft_id)
            if not unseen:
                break
        return {draft_id for draft_id in unseen if not drafts.exists(draft_id)}

    return patiently(look, gmail.pause)
