"""The demonstration, loaded once for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from core.actor import COMMAND_LINE
from core.clock import fixed
from core.demo import load
from core.settings import Settings
from core.wiring import Cockpit, build

END = date(2026, 6, 30)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cockpit]:
    """A cockpit with the demonstration up to 30 June 2026; look, do not touch."""
    cockpit = _cockpit(tmp_path_factory.mktemp("demo"))
    load(cockpit, COMMAND_LINE)
    yield cockpit
    cockpit.store.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Cockpit]:
    """A cockpit with nothing in it on the same day."""
    cockpit = _cockpit(tmp_path)
    yield cockpit
    cockpit.store.close()


def _cockpit(folder: Path) -> Cockpit:
    settings = Settings(database=folder / "rapport.duckdb", threads=2)
    return build(settings, clock=fixed(datetime(2026, 6, 30, 12, 0)))
