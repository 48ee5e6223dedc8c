"""The only way to Google's servers: checked against the list, sent once, never redirected.

Google's client comes with a transport of its own (httplib2), which repeats a request whose
connection breaks. A draft could then be made twice without anybody above knowing, so requests go
through one that never repeats. It answers in the form Google's client expects.
"""

from __future__ import annotations

import logging
from typing import Any

import httplib2
import requests
from requests.utils import get_environ_proxies
from requests_oauthlib import OAuth2Session

from core.channels.gmail.allow import AllowList

for _library in ("requests_oauthlib", "oauthlib", "googleapiclient", "google_auth_httplib2"):
    # At the level of debugging these write tokens and addresses into the log.
    logging.getLogger(_library).setLevel(logging.WARNING)

TIMEOUT_SECONDS = (5.0, 20.0)
"""To connect, and between two pieces of the answer."""


class Transport:
    """Speaks HTTP for Google's client: ``request`` as httplib2 has it."""

    def __init__(self, allowed: AllowList) -> None:
        self._allowed = allowed
        self._session = requests.Session()
        self._session.trust_env = False  # a .netrc must not replace the token

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: dict[str, str] | None = None,
        **_unused: object,
    ) -> tuple[httplib2.Response, bytes]:
        """Make one request. Raises :class:`~core.channels.gmail.allow.NotLetOut` for one not listed."""
        self._allowed.check(method, uri, headers)
        answer = self._session.request(
            method,
            uri,
            data=body,
            headers=headers,
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
            proxies=get_environ_proxies(uri),
        )
        found = httplib2.Response({key.lower(): value for key, value in answer.headers.items()})
        found.status, found.reason = answer.status_code, answer.reason
        return found, answer.content


class ConsentSession(OAuth2Session):  # type: ignore[misc]  # the library has no types
    """The session in which a code is exchanged for tokens, behind the same list."""

    def __init__(self, allowed: AllowList, **given: Any) -> None:
        super().__init__(**given)
        self._allowed = allowed
        self.trust_env = False

    def request(self, method: str, url: str, **given: Any) -> Any:
        """As the library has it, checked, and never redirected."""
        self._allowed.check(method, url, given.get("headers"))
        quiet = {"allow_redirects": False, "timeout": TIMEOUT_SECONDS}
        return super().request(
            method, url, **{**given, **quiet, "proxies": get_environ_proxies(url)}
        )
