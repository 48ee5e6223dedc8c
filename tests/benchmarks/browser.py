"""P6: what a person waits for in Chromium: the first view of a page, and a filter changed on it."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from core.settings import PROJECT_ROOT
from tests.benchmarks.bench import Bench, copy_database
from tests.benchmarks.measure import Measurement, absolute, compare
from tests.benchmarks.servers import FILTERED_WRITE, serving, write_app

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = ("portfolio", "sponsors", "health", "account", "imports", "policy")
AS_OF = "as_of=2026-06-30"
ACCOUNT = "001000000000007AAA"
QUIET_MS = 700
WATCH = """
window.lastChange = performance.now();
new MutationObserver(() => { window.lastChange = performance.now(); }).observe(
    document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
SETTLED = f"() => performance.now() - window.lastChange > {QUIET_MS}"


@dataclass
class View:
    """What one page cost: milliseconds until it stood still, kilobytes of it and of all files."""

    first_ms: list[float] = field(default_factory=list)
    rerun_ms: list[float] = field(default_factory=list)
    page_kb: list[float] = field(default_factory=list)
    all_kb: list[float] = field(default_factory=list)


def pages(bench: Bench) -> list[Measurement]:
    """P6: every page of the cockpit against a page with one input and one ``st.write``."""
    database = copy_database(bench.loaded(), bench.scratch("browser"))
    plain_app = write_app(bench.scratch("plain"), FILTERED_WRITE)
    names = [name for name in PAGES if (PROJECT_ROOT / "pages" / f"{name}.py").exists()]
    views = {name: View() for name in names}
    plain = View()
    with (
        serving(PROJECT_ROOT / "app.py", database=database) as cockpit,
        serving(plain_app) as other,
        chromium() as browser,
    ):
        for name in names:
            _look(browser, _address(cockpit, name), View())
        for _ in range(bench.runs):
            _look(browser, other, plain)
            for name in names:
                _look(browser, _address(cockpit, name), views[name])
    return [line for name in names for line in _lines(name, views[name], plain)]


def _address(url: str, name: str) -> str:
    page = "" if name == "portfolio" else name
    chosen = f"&account={ACCOUNT}" if name == "account" else ""
    return f"{url}/{page}?{AS_OF}{chosen}"


def _lines(name: str, view: View, plain: View) -> Iterator[Measurement]:
    yield compare(
        "P6",
        f"first view of {name}",
        "first view of a page with one `st.write`",
        times=(view.first_ms, plain.first_ms),
        at_most=2,
        unit="ms",
        note=f"{statistics.median(view.all_kb):,.0f} kB with Streamlit's own files, "
        f"the plain page {statistics.median(plain.all_kb):,.0f} kB",
    )
    yield absolute(
        "P6", f"sent for the first view of {name}", values=view.page_kb, at_most=300, unit="kB"
    )
    if view.rerun_ms:
        yield compare(
            "P6",
            f"filter changed on {name}",
            "input changed on the plain page",
            times=(view.rerun_ms, plain.rerun_ms),
            at_most=2,
            unit="ms",
        )


def _look(browser: Browser, address: str, view: View) -> None:
    """Open ``address`` with an empty cache, let it settle, change the text filter, let it settle."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    received = {"page": 0, "all": 0}
    _count(page, received)
    page.goto(address)
    view.first_ms.append(_settled(page))
    view.page_kb.append(received["page"] / 1000)
    view.all_kb.append((received["all"] + received["page"]) / 1000)
    box = page.get_by_label("Name contains")
    if box.count():
        box.first.fill("company 1")
        page.wait_for_function(SETTLED)
        started = float(page.evaluate("() => performance.now()"))
        box.first.press("Enter")
        page.wait_for_function(f"() => window.lastChange > {started}")
        view.rerun_ms.append(_settled(page) - started)
    context.close()


def _settled(page: Page) -> float:
    """Milliseconds since navigation at which the page last changed, once it is quiet."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_selector('[data-testid="stElementContainer"]')
    page.wait_for_function(SETTLED, timeout=60_000)
    return float(page.evaluate("() => window.lastChange"))


def _count(page: Page, received: dict[str, int]) -> None:
    def frame(data: Any) -> None:
        received["page"] += len(data)

    def finished(event: dict[str, Any]) -> None:
        received["all"] += int(event["encodedDataLength"])

    page.on("websocket", lambda socket: socket.on("framereceived", frame))
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", finished)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium, or an error that says what to install."""
    if not Path(CHROMIUM).exists():
        raise RuntimeError("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as library:
        browser = library.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
