"""Use case: take an approved text along without a connected mailbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.channels.gmail import outbox
from core.channels.gmail.deliver import Finished, Starting
from core.channels.mail import MailFile, OutgoingMail, compose_link, eml, plain
from core.store import Store


class Way(StrEnum):
    """How a text is taken along; the value is the delivery's channel."""

    EML = "eml"
    LINK = "link"
    COPY = "copy"


@dataclass(frozen=True)
class HandedOver:
    """One of ``file``, ``link`` and ``text``, by the way that was asked for."""

    way: Way
    delivery: outbox.Delivery
    file: MailFile | None = None
    link: str = ""
    text: str = ""


def hand_over(
    store: Store,
    actor: Actor,
    mail: OutgoingMail,
    way: Way,
    *,
    starting: Starting | None = None,
    finished: Finished | None = None,
) -> HandedOver:
    """Give the approved text as a file, a link or words, and write down who took it.

    Raises :class:`~core.channels.mail.UnsafeMail` when it cannot be had that way.
    """
    require(actor, Permission.DRAFT_DELIVER)
    made = _MADE[way](mail)
    with store.transaction(actor, "delivery.hand_over", f"draft {mail.draft_id}") as work:
        if starting is not None:
            starting(work)
        delivery = outbox.record(store, work, mail, owner=actor.email, channel=way.value)
        work.note(approval_id=mail.approval_id, way=way.value)
        if finished is not None:
            finished(work, delivery)
    return HandedOver(
        way,
        delivery,
        made if isinstance(made, MailFile) else None,
        made if isinstance(made, str) and way is Way.LINK else "",
        made if isinstance(made, str) and way is Way.COPY else "",
    )


_MADE: dict[Way, Callable[[OutgoingMail], MailFile | str]] = {
    Way.EML: eml,
    Way.LINK: compose_link,
    Way.COPY: plain,
}
