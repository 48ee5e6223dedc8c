"""A mail to one of one's own people about their own work; never copied to anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from core.channels.links import link_to
from core.channels.mail.address import safe_address, safe_mailbox
from core.channels.mail.characters import check_header
from core.channels.plain import headline, lines_of
from core.channels.smtp.message import LONGEST_SUBJECT
from core.channels.smtp.recipients import refusal
from core.channels.smtp.server import Server
from core.channels.trouble import NotAddressed, NotSetUp
from core.settings import Settings
from core.store import Store


@dataclass(frozen=True)
class PersonalMail:
    """``key`` makes it one mail: a repeat has the same ``Message-ID``. ``path`` is the page here."""

    key: str
    to: str
    subject: str
    lines: tuple[str, ...]
    path: str


def personal_missing(settings: Settings) -> str:
    """What has to be set up before such mail goes out; empty when nothing."""
    return Server(settings).missing()


def send_personal(store: Store, settings: Settings, mail: PersonalMail) -> str:
    """Send it and give its ``Message-ID``. Raises one of :mod:`core.channels.trouble`.

    The same people may be written to as by alerts: somebody of the team, never a customer's contact.
    """
    server = Server(settings)
    if missing := server.missing():
        raise NotSetUp(missing)
    if said := refusal(store, settings, mail.to):
        raise NotAddressed(said, "See docs/channels.md on who is told.")
    message = build_personal(
        mail,
        sender=settings.smtp_sender,
        link=link_to(settings, mail.path),
        at=store.clock.now(),
    )
    server.hand_over(message, [safe_mailbox(mail.to, "recipient")])
    return str(message["Message-ID"])


def build_personal(mail: PersonalMail, *, sender: str, link: str, at: datetime) -> EmailMessage:
    """The message, every header checked. Raises :class:`~core.channels.mail.UnsafeMail`."""
    subject = headline(mail.subject, "", LONGEST_SUBJECT)
    check_header(subject, "subject", longest=LONGEST_SUBJECT)
    origin = safe_address(sender, "Rapport", "sender")
    digest = hashlib.sha256(mail.key.encode()).hexdigest()
    message = EmailMessage(policy=SMTP)
    message["From"] = origin
    message["To"] = Address(addr_spec=safe_mailbox(mail.to, "recipient"))
    message["Subject"] = subject
    message["Date"] = format_datetime(at.replace(tzinfo=UTC))
    message["Message-ID"] = f"<rapport.personal.{digest[:32]}@{origin.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(_body(mail.lines, link), charset="utf-8", cte="quoted-printable")
    return message


def _body(lines: Iterable[str], link: str) -> str:
    parts = lines_of(lines)
    if link:
        parts += ["", f"Open in Rapport: {link}"]
    parts += ["", "Written by Rapport, to you alone."]
    return "\n".join(parts) + "\n"
