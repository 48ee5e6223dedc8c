"""What an identity provider vouches for, checked before it is believed.

Streamlit and Authlib have verified the signature, audience, nonce and expiry by then. Here: is the
e-mail address verified, is the issuer one of ours, is the domain allowed?
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.auth.door import Claims
from core.errors import NotSignedIn
from core.settings import Settings

_REMEDY = "Sign in again with an account your administrator has added."


@dataclass(frozen=True)
class Identity:
    """A verified identity. ``subject`` joins issuer and subject; ``issued_at`` is naive UTC.

    ``session_hash`` identifies the sign-in, not the person: two sign-ins never share one.
    """

    subject: str
    email: str
    session_hash: str
    issued_at: datetime


def read(settings: Settings, claims: Claims) -> Identity:
    """The identity in ``claims``; raises :class:`~core.errors.NotSignedIn` when it may not be used."""
    if not claims or not claims.get("is_logged_in"):
        raise NotSignedIn("Nobody is signed in.", "Sign in.")
    issuer, subject = _text(claims, "iss"), _text(claims, "sub")
    email = _text(claims, "email").strip().lower()
    if claims.get("email_verified") not in (True, "true"):
        raise NotSignedIn("Your identity provider has not verified your e-mail address.", _REMEDY)
    if settings.allowed_issuers and issuer not in settings.allowed_issuers:
        raise NotSignedIn(f"Identities issued by {issuer} are not accepted here.", _REMEDY)
    domain = email.rpartition("@")[2]
    if settings.allowed_domains and domain not in {d.lower() for d in settings.allowed_domains}:
        raise NotSignedIn(f"E-mail addresses of {domain} are not accepted here.", _REMEDY)
    return Identity(
        subject=f"{issuer} {subject}",
        email=email,
        session_hash=session_hash(claims),
        issued_at=_issued_at(claims),
    )


def session_hash(claims: Claims) -> str:
    """SHA-256 of what identifies this sign-in: issuer, subject, nonce and time of issue."""
    parts = [str(claims.get(name, "")) for name in ("iss", "sub", "nonce", "iat")]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _text(claims: Claims, name: str) -> str:
    value: Any = claims.get(name)
    if not isinstance(value, str) or not value.strip():
        raise NotSignedIn(f"Your identity provider did not say your {name!r}.", _REMEDY)
    return value


def _issued_at(claims: Claims) -> datetime:
    value = claims.get("iat")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotSignedIn("Your identity provider did not say when you signed in.", _REMEDY)
    return datetime.fromtimestamp(value, UTC).replace(tzinfo=None)
