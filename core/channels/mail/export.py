"""Ways to take an approved mail along without a connected mailbox: a file, a link, the bare text."""

from __future__ import annotations

from dataclasses import dataclass
from email.headerregistry import Address
from urllib.parse import quote, urlencode

from core.channels.mail.message import assemble, checked
from core.channels.mail.outgoing import OutgoingMail
from core.channels.mail.unsafe import Danger, UnsafeMail

LONGEST_LINK = 8_000
"""Characters of an address that Gmail's front end and common proxies still take."""

_COMPOSE = "https://mail.google.com/mail/"


@dataclass(frozen=True)
class MailFile:
    """A file to be opened with a mail program."""

    file_name: str
    content: bytes
    media_type: str = "message/rfc822"


def eml(mail: OutgoingMail) -> MailFile:
    """An ``.eml`` file that mail programs open as a message still to be finished."""
    return MailFile(f"draft-{mail.draft_id}.eml", assemble(mail, {"X-Unsent": "1"}))


def compose_link(mail: OutgoingMail) -> str:
    """A link that opens Gmail's own window for a new message, filled in.

    Raises :class:`UnsafeMail` when the text is too long for a link.
    """
    parts = checked(mail)
    asked = {
        "view": "cm",
        "fs": "1",
        "tf": "1",
        "authuser": parts.sender.addr_spec,
        "to": parts.to.addr_spec,
        "su": parts.subject,
        "body": parts.body,
    }
    link = f"{_COMPOSE}?{urlencode(asked, quote_via=quote, safe='')}"
    if len(link) > LONGEST_LINK:
        raise UnsafeMail(
            Danger.TOO_LONG,
            "text",
            f"The text is too long for a link ({len(link):,} characters of {LONGEST_LINK:,}).",
            "Take the .eml file, or copy the text.",
        )
    return link


def plain(mail: OutgoingMail) -> str:
    """Recipient, subject and text, to be copied."""
    parts = checked(mail)
    return f"To: {_shown(parts.to)}\nSubject: {parts.subject}\n\n{parts.body}\n"


def _shown(address: Address) -> str:
    return f"{address.display_name} <{address.addr_spec}>".strip()
