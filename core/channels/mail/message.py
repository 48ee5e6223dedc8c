"""The message as it goes to a mail program: built, read back, and only then given out.

The text is ``text/plain`` with one line a paragraph, exactly as approved. What comes out of the
built bytes is compared with what was approved, so that no quirk of encoding goes unnoticed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from core.channels.mail.address import safe_address
from core.channels.mail.characters import check_body, check_header
from core.channels.mail.outgoing import OutgoingMail, content_hash
from core.channels.mail.scripts import check_words
from core.channels.mail.unsafe import Danger, UnsafeMail

MARKER_HEADER = "X-Rapport-Draft"
LONGEST_SUBJECT = 250
_SINGLE = ("From", "To", "Subject")
_NEVER = ("Cc", "Bcc", "Reply-To", "Sender", "Resent-To")


@dataclass(frozen=True)
class Envelope:
    """The parts of a mail after their checks."""

    sender: Address
    to: Address
    subject: str
    body: str


def checked(mail: OutgoingMail) -> Envelope:
    """The mail's parts, each safe for its header, the text the approved one.

    Raises :class:`UnsafeMail` naming what is wrong.
    """
    check_header(mail.subject, "subject", longest=LONGEST_SUBJECT)
    if not mail.subject.strip():
        raise UnsafeMail(Danger.EMPTY, "subject", "The subject is empty.", "Write one.")
    check_words(mail.subject, "subject")
    check_body(mail.body)
    if content_hash(mail.subject, mail.body) != mail.content_hash:
        raise _not_as_approved()
    return Envelope(
        safe_address(mail.sender, mail.sender_name, "sender"),
        safe_address(mail.to, mail.to_name, "recipient"),
        mail.subject,
        mail.body,
    )


def message_id(mail: OutgoingMail, marker: str) -> str:
    """The same for the same approval, so that a message of it can be found again."""
    said = f"{marker}:{mail.approval_id}:{mail.content_hash}"
    host = safe_address(mail.sender, "", "sender").domain
    return f"<rapport.{hashlib.sha256(said.encode()).hexdigest()[:32]}@{host}>"


def build(mail: OutgoingMail, *, marker: str, at: datetime) -> bytes:
    """The message with its marker and ``Message-ID``, dated ``at`` (naive UTC)."""
    headers = {
        "Date": format_datetime(at.replace(tzinfo=UTC)),
        "Message-ID": message_id(mail, marker),
        MARKER_HEADER: marker,
    }
    return assemble(mail, headers)


def assemble(mail: OutgoingMail, headers: dict[str, str]) -> bytes:
    """The message with further headers, which are ours and never from outside."""
    parts = checked(mail)
    message = EmailMessage(policy=SMTP)
    message["From"] = parts.sender
    message["To"] = parts.to
    message["Subject"] = parts.subject
    for name, value in headers.items():
        message[name] = value
    message.set_content(f"{parts.body}\n", charset="utf-8", cte="quoted-printable")
    made = message.as_bytes()
    _verify(made, parts, mail.content_hash)
    return made


def text_of(message: bytes) -> tuple[str, str]:
    """Subject and text of a message, as a reader sees them; line breaks are newlines.

    The line break that ends a message's last line is none of the text's.
    """
    read = message_from_bytes(message, policy=SMTP)
    assert isinstance(read, EmailMessage)  # noqa: S101 - what the policy makes
    body = read.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    return str(read["Subject"] or ""), text.replace("\r\n", "\n").removesuffix("\n")


def _verify(made: bytes, parts: Envelope, approved: str) -> None:
    read = message_from_bytes(made, policy=SMTP)
    counts = {name: len(read.get_all(name, [])) for name in (*_SINGLE, *_NEVER)}
    right = dict.fromkeys(_SINGLE, 1) | dict.fromkeys(_NEVER, 0)
    addresses = (read["From"].addresses, read["To"].addresses) if counts == right else ()
    subject, text = text_of(made)
    if (
        counts != right
        or addresses != ((parts.sender,), (parts.to,))
        or content_hash(subject, text) != approved
    ):
        raise _not_as_approved()


def _not_as_approved() -> UnsafeMail:
    return UnsafeMail(
        Danger.NOT_AS_APPROVED,
        "text",
        "The mail would not say exactly what was approved.",
        "Approve the text as it stands now.",
    )
