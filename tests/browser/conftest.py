"""A real server on a free port, and a real Chromium that reports what it asked for and complained of."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.settings import PROJECT_ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Locator, Page

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
STARTED = "[data-testid=stApp]"


@dataclass
class Tab:
    """A page of the browser, with what went wrong in it. ``base`` is the server's address."""

    page: Page
    base: str
    console: list[str] = field(default_factory=list)
    remote: list[str] = field(default_factory=list)
    received: int = 0

    def open(self, path: str) -> None:
        """Go to a path and wait until the page is drawn."""
        self.page.goto(f"{self.base}/{path}")
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run and the browser has nothing left to fetch."""
        self.page.wait_for_selector(STARTED, timeout=30_000)
        self.page.wait_for_timeout(400)
        self.page.wait_for_selector(READY, timeout=60_000)
        self.page.wait_for_timeout(600)

    def cells(self, scope: Page | Locator | None = None) -> list[str]:
        """The texts of the tables in ``scope``, which a canvas keeps for assistive technology."""
        found = (scope or self.page).locator("[role=gridcell]")
        found.first.wait_for(state="attached")
        return [text.strip() for text in found.all_text_contents()]

    def click_cell(self, table: Locator, *, row: int, at: float = 0.04, times: int = 1) -> None:
        """Click a cell of a table, which is drawn on a canvas.

        Rows count from 0; ``at`` is how far along the table's width.
        """
        box = self._at_rest(table)
        self.page.mouse.click(
            box["x"] + box["width"] * at, box["y"] + 31 * row + 31 + 15, click_count=times
        )
        self.settle()

    def type_into_cell(self, table: Locator, text: str, *, row: int, at: float) -> None:
        """Open a cell's editor, put ``text`` there and leave it."""
        self.click_cell(table, row=row, at=at, times=2)
        editor = self.page.locator("#portal input")
        editor.wait_for()
        editor.fill(text)
        editor.press("Enter")
        editor.wait_for(state="detached")
        self.settle()

    def _at_rest(self, table: Locator) -> FloatRect:
        """Where the table stands once what is drawn above it moves it no more."""
        table.scroll_into_view_if_needed()
        before, box = None, table.bounding_box()
        while box != before:
            self.page.wait_for_timeout(300)
            before, box = box, table.bounding_box()
        assert box is not None
        return box


def _watch(page: Page, base: str) -> Tab:
    tab = Tab(page, base)

    def said(message: Any) -> None:
        probe = "404" in message.text and "Failed to load resource" in message.text
        if message.type == "error" and not probe:
            tab.console.append(message.text)

    def asked(request: Any) -> None:
        if not request.url.startswith((base, base.replace("http", "ws"), "data:", "blob:")):
            tab.remote.append(request.url)

    def socket_opened(found: Any) -> None:
        def count(frame: Any) -> None:
            tab.received += len(frame)

        found.on("framereceived", count)

    page.on("console", said)
    page.on("pageerror", lambda error: tab.console.append(str(error)))
    page.on("request", asked)
    page.on("websocket", socket_opened)
    return tab


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the journeys are skipped."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def new_tab(browser: Browser) -> Iterator[Callable[..., Tab]]:
    """Open a tab in a session of its own; a quiet console and no remote request are asserted."""
    opened: list[tuple[Any, Tab]] = []

    def open_tab(base: str, **options: Any) -> Tab:
        context = browser.new_context(
            viewport={"width": 1440, "height": 1000}, accept_downloads=True, **options
        )
        tab = _watch(context.new_page(), base)
        opened.append((context, tab))
        return tab

    yield open_tab
    for context, _ in opened:
        context.close()
    assert [line for _, tab in opened for line in tab.console] == []
    assert [url for _, tab in opened for url in tab.remote] == []


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path | None], str]]:
    """Start a server over a database (or a new one) and give its address.

    ``environment_of`` gives further variables for the port it will listen on.
    """
    running: list[subprocess.Popen[bytes]] = []

    def start(
        database: Path | None = None,
        environment_of: Callable[[int], dict[str, str]] = lambda port: {},
    ) -> str:
        database = database or tmp_path_factory.mktemp("served") / "rapport.duckdb"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        log = database.with_suffix(".log").open("wb")
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        environment = {
            **os.environ,
            "RAPPORT_DATABASE": str(database),
            **environment_of(port),
        }
        running.append(
            subprocess.Popen(
                command, cwd=PROJECT_ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        )
        base = f"http://127.0.0.1:{port}"
        _wait(base, running[-1], database.with_suffix(".log"))
        return base

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=20)


def _wait(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(120):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{base}/_stcore/health", timeout=1):  # noqa: S310
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"the server did not start: {log.read_text()[-2000:]}")
