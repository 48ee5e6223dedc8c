"""The one link that a notice has: to the account's page here."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from core.settings import Settings


def link_to(settings: Settings, path: str) -> str:
    """``path`` made absolute; empty when this installation's address is not known or no web address."""
    base = settings.public_url.strip().rstrip("/")
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        return ""
    if not path.startswith("/") or path.startswith("//"):
        return base
    # Nothing that ends a link in chat markup or a mail may stand in it.
    return base + quote(path, safe="/?&=%#-._~:@+,")
