"""Where Google is, or the server that a test puts in its place."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from core.auth.door import is_loopback
from core.errors import InvalidInput
from core.settings import Settings

SCOPE = "https://www.googleapis.com/auth/gmail.compose"
"""The one right asked for. It covers drafts; what else it covers, the transport does not let out."""


@dataclass(frozen=True)
class Endpoints:
    """Addresses of Google's services: ``api`` without a slash at its end."""

    api: str = "https://gmail.googleapis.com"
    consent: str = "https://accounts.google.com/o/oauth2/v2/auth"
    token: str = "https://oauth2.googleapis.com/token"
    revoke: str = "https://oauth2.googleapis.com/revoke"

    def drafts(self, address: str) -> str:
        """The drafts of one mailbox."""
        return f"{self.api}/gmail/v1/users/{quote(address, safe='')}/drafts"


def endpoints(settings: Settings) -> Endpoints:
    """Google's, unless the installation names another server."""
    base = settings.gmail_endpoint.rstrip("/")
    if not base:
        return Endpoints()
    parts = urlsplit(base)
    if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
        raise InvalidInput(
            f"RAPPORT_GMAIL_ENDPOINT is {base}, neither https nor on this machine.",
            "Leave it empty for Google.",
        )
    return Endpoints(base, f"{base}/o/oauth2/v2/auth", f"{base}/token", f"{base}/revoke")
