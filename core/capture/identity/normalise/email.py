"""Addresses brought to the one mailbox they reach."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.capture.identity.normalise.hosts import company_domain
from core.capture.identity.normalise.words import words

_ADDRESS = re.compile(r"^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}$")
_GOOGLE = frozenset({"gmail.com", "googlemail.com"})
_SHORTEST_LOCAL = 2


@dataclass(frozen=True)
class Email:
    """``mailbox`` is the address without tag; ``local`` its part before the @, with letters and digits only.

    ``domain`` is the company's, or ``None`` at a mail provider. ``is_shared`` says that several people
    read the mailbox: it tells nobody apart.
    """

    mailbox: str
    local: str
    domain: str | None
    is_shared: bool


def email(text: str | None) -> Email | None:
    """The mailbox that ``text`` addresses; ``None`` when it is no single address."""
    if not text:
        return None
    address = text.strip().lower()
    if not _ADDRESS.match(address):
        return None
    local, _, host = address.rpartition("@")
    untagged = local.partition("+")[0] or local
    if host in _GOOGLE:
        host, untagged = "gmail.com", untagged.replace(".", "") or untagged
    letters = re.sub(r"[^a-z0-9]", "", untagged)
    shared = untagged in words().shared_mailboxes or letters in words().shared_mailboxes
    local_kept = letters if len(letters) >= _SHORTEST_LOCAL else untagged
    return Email(f"{untagged}@{host}", local_kept, company_domain(host), shared)
