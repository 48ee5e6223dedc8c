"""Mail messages: what may stand in one, how it is built, and how it can be taken along."""

from core.channels.mail.export import MailFile, compose_link, eml, plain
from core.channels.mail.message import MARKER_HEADER, build, checked, message_id, text_of
from core.channels.mail.outgoing import OutgoingMail, content_hash
from core.channels.mail.unsafe import Danger, UnsafeMail

__all__ = [
    "MARKER_HEADER",
    "Danger",
    "MailFile",
    "OutgoingMail",
    "UnsafeMail",
    "build",
    "checked",
    "compose_link",
    "content_hash",
    "eml",
    "message_id",
    "plain",
    "text_of",
]
