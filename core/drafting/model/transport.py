"""HTTP with a total deadline and a limit of size, under the SDK.

The SDK's timeout bounds one read: a server that sends a byte now and then holds a request for ever.
Here every wait on the socket ends at the same moment, headers, TLS and name lookup included, and
neither a redirect is followed nor a proxy or key taken from the environment.
"""

from __future__ import annotations

import queue
import ssl
import threading
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore2
import httpx2

from core.drafting.model.deadline import Deadline

MAX_ANSWER_BYTES = 2_000_000
"""A letter takes some kilobytes, the events around it a hundred times that."""


@cache
def _tls() -> ssl.SSLContext:
    """Made once: reading the certificates takes longer than the rest of a request's preparation."""
    return httpx2.create_ssl_context(trust_env=False)


def client(deadline: Deadline) -> httpx2.Client:
    """A client for one call."""
    return httpx2.Client(
        transport=_Transport(deadline),
        timeout=httpx2.Timeout(deadline.left()),
        follow_redirects=False,
        trust_env=False,
        # An answer that unpacks to a thousand times its size would pass the limit of size.
        headers={"accept-encoding": "identity"},
    )


class _Transport(httpx2.HTTPTransport):
    """The usual transport over sockets that keep the deadline."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__(verify=_tls(), trust_env=False)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=_tls(), max_connections=1, network_backend=_Backend(deadline)
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        response = super().handle_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            response.close()
            raise httpx2.RemoteProtocolError("the answer is packed although none was asked for")
        return response


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect in a thread of its own: a name lookup takes no timeout."""
        done: queue.SimpleQueue[httpcore2.NetworkStream | Exception] = queue.SimpleQueue()
        left = _left(self._deadline, httpcore2.ConnectTimeout)

        def connect() -> None:
            try:
                done.put(self._sockets.connect_tcp(host, port, left, local_address, socket_options))
            except Exception as error:  # handed to the waiting thread, which raises it
                done.put(error)

        threading.Thread(target=connect, daemon=True, name="model-connect").start()
        try:
            found = done.get(timeout=left)
        except queue.Empty:
            raise httpcore2.ConnectTimeout("the deadline passed while connecting") from None
        if isinstance(found, Exception):
            raise found
        return _Stream(found, self._deadline)


class _Stream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline
        self._received = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        data = self._stream.read(max_bytes, _left(self._deadline, httpcore2.ReadTimeout))
        self._received += len(data)
        if self._received > MAX_ANSWER_BYTES:
            raise httpcore2.ReadError("the answer is longer than any letter")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, _left(self._deadline, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        left = _left(self._deadline, httpcore2.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: Deadline, passed: type[Exception]) -> float:
    """Seconds a wait may take; raises ``passed`` when there are none left."""
    left = deadline.left()
    if left <= 0:
        raise passed("the deadline has passed")
    return left
