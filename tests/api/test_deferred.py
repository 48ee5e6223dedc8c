"""An application made at its first call."""

from __future__ import annotations

import threading
import time

from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from core.api.deferred import Deferred


def test_an_application_is_made_once_however_many_call_first() -> None:
    made: list[int] = []

    def make() -> ASGIApp:
        time.sleep(0.1)
        made.append(1)
        return PlainTextResponse("here")

    client = TestClient(Deferred(make))
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(client.get("/").text)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["here"] * 4
    assert len(made) == 1
