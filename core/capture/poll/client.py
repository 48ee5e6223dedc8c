"""One HTTP client for all pollers: patient, bounded, and bound to the address that was configured.

It follows no redirect, so that credentials go nowhere else, and looks at neither proxies nor
``.netrc`` of the environment.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from core.auth.door import is_loopback
from core.capture.poll.trouble import (
    LONGEST_WAIT_SECONDS,
    NotThere,
    NotVisible,
    SourceDown,
    SourceRefuses,
    TryAgain,
    retry_after,
)
from core.errors import InvalidInput

if TYPE_CHECKING:
    import httpx

for _library in ("httpx", "httpcore"):
    # They log addresses, and those of Kayako Classic carry a key and a signature.
    logging.getLogger(_library).setLevel(logging.WARNING)

T = TypeVar("T")
Pause = Callable[[float], None]
Headers = Callable[[], Mapping[str, str]]

ATTEMPTS = 5
CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 10.0, 60.0, 300.0
LARGEST_ANSWER = 64 * 1024 * 1024
MOST_WAITING_SECONDS = 900.0
"""A poll that was asked to wait for longer in all ends, and the next one goes on."""

_BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Site:
    """Where a ticket system is. ``name`` is what people call it, ``settings`` what to look at."""

    name: str
    url: str
    settings: str


def checked(site: Site) -> Site:
    """``site`` with its address in plain form. Raises :class:`InvalidInput` for one not to be called."""
    remedy = f"Set {site.settings} to the address of {site.name}, beginning with https://."
    try:
        parts = urlsplit(site.url.strip())
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError as error:
        raise InvalidInput(f"The address of {site.name} is no web address.", remedy) from error
    host = parts.hostname or ""
    if not host or parts.username is not None or parts.query or parts.fragment:
        raise InvalidInput(f"The address of {site.name} is no plain web address.", remedy)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise InvalidInput(f"{site.name} is not called by https.", remedy)
    return Site(site.name, parts.geturl().rstrip("/"), site.settings)


class PollClient:
    """GET and POST with repeats. Counts what it did; ``server_now`` is the other side's clock.

    ``began`` is that clock at the first answer.

    ``headers`` are asked for with each attempt: a session may have begun since the last one. ``renew``
    is called when credentials are not accepted, and says whether there are others to try.
    """

    def __init__(
        self, site: Site, *, headers: Headers, user: tuple[str, str] | None = None,
        pause: Pause = time.sleep, renew: Callable[[], bool] = bool,
    ) -> None:  # fmt: skip
        import httpx  # noqa: PLC0415 - with the first poll, not with the server

        self.site = checked(site)
        self.requests, self.retries, self.waited = 0, 0, 0.0
        self.server_now: datetime | None = None
        self.began: datetime | None = None
        self._headers, self._pause, self._renew = headers, pause, renew
        self._user = httpx.BasicAuth(*user) if user else None
        self._client = httpx.Client(
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            headers={"User-Agent": "Rapport"},
        )

    def __enter__(self) -> PollClient:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._client.close()

    def json(
        self, method: str, path: str, *, params: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Any:  # fmt: skip
        """The JSON at ``path``. Raises the errors of :mod:`core.capture.poll.trouble`."""

        def parsed(content: bytes) -> Any:
            try:
                return json.loads(content)
            except (ValueError, RecursionError) as error:
                raise TryAgain(self._down("answers what is no JSON")) from error

        return self._patiently(method, path, params, body, parsed)

    def read(
        self, path: str, *, params: Callable[[], Mapping[str, str]], parse: Callable[[str], T]
    ) -> T:
        """What ``parse`` makes of the text at ``path``; ``params`` are asked for with each attempt.

        Where it raises :class:`SourceDown` the request is repeated.
        """

        def parsed(content: bytes) -> T:
            try:
                return parse(content.decode("utf-8", "replace"))
            except SourceDown as error:
                raise TryAgain(error) from error

        return self._patiently("GET", path, params, None, parsed)

    def _patiently(
        self, method: str, path: str, params: Any, body: Any, parsed: Callable[[bytes], T]
    ) -> T:
        def once() -> T:
            given = params() if callable(params) else params
            return parsed(self._once(method, path, given, body))

        retrying = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=self._wait,
            retry=retry_if_exception_type(TryAgain),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(once)
        except TryAgain as error:
            raise error.problem from error

    def _once(self, method: str, path: str, params: Any, body: Any) -> bytes:
        import httpx  # noqa: PLC0415 - see above

        try:
            with self._client.stream(
                method, f"{self.site.url}{path}", params=params, json=body,
                headers=dict(self._headers()), auth=self._user,
            ) as answer:  # fmt: skip
                content = self._content(answer)
        except httpx.TransportError as error:
            if isinstance(error, httpx.UnsupportedProtocol):
                raise
            raise TryAgain(self._down("cannot be reached, or broke off its answer")) from error
        except httpx.DecodingError as error:
            raise TryAgain(self._down("answers what cannot be unpacked")) from error
        self._settle(answer)
        self.requests += 1
        return content

    def _content(self, answer: httpx.Response) -> bytes:
        read, ends = bytearray(), time.monotonic() + WHOLE_SECONDS
        for piece in answer.iter_bytes():
            read += piece
            if len(read) > LARGEST_ANSWER or time.monotonic() > ends:
                raise self._down("gives an answer that does not end")
        return bytes(read)

    def _settle(self, answer: httpx.Response) -> None:
        """Note the other side's clock and raise what the status means."""
        moment = _date(answer.headers.get("date"))
        self.server_now = moment or self.server_now
        self.began = self.began or moment
        status = answer.status_code
        if status in _BUSY:
            now = (moment or datetime.now(UTC).replace(tzinfo=None)).replace(tzinfo=UTC)
            asked = retry_after(answer.headers.get("retry-after"), now.timestamp())
            down = self._down(f"is busy (HTTP {status})")
            if asked is not None and asked > LONGEST_WAIT_SECONDS:
                raise down
            raise TryAgain(down, asked)
        if status == 401 and self._renew():
            raise TryAgain(self._down("ends our sessions"), 0.0)
        if status in (401, 403):
            refused = NotVisible if status == 403 else SourceRefuses
            raise refused(
                f"{self.site.name} does not accept the credentials (HTTP {status}).",
                f"Check {self.site.settings} and what that user may see.",
            )
        if status in (404, 410):
            raise NotThere(
                f"{self.site.name} has nothing at that address (HTTP {status}).",
                f"Check {self.site.settings}.",
            )
        if not 200 <= status < 300:
            turned = " and points elsewhere" if 300 <= status < 400 else ""
            raise SourceRefuses(
                f"{self.site.name} refuses the request (HTTP {status}{turned}).",
                f"Check {self.site.settings}.",
            )

    def _down(self, what: str) -> SourceDown:
        return SourceDown(
            f"{self.site.name} {what}.", "The next poll begins where the last one ended."
        )

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome is not None else None
        asked = error.wait if isinstance(error, TryAgain) else None
        return asked if asked is not None else float(2 ** (state.attempt_number - 1))

    def _sleep(self, seconds: float) -> None:
        self.retries += 1
        self.waited += seconds
        if self.waited > MOST_WAITING_SECONDS:
            raise self._down("asks to wait for too long")
        self._pause(seconds)


def _date(value: str | None) -> datetime | None:
    """An HTTP date as naive UTC."""
    try:
        moment = parsedate_to_datetime(value or "")
    except (ValueError, TypeError):
        return None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
