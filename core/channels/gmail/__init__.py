"""Gmail: a person's own mailbox, drafts in it, and nothing that sends."""

from core.channels.gmail.access import Gmail, Mailbox, mailbox
from core.channels.gmail.consent import Disconnected, connect_url, disconnect, finish_connect
from core.channels.gmail.deliver import check_gone, deliver, settle
from core.channels.gmail.outbox import Delivery, latest
from core.channels.gmail.problems import (
    BeingDelivered,
    ChangedInGmail,
    DraftGone,
    GmailBusy,
    GmailRefused,
    NotConfigured,
    NotConnected,
    WrongMailbox,
)

__all__ = [
    "BeingDelivered",
    "ChangedInGmail",
    "Delivery",
    "Disconnected",
    "DraftGone",
    "Gmail",
    "GmailBusy",
    "GmailRefused",
    "Mailbox",
    "NotConfigured",
    "NotConnected",
    "WrongMailbox",
    "check_gone",
    "connect_url",
    "deliver",
    "disconnect",
    "finish_connect",
    "latest",
    "mailbox",
    "settle",
]
