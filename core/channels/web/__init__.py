"""HTTP to the few hosts that notices go to: checked addresses, no redirects, small answers."""

from core.channels.web.client import Answer, explained, open_client, post
from core.channels.web.hosts import is_public, must_be_public

__all__ = ["Answer", "explained", "is_public", "must_be_public", "open_client", "post"]
