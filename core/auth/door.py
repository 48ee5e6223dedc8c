"""How this installation lets people in, decided once at the start.

With an ``[auth]`` section in Streamlit's secrets, people sign in at an OpenID Connect provider.
Without one there is a single user, and the server must be reachable from this machine only.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import Forbidden

Claims = Mapping[str, Any]
"""What the identity provider vouches for: ``iss``, ``sub``, ``email``, ``email_verified``, ..."""


def no_claims(_cookies: Mapping[str, str]) -> Claims | None:
    """Single-user mode reads no identity from cookies."""
    return None


@dataclass(frozen=True)
class Door:
    """``claims_of`` reads the verified claims from a request's cookies, or ``None`` without any."""

    sign_in_required: bool = False
    claims_of: Callable[[Mapping[str, str]], Claims | None] = no_claims

    @property
    def mode(self) -> str:
        """As the interface and the start-up message say it."""
        return "sign-in" if self.sign_in_required else "single-user mode"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host`` (an address or ``localhost``)."""
    name = host.strip().strip("[]").rstrip(".").lower()
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def check_address(door: Door, address: str) -> None:
    """Refuse to serve a single-user installation on an address that others can reach."""
    if door.sign_in_required or is_loopback(address):
        return
    raise Forbidden(
        f"Without sign-in Rapport runs in single-user mode and serves this machine only, "
        f"not {address or 'every address'}.",
        "Start it with --server.address 127.0.0.1, or configure [auth] in .streamlit/secrets.toml.",
    )


SHORTEST_COOKIE_SECRET = 32


def check_cookie_secret(secret: str) -> None:
    """Refuse a secret that could be guessed: whoever knows it can sign in as anybody."""
    if len(secret) < SHORTEST_COOKIE_SECRET:
        raise Forbidden(
            f"The cookie_secret of [auth] has fewer than {SHORTEST_COOKIE_SECRET} characters.",
            "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'",
        )
