"""A clock that can be moved, and what an identity provider says about Ada."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.actor import COMMAND_LINE, Role
from core.auth import users
from core.clock import Clock
from core.settings import Settings
from core.store import Store

START = datetime(2026, 6, 30, 8, 0)


class Hands:
    """A clock whose hands the test moves."""

    def __init__(self) -> None:
        self.at = START

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def store(tmp_path: Path, hands: Hands, blank: Callable[[Path], Path]) -> Iterator[Store]:
    with Store.open(blank(tmp_path), clock=Clock(now=lambda: hands.at), threads=1) as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=tmp_path / "rapport.duckdb", admin_email="root@example.com")


@pytest.fixture
def ada(store: Store) -> str:
    """A CSM the administrator has added."""
    return users.create_user(store, COMMAND_LINE, "ada@example.com", [Role.CSM])


def claims(at: datetime = START, **changes: Any) -> dict[str, Any]:
    """What a signed cookie says of a sign-in at ``at``."""
    issued = int(at.replace(tzinfo=UTC).timestamp())
    return {
        "is_logged_in": True,
        "iss": "https://id.example.com",
        "sub": "ada-1",
        "email": "Ada@Example.com",
        "email_verified": True,
        "nonce": "n1",
        "iat": issued,
    } | changes
