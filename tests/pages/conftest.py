"""Pages run as people see them: the shell, a page, an address, and somebody looking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from core import wiring
from core.actor import Actor
from core.clock import Clock
from core.settings import PROJECT_ROOT, Settings
from core.store import ModelSet, Store
from core.ui import identity
from core.wiring import Cockpit

SHELL = PROJECT_ROOT / "core" / "ui" / "shell.py"
Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def _packages_scanned_once() -> Iterator[None]:
    """Each AppTest looks through all installed packages for components; they do not change meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner,
            "scan_component_manifests",
            cache(manifest_scanner.scan_component_manifests),
        )
        yield


@pytest.fixture
def cockpit(store: Store, clock: Clock, tmp_path: Path) -> Iterator[Cockpit]:
    """The process's cockpit over a fresh database."""
    running = Cockpit(Settings(database=tmp_path / "rapport.duckdb"), store, ModelSet.load(), clock)
    wiring.install(running)
    st.cache_data.clear()
    yield running
    wiring.install(None)


@pytest.fixture
def look_as(monkeypatch: pytest.MonkeyPatch) -> Callable[[Actor], None]:
    """Choose who is looking from now on: the one user of single-user mode becomes that actor."""

    def choose(actor: Actor) -> None:
        monkeypatch.setattr(identity, "LOCAL", actor)

    return choose


@pytest.fixture
def open_page(cockpit: Cockpit) -> Open:
    """Open a page by name with the query of its address; the shell runs around it."""

    def opened(name: str, **query: str | list[str]) -> AppTest:
        page = AppTest.from_file(str(SHELL), default_timeout=30)
        for key, value in query.items():
            page.query_params[key] = value
        page.run()
        if name != "portfolio":
            page.switch_page(str(PROJECT_ROOT / "pages" / f"{name}.py"))
            for key, value in query.items():
                page.query_params[key] = value
            page.run()
        return page

    return opened
