"""A browser session without a browser: Streamlit's own websocket protocol.

It measures what the server does for a session, from the message sent to the script finished, and
counts the bytes of both directions; painting is left out.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any
from urllib.parse import urlparse

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass
class Session:
    """One session on the server at ``url``; use with ``async with``."""

    url: str
    received: int = 0
    errors: list[str] = field(default_factory=list)
    _socket: Any = None
    _page: str = ""

    async def __aenter__(self) -> Session:
        host = urlparse(self.url).netloc
        self._socket = await websockets.connect(
            f"ws://{host}/_stcore/stream",
            origin=f"http://{host}",  # type: ignore[arg-type]
            max_size=None,
            subprotocols=["streamlit"],  # type: ignore[list-item]
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._socket.close()

    async def run(self, page: str = "", query: str = "", timeout: float = 60.0) -> float:
        """Ask for a run of ``page`` with the address's ``query``; seconds until it has finished.

        A session stays on the page it opened first, as a browser does until somebody navigates.
        """
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        if self._page:
            message.rerun_script.page_script_hash = self._page
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        await asyncio.wait_for(self._finished(), timeout)
        return time.perf_counter() - started

    async def _finished(self) -> None:
        while True:
            data = await self._socket.recv()
            self.received += len(data)
            answer = ForwardMsg()
            answer.ParseFromString(data)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self._page = answer.new_session.page_script_hash
            elif kind == "delta" and answer.delta.new_element.HasField("exception"):
                self.errors.append(answer.delta.new_element.exception.message)
            elif kind == "page_not_found":
                self.errors.append(f"page not found: {answer.page_not_found.page_name}")
            elif kind == "script_finished":
                return
