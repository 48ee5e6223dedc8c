"""Fixtures every test may use."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from core.clock import Clock, fixed
from core.settings import PROJECT_ROOT
from core.store import Store

SHARED = PROJECT_ROOT.parent / "shared"
NOW = datetime(2026, 6, 30, 12, 0)

# No test is timed: a busy machine must not make a property fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon UTC of 30 June 2026."""
    return fixed(NOW)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """``blank(folder)`` puts a new, migrated database into a folder and gives its path.

    It is made once and copied: migrating takes ten times as long as copying, and thousands of tests begin with it.
    """
    made = tmp_path_factory.mktemp("blank")
    Store.open(made / "rapport.duckdb", clock=fixed(NOW), threads=2).close()

    def put(folder: Path) -> Path:
        shutil.copytree(made, folder, dirs_exist_ok=True)
        return folder / "rapport.duckdb"

    return put


@pytest.fixture
def store(tmp_path: Path, clock: Clock, blank: Callable[[Path], Path]) -> Iterator[Store]:
    """A fresh database in an empty folder."""
    with Store.open(blank(tmp_path), clock=clock, threads=2) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real exports, present only beside the project's development checkout."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the shared exports are not on this machine")
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the tests may reach beyond this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in (
            "127.0.0.1",
            "::1",
            "localhost",
        ):
            raise AssertionError(f"a test tried to reach {address!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
