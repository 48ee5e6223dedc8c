"""One HTTP client for all of them.

It connects to the very addresses that were checked: a name that answers differently the second time
leads nowhere else. Proxies and ``.netrc`` of the environment are not looked at.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.auth.door import is_loopback
from core.channels.trouble import ChannelDown
from core.channels.web.hosts import Resolve, must_be_public, resolve

if TYPE_CHECKING:
    import httpx

for _library in ("httpx", "httpcore"):
    # They log addresses, and a webhook's address is its secret.
    logging.getLogger(_library).setLevel(logging.WARNING)

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 5.0, 15.0, 30.0
LARGEST_ANSWER = 64 * 1024


def open_client(*, local: str = "", look_up: Resolve = resolve) -> httpx.Client:
    """A client that reaches public addresses, and ``local`` on this machine (``host:port``) for tests."""
    import httpcore  # noqa: PLC0415 - with the first notice, not with the server
    import httpx  # noqa: PLC0415

    class Checked(httpcore.SyncBackend):
        """Connects to the addresses that were looked at."""

        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[Any] | None = None,
        ) -> httpcore.NetworkStream:
            if local == f"{host}:{port}" and is_loopback(host):
                return super().connect_tcp(host, port, timeout, local_address, socket_options)
            failed: Exception = httpcore.ConnectError()
            for address in must_be_public(host, port, look_up):
                try:
                    return super().connect_tcp(
                        address, port, timeout, local_address, socket_options
                    )
                except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                    failed = error
            raise failed

    class Transport(httpx.HTTPTransport):
        """As the library has it, with the backend above in its pool."""

        def __init__(self) -> None:
            super().__init__(trust_env=False)
            self._pool = httpcore.ConnectionPool(
                ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=Checked()
            )

    return httpx.Client(
        transport=Transport(),
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
    )


@dataclass(frozen=True)
class Answer:
    """What came back; ``content`` as it was on the wire."""

    status: int
    retry_after: str | None
    content: bytes


def post(client: httpx.Client, url: httpx.URL, body: dict[str, Any]) -> Answer:
    """POST ``body`` as JSON and read at most :data:`LARGEST_ANSWER` bytes of what comes back."""
    plain = {"Accept-Encoding": "identity"}  # a packed answer could be any size
    with explained(url.host), client.stream("POST", url, json=body, headers=plain) as answer:
        read, ends = bytearray(), time.monotonic() + WHOLE_SECONDS
        for piece in answer.iter_raw():
            read += piece
            if len(read) > LARGEST_ANSWER or time.monotonic() > ends:
                raise ChannelDown(f"The answer of {url.host} does not end.")
        return Answer(answer.status_code, answer.headers.get("retry-after"), bytes(read))


@contextmanager
def explained(host: str) -> Iterator[None]:
    """Turn the library's errors into ours, which hold no address."""
    import httpx  # noqa: PLC0415

    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise ChannelDown(f"{host} cannot be reached.") from error
    except httpx.HTTPError as error:
        raise ChannelDown(
            f"The connection to {host} broke off before it answered; the notice may arrive twice."
        ) from error
