"""The drafts of one mailbox as Gmail keeps them, and what a person does with them in Gmail."""

from __future__ import annotations

import base64
import itertools
import re
import threading
import time
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any


@dataclass
class StoredDraft:
    """``is_indexed`` says whether Gmail's search knows it yet."""

    draft_id: str
    message_id: str
    thread_id: str
    raw: bytes
    at: float
    is_indexed: bool = True

    def read(self) -> EmailMessage:
        found = message_from_bytes(self.raw, policy=SMTP)
        assert isinstance(found, EmailMessage)
        return found


@dataclass
class GmailMailbox:
    """``keeps_message_ids``: whether a draft's own Message-ID stays; Gmail may set one of its own.

    ``index_lags``: new drafts are listed, but no search finds them yet.
    """

    address: str
    keeps_message_ids: bool = False
    index_lags: bool = False
    drafts: dict[str, StoredDraft] = field(default_factory=dict)
    sent: list[bytes] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def create(self, raw: bytes) -> StoredDraft:
        with self.lock:
            number = next(self.numbers)
            draft = StoredDraft(
                f"r{number:06d}",
                f"{0x18F0000 + number:x}",
                f"{0x18F0000 + number:x}",
                self._own(raw, number),
                time.time(),
                not self.index_lags,
            )
            self.drafts[draft.draft_id] = draft
            return draft

    def update(self, draft_id: str, raw: bytes) -> StoredDraft:
        with self.lock:
            draft = self.drafts[draft_id]
            number = next(self.numbers)
            draft.raw, draft.at = self._own(raw, number), time.time()
            draft.message_id = f"{0x18F0000 + number:x}"
            return draft

    def find(self, query: str) -> list[StoredDraft]:
        """The drafts that a search finds, newest first; all of them without one."""
        with self.lock:
            found = sorted(self.drafts.values(), key=lambda draft: draft.draft_id, reverse=True)
        for word in query.split():
            found = [draft for draft in found if draft.is_indexed and _fits(draft, word)]
        return found

    def write(self, subject: str, *, to: str = "someone@elsewhere.example", at: float = 0) -> str:
        """A draft that the person wrote in Gmail."""
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"], message["Subject"] = self.address, to, subject
        message.set_content("Written in Gmail.\n")
        draft = self.create(message.as_bytes())
        draft.at = at or draft.at
        return draft.draft_id

    def edit(self, draft_id: str, body: str) -> None:
        """The person changes the text in Gmail, which keeps none of the headers it does not know."""
        before = self.drafts[draft_id].read()
        message = EmailMessage(policy=SMTP)
        for name in ("From", "To", "Subject"):
            message[name] = str(before[name])
        message.set_content(body)
        self.update(draft_id, message.as_bytes())

    def press_send(self, draft_id: str) -> None:
        """The person sends the draft."""
        self.sent.append(self.drafts.pop(draft_id).raw)

    def discard(self, draft_id: str) -> None:
        """The person deletes the draft."""
        del self.drafts[draft_id]

    def _own(self, raw: bytes, number: int) -> bytes:
        if self.keeps_message_ids:
            return raw
        own = f"Message-ID: <CA{number}@mail.gmail.com>".encode()
        return re.sub(rb"(?im)^message-id:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*", own, raw, count=1)


def _fits(draft: StoredDraft, word: str) -> bool:
    operator, _, value = word.partition(":")
    if operator == "rfc822msgid":
        return str(draft.read()["Message-ID"] or "").strip("<> ") == value
    if operator == "before":
        return draft.at < float(value)
    if operator == "after":
        return draft.at > float(value)
    raise AssertionError(f"the server does not know the search {word!r}")


def shown(draft: StoredDraft, how: str) -> dict[str, Any]:
    """A draft as ``drafts.get`` answers it in one of its formats."""
    message: dict[str, Any] = {
        "id": draft.message_id,
        "threadId": draft.thread_id,
        "labelIds": ["DRAFT"],
    }
    if how == "raw":
        message["raw"] = base64.urlsafe_b64encode(draft.raw).decode()
    elif how in ("metadata", "full"):
        headers = [{"name": name, "value": str(value)} for name, value in draft.read().items()]
        message["payload"] = {"mimeType": "text/plain", "headers": headers}
    return {"id": draft.draft_id, "message": message}
