"""What may leave for Google, decided just above the socket: five requests, and no other.

The right that a person grants would cover sending too. So the last piece of code before the network
compares method, address and parameters with a list. A bug, or a library's surprise, above it cannot
send a mail, read the inbox, delete anything or touch another mailbox.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from core.channels.gmail.endpoints import Endpoints
from core.errors import Forbidden

_DRAFT_ID = r"/(?!send\b)[A-Za-z0-9_-]+"
_QUERIES = {
    ("GET", ""): {"alt", "maxResults", "pageToken", "q"},
    ("POST", ""): {"alt"},
    ("GET", _DRAFT_ID): {"alt", "format"},
    ("PUT", _DRAFT_ID): {"alt"},
}
"""Drafts list, create, get and update: the tail of the address and the parameters allowed."""


class NotLetOut(Forbidden):
    """A request that is on no list. Always a defect or an attack, never a person's mistake."""


@dataclass(frozen=True)
class AllowList:
    """What may be asked of Google for one mailbox; without ``address`` only tokens."""

    endpoints: Endpoints
    address: str = ""

    def check(self, method: str, url: str, headers: Mapping[str, str] | None = None) -> None:
        """Raise :class:`NotLetOut` unless the request is on the list."""
        overriding = any("method-override" in name.lower() for name in headers or {})
        if overriding or not (self._is_token(method, url) or self._is_draft(method, url)):
            raise NotLetOut(
                f"A request to Google was stopped: {method} {urlsplit(url).path} is not allowed.",
                "Nothing was sent. Tell whoever runs Rapport.",
            )

    def _is_token(self, method: str, url: str) -> bool:
        return method == "POST" and url in (self.endpoints.token, self.endpoints.revoke)

    def _is_draft(self, method: str, url: str) -> bool:
        if not self.address or "#" in url:
            return False
        bare, _, query = url.partition("?")
        base = self.endpoints.drafts(self.address)
        names = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
        return any(
            method == allowed
            and bare.startswith(base)
            and re.fullmatch(tail, bare.removeprefix(base)) is not None
            and names <= parameters
            for (allowed, tail), parameters in _QUERIES.items()
        )
