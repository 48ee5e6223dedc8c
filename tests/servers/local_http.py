"""An HTTP server on this machine: a function answers, faults come to order."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from tests.servers.gmail_faults import Answer, Faults, Hangup

Reply = Callable[[str, str, Mapping[str, str], bytes], Answer]


class QuietServer(ThreadingHTTPServer):
    """Clients that are killed in mid-answer are nothing to speak of."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class LocalHttp:
    """Subclasses answer in :meth:`reply`; ``log`` is every request's method and path."""

    def __init__(self, port: int = 0) -> None:
        self.faults = Faults()
        self.log: list[str] = []
        self._wanted = port
        self._http: ThreadingHTTPServer | None = None

    def reply(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        raise LookupError(target)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen, on the same port as before when it listened already."""
        self._http = QuietServer(("127.0.0.1", self._wanted), _handler(self))
        self._wanted = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Stop listening: whoever connects is refused."""
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._wanted}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"


def _handler(server: LocalHttp) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16  # one packet an answer: two would wait for each other

        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {key.lower(): value for key, value in self.headers.items()}
            server.log.append(f"{self.command} {self.path.partition('?')[0]}")
            try:
                answer = server.reply(self.command, self.path, headers, body)
            except Hangup:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for key, value in answer.headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = _do  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    return Handler
