"""Hostile uploads: refused by name, their reading child ended, and the server awake meanwhile."""

from __future__ import annotations

import threading
import time
from typing import Any

import psutil
import pytest
from starlette.testclient import TestClient

from core.actor import Role
from core.wiring import Cockpit
from tests.api.conftest import Bearer
from tests.unit.capture.zoo.animals import BOMBS, SOUND, Bomb

BATCHES = "SELECT count(*) FROM crm.import_batch"


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.name)
def test_security_22_health_answers_within_a_second_while_a_bomb_is_read(
    client: TestClient, bearer: Bearer, cockpit: Cockpit, bomb: Bomb
) -> None:
    before, batches = children(), cockpit.store.value(BATCHES)
    headers = bearer(Role.ANALYST) | {"Content-Type": "application/octet-stream"}
    content = bomb.make()
    answers: list[Any] = []

    def send() -> None:
        answers.append(
            client.post(
                f"/api/imports?file_name={bomb.file_name}&dry_run=true",
                content=content,
                headers=headers,
            )
        )

    with client:
        # What a first import loads is not what this measures.
        sound = {**headers, "Content-Type": "text/csv"}
        client.post("/api/imports?file_name=a.csv&dry_run=true", content=SOUND, headers=sound)
        sender = threading.Thread(target=send)
        longest, asked = 0.0, 0
        sender.start()
        while sender.is_alive():
            started = time.monotonic()
            assert client.get("/api/health").status_code == 200
            longest, asked = max(longest, time.monotonic() - started), asked + 1
            time.sleep(0.02)
        sender.join()
    (answer,) = answers
    assert answer.status_code == 200, answer.text
    told = " ".join(p["reason"] for f in answer.json()["files"] for p in f["problems"])
    assert bomb.reason in told
    assert all(file["accepted"] == 0 for file in answer.json()["files"])
    assert longest < 1
    assert asked
    assert children() <= before
    assert cockpit.store.value(BATCHES) == batches
