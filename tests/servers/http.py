"""A small HTTP server on this machine for servers that stand in for real ones, with faults to order."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Reply:
    """An answer. ``cut`` sends only that many bytes of the body and ends the connection."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


class HangUp(Exception):
    """The connection ends without an answer."""


@dataclass(frozen=True)
class Call:
    """A request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


class LocalServer(ABC):
    """Answers by :meth:`answer`; ``faults`` come first, each used once, ``None`` letting one through.

    ``now`` is the server's own clock, which its ``Date`` header tells. ``after`` is called with each
    answered call, so that data can change between two of them.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.calls: list[Call] = []
        self.faults: list[Callable[[Call], Reply | None]] = []
        self.after: Callable[[Call], None] = lambda _call: None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @abstractmethod
    def answer(self, call: Call) -> Reply:
        """What the real one would answer."""

    def fail(self, *replies: Reply | None, hang_up: bool = False) -> None:
        """Answer the next calls so; ``None`` answers as usual."""
        for reply in replies:
            self.faults.append(lambda _call, reply=reply: reply)
        if hang_up:
            self.faults.append(_hang_up)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, call: Call) -> Reply:
        self.calls.append(call)
        fault = self.faults.pop(0)(call) if self.faults else None
        reply = fault or self.answer(call)
        self.after(call)
        return reply

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_args: Any) -> None:
                """Say nothing."""

            def date_time_string(self, _timestamp: float | None = None) -> str:
                return format_datetime(outer.now.replace(tzinfo=UTC), usegmt=True)

            def _do(self) -> None:
                parts = urlsplit(self.path)
                length = int(self.headers.get("Content-Length") or 0)
                call = Call(
                    self.command,
                    parts.path,
                    dict(parse_qsl(parts.query, keep_blank_values=True)),
                    {name.lower(): value for name, value in self.headers.items()},
                    self.rfile.read(length),
                )
                try:
                    reply = outer._serve(call)
                except HangUp:
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body if reply.cut is None else reply.body[: reply.cut])
                if reply.cut is not None:
                    self.wfile.flush()
                    self.close_connection = True

            do_GET = do_POST = _do  # noqa: N815 - as the library asks for them

        return Handler


def _hang_up(_call: Call) -> Reply | None:
    raise HangUp
