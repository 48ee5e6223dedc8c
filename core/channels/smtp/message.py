"""A notice as a mail: plain text, to one's own people, marked as written by a program."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from core.channels.mail.address import safe_address
from core.channels.mail.characters import check_header
from core.channels.notices.model import Notice
from core.channels.plain import headline, lines_of
from core.channels.smtp.recipients import Recipients

LONGEST_SUBJECT = 160


def build(
    notice: Notice, told: Recipients, *, sender: str, link: str, at: datetime
) -> EmailMessage:
    """The message, every header checked. Raises :class:`~core.channels.mail.UnsafeMail`.

    Its ``Message-ID`` follows from the notice's key, so that a mail program that gets it twice can tell.
    """
    subject = headline(notice.title, notice.account_name, LONGEST_SUBJECT)
    check_header(subject, "subject", longest=LONGEST_SUBJECT)
    origin = safe_address(sender, "Rapport", "sender")
    message = EmailMessage(policy=SMTP)
    message["From"] = origin
    message["To"] = Address(addr_spec=told.to)
    if told.copy:
        message["Cc"] = Address(addr_spec=told.copy)
    message["Subject"] = subject
    message["Date"] = format_datetime(at.replace(tzinfo=UTC))
    message["Message-ID"] = message_id(notice, origin.domain)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(_body(notice, link), charset="utf-8", cte="quoted-printable")
    return message


def message_id(notice: Notice, domain: str) -> str:
    """The same for the same notice."""
    digest = hashlib.sha256(notice.key.encode()).hexdigest()
    return f"<rapport.notice.{digest[:32]}@{domain}>"


def _body(notice: Notice, link: str) -> str:
    parts = [headline(notice.title, notice.account_name), *lines_of(notice.lines)]
    if link:
        parts += ["", f"Open in Rapport: {link}"]
    parts += ["", "Written by Rapport. The customer was not written to."]
    return "\n".join(parts) + "\n"
