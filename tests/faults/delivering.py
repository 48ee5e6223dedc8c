"""The process that puts approved texts into Gmail, to be killed at any moment."""

from __future__ import annotations

import itertools
from multiprocessing.connection import Connection
from pathlib import Path

from core.actor import Actor, Role
from core.channels.gmail import Gmail, GmailBusy, deliver
from core.channels.mail import OutgoingMail, content_hash
from core.settings import Settings
from core.store import Store

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
STARTED, OPENED = -2, -1


def approved(number: int) -> OutgoingMail:
    """The approved text of one draft."""
    subject, body = f"Quarter {number}", f"Dear Robert,\n\nthis is text {number}.\n\nAnn"
    return OutgoingMail(
        draft_id=number,
        approval_id=number * 10,
        content_hash=content_hash(subject, body),
        sender=ANN.email,
        to="robert.kim@acme.example",
        subject=subject,
        body=body,
    )


def open_gmail(path: Path, server: dict[str, str]) -> Gmail:
    return Gmail(Store.open(path, threads=1), Settings(database=path, **server))


def run(path: Path, server: dict[str, str], first: int, acknowledged: Connection) -> None:
    """Deliver texts from ``first`` on, each acknowledged when its use case has returned."""
    acknowledged.send(STARTED)
    gmail = open_gmail(path, server)
    acknowledged.send(OPENED)
    for number in itertools.count(first):
        try:
            deliver(gmail, ANN, approved(number))
        except GmailBusy:
            return
        acknowledged.send(number)
