"""A server on this machine that speaks the Messages protocol, so that the real SDK can be tested against it.

It answers as the API does: errors with their types, answers as server-sent events, tokens read from and written
to a cache of prefixes. What a test wants it to do wrong is a *reply*: a function that gets the exchange.
"""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

KEY = "sk-test-key"
VERSION = "2026-10-21"
FIELDS = {
    "model",
    "max_tokens",
    "messages",
    "system",
    "stream",
    "output_config",
    "thinking",
    "metadata",
}
THINKING = {
    "claude-sonnet-5-5": {"adaptive", "between_tools"},
    "claude-haiku-5-5": {"adaptive", "disabled"},
}
CHUNK = 16


@dataclass(frozen=True)
class Received:
    """A request as it arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """All of the request, for what must not be in it."""
        return json.dumps(self.body, ensure_ascii=False)

    @property
    def user(self) -> str:
        return "".join(part["text"] for part in self.body["messages"][0]["content"])

    @property
    def system(self) -> str:
        return "".join(part["text"] for part in self.body["system"])


class Exchange:
    """One request and the means to answer it."""

    def __init__(
        self, server: MessagesServer, handler: BaseHTTPRequestHandler, received: Received
    ) -> None:
        self.server = server
        self.received = received
        self._handler = handler

    def respond(self, status: int, content_type: str, content: bytes, **headers: str) -> None:
        self._handler.send_response(status)
        for name, value in headers.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.send_header("request-id", "req_test")
        self._handler.send_header("content-type", content_type)
        self._handler.send_header("content-length", str(len(content)))
        self._handler.end_headers()
        self._handler.wfile.write(content)

    def error(self, status: int, kind: str, **headers: str) -> None:
        body = {"type": "error", "error": {"type": kind, "message": f"{kind} said the server"}}
        self.respond(status, "application/json", json.dumps(body).encode(), **headers)

    def begin(self) -> None:
        """The head of a stream."""
        self._handler.send_response(200)
        self._handler.send_header("request-id", "req_test")
        self._handler.send_header("content-type", "text/event-stream; charset=utf-8")
        self._handler.send_header("transfer-encoding", "chunked")
        self._handler.end_headers()

    def raw(self, content: bytes) -> None:
        """Bytes on the wire, as they are."""
        self._handler.wfile.write(content)
        self._handler.wfile.flush()

    def chunk(self, content: bytes) -> None:
        self.raw(f"{len(content):x}\r\n".encode() + content + b"\r\n")

    def event(self, data: dict[str, Any]) -> None:
        self.chunk(f"event: {data['type']}\ndata: {json.dumps(data)}\n\n".encode())

    def start(self) -> None:
        """The stream's head and its first events."""
        self.begin()
        usage = {**self.server.count(self.received.body), "output_tokens": 1}
        message = {
            "id": "msg_test", "type": "message", "role": "assistant", "content": [],
            "model": self.received.body["model"], "stop_reason": None, "stop_sequence": None, "usage": usage,
        }  # fmt: skip
        self.event({"type": "message_start", "message": message})
        self.event(
            {
                "type": "content_block_start",
                "index": 0,
                "content_block": {"type": "text", "text": ""},
            }
        )
        self.event({"type": "ping"})

    def text(self, text: str) -> None:
        for start in range(0, len(text), CHUNK):
            delta = {"type": "text_delta", "text": text[start : start + CHUNK]}
            self.event({"type": "content_block_delta", "index": 0, "delta": delta})

    def stop(self, reason: str = "end_turn", output_tokens: int = 120) -> None:
        self.event({"type": "content_block_stop", "index": 0})
        delta = {"stop_reason": reason, "stop_sequence": None}
        self.event(
            {"type": "message_delta", "delta": delta, "usage": {"output_tokens": output_tokens}}
        )
        self.event({"type": "message_stop"})
        self.raw(b"0\r\n\r\n")

    def close(self) -> None:
        """Break the connection off."""
        self._handler.close_connection = True

    def wait(self, seconds: float) -> bool:
        """Let time pass; true once the test is over."""
        return self.server.closing.wait(seconds)


Reply = Callable[[Exchange], None]


@dataclass
class MessagesServer:
    """Answers with ``replies`` in turn, the last again and again."""

    replies: list[Reply] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    cached: set[str] = field(default_factory=set)
    certificate: Path | None = None

    def __enter__(self) -> MessagesServer:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_POST(self) -> None:
                # A client that gives up closes its end; what is written after that is nobody's.
                with suppress(ConnectionError):
                    outer._answer(self)

            do_GET = do_CONNECT = do_POST  # noqa: N815

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        if self.certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
            self._http.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def url(self) -> str:
        scheme = "https" if self.certificate else "http"
        return f"{scheme}://127.0.0.1:{self._http.server_address[1]}"

    @property
    def last(self) -> Received:
        return self.received[-1]

    def count(self, body: dict[str, Any]) -> dict[str, int]:
        """Input tokens, a token being four characters, split by the cache of prefixes."""
        marked = [
            part for part in body["system"] if part.get("cache_control") == {"type": "ephemeral"}
        ]
        prefix = json.dumps([body["model"], marked, body["output_config"]["format"]])
        is_known = prefix in self.cached
        self.cached.add(prefix)
        cacheable = sum(len(part["text"]) for part in marked) // 4
        return {
            "input_tokens": len(json.dumps(body["messages"])) // 4,
            "cache_read_input_tokens": cacheable if is_known else 0,
            "cache_creation_input_tokens": 0 if is_known else cacheable,
        }

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("content-length") or 0)
        content = handler.rfile.read(length)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        received = Received(handler.path, headers, json.loads(content or b"{}"))
        number = len(self.received)
        self.received.append(received)
        exchange = Exchange(self, handler, received)
        if (problem := _problem(received)) is not None:
            exchange.error(*problem)
        else:
            self.replies[min(number, len(self.replies) - 1)](exchange)


def _problem(received: Received) -> tuple[int, str] | None:
    """What the API would not accept."""
    body, headers = received.body, received.headers
    if received.path != "/v1/messages" or headers.get("anthropic-version") != VERSION:
        return 404, "not_found_error"
    if headers.get("authorization") != f"Bearer {KEY}":
        return 401, "authentication_error"
    thinking = body.get("thinking", {}).get("type", "adaptive")
    is_whole = {"model", "max_tokens", "messages"} <= set(body) and body.get("stream") is True
    if (
        not is_whole
        or set(body) - FIELDS
        or thinking not in THINKING.get(body["model"], {thinking})
    ):
        return 400, "invalid_request_error"
    return None


def answers(answer: object) -> Reply:
    """The whole answer: a dictionary, a text, or a function that makes one from the request."""

    def reply(exchange: Exchange) -> None:
        given = answer(exchange.received) if callable(answer) else answer
        exchange.start()
        exchange.text(given if isinstance(given, str) else json.dumps(given, ensure_ascii=False))
        exchange.stop()

    return reply


def stops(answer: dict[str, Any], reason: str) -> Reply:
    """The whole answer, ended for another reason than that it was done."""

    def reply(exchange: Exchange) -> None:
        exchange.start()
        exchange.text(json.dumps(answer))
        exchange.stop(reason)

    return reply


def cut(answer: dict[str, Any], *, politely: bool) -> Reply:
    """A stream that ends although all text has come: with the connection's end, or as if it were complete."""

    def reply(exchange: Exchange) -> None:
        exchange.start()
        exchange.text(json.dumps(answer))
        if politely:
            exchange.raw(b"0\r\n\r\n")
        exchange.close()

    return reply


def fails(status: int, kind: str, **headers: str) -> Reply:
    return lambda exchange: exchange.error(status, kind, **headers)


def fails_within(kind: str) -> Reply:
    """An error that comes when the stream has begun."""

    def reply(exchange: Exchange) -> None:
        exchange.start()
        exchange.text('{"subject": "Cost')
        exchange.event({"type": "error", "error": {"type": kind, "message": "said the server"}})
        exchange.raw(b"0\r\n\r\n")

    return reply


def sends(status: int, content_type: str, content: str, **headers: str) -> Reply:
    return lambda exchange: exchange.respond(status, content_type, content.encode(), **headers)


def streams(*pieces: str) -> Reply:
    """Server-sent events as they stand."""

    def reply(exchange: Exchange) -> None:
        exchange.begin()
        for piece in pieces:
            exchange.chunk(piece.encode())
        exchange.raw(b"0\r\n\r\n")

    return reply


def hangs(exchange: Exchange) -> None:
    """Takes the request and says nothing."""
    exchange.wait(30)


def hangs_halfway(exchange: Exchange) -> None:
    """Begins to answer, then says nothing more, as when the other end is gone without a word."""
    exchange.start()
    exchange.text('{"subject": "Cost per invoice", "paragraphs": [{"text": "Ines,')
    exchange.wait(30)


def _forever(exchange: Exchange, pieces: Iterator[bytes]) -> None:
    for piece in pieces:
        exchange.raw(piece)
        if exchange.wait(0.01):
            return


def drips_comments(exchange: Exchange) -> None:
    """A byte now and then, and never an event: no read ever times out."""
    exchange.begin()
    _forever(exchange, iter(lambda: b"1\r\n:\r\n", b""))


def drips_headers(exchange: Exchange) -> None:
    exchange.raw(b"HTTP/1.1 200 OK\r\nx-slow: ")
    _forever(exchange, iter(lambda: b"a", b""))


def drips_text(exchange: Exchange) -> None:
    """Well-formed events that never come to an end."""
    exchange.start()
    while not exchange.wait(0.01):
        exchange.text(" ")


def floods(exchange: Exchange) -> None:
    """Far more than any letter, without an end of line."""
    exchange.begin()
    began = time.monotonic()
    while time.monotonic() - began < 30 and not exchange.wait(0):
        exchange.chunk(b"x" * 65_536)
