"""What is to go out: the approved text, from whom and to whom, and nothing else."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class OutgoingMail:
    """A text that a person approved, with the approval that says so.

    ``content_hash`` is what the approval is bound to: :func:`content_hash` of subject and body.
    ``sender`` and ``to`` are bare addresses, the names what stands beside them.
    """

    draft_id: int
    approval_id: int
    content_hash: str
    sender: str
    to: str
    subject: str
    body: str
    sender_name: str = ""
    to_name: str = ""


def content_hash(subject: str, body: str) -> str:
    """SHA-256 of the exact subject and body, by the same rule as the drafts' own hash."""
    said = [unicodedata.normalize("NFC", text) for text in (subject, body)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
