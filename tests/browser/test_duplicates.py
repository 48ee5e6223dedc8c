"""A duplicate reviewed by keyboard, merged, undone, merged again, and still merged after the next import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core import capture
from core.actor import COMMAND_LINE
from core.capture import ImportOptions
from core.capture.identity.matching import match
from core.capture.identity.review import queue
from core.policy import current, save
from core.settings import Settings
from core.wiring import build
from tests.browser.conftest import Tab

pytestmark = pytest.mark.browser

FILES = {
    "accounts": "account_id,name,domain,owner_email\nA,Northwind Traders,northwind.example,ann@us.example\n",
    "contacts": "contact_id,account_id,full_name,title,email,phone\n"
    "1,A,Katherine Johnson,Chief Technology Officer,katherine.johnson@northwind.example,+44 20 7946 0991\n"
    "2,A,K. Johnson,Head of Platform,kjo@gmail.com,\n"
    "3,A,Dorothy Vaughan,VP Engineering,dorothy@northwind.example,\n",
}


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(text)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An account with three people, two of whom may be one: the pair waits."""
    here = tmp_path_factory.mktemp("duplicates")
    paths = [_write(here, name, text) for name, text in FILES.items()]
    cockpit = build(Settings(database=here / "rapport.duckdb", threads=2))
    options = ImportOptions(time_zone="UTC", currency="USD", date_order="mdy")
    plan = capture.plan(cockpit.store, COMMAND_LINE, paths, options=options)
    capture.publish(cockpit.store, COMMAND_LINE, plan)
    looked_at = current(cockpit.store).with_value("identity_automatic", 0)
    save(cockpit.store, COMMAND_LINE, looked_at, "Every pair is looked at")
    match(cockpit.store, COMMAND_LINE, "contact")
    assert queue(cockpit.store, COMMAND_LINE, "contact", min_probability=0.5).total == 1
    cockpit.store.close()
    return here


def _press(tab: Tab, key: str) -> None:
    tab.page.keyboard.press(key)
    tab.settle()


def test_a_merge_by_keyboard_is_undone_made_again_and_outlives_an_import(
    folder: Path, serve: Callable[..., str], new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(serve(folder / "rapport.duckdb"))
    tab.open("duplicates")
    tab.page.get_by_text("Are these one person?").wait_for()
    assert tab.page.get_by_text("Katherine Johnson").count()
    search = tab.page.get_by_placeholder("Name, address, identifier or account")
    search.press_sequentially("usdk")  # typed, not decided
    search.press("Enter")
    tab.settle()
    tab.page.get_by_text("No pair of people matches").wait_for()
    search.fill("")
    search.press("Enter")
    tab.settle()
    tab.page.get_by_text("Are these one person?").wait_for()
    search.blur()
    _press(tab, "s")
    tab.page.get_by_text("No pair of people waits").wait_for()
    _press(tab, "u")
    tab.page.get_by_text("Are these one person?").wait_for()
    _press(tab, "s")
    tab.page.get_by_text("No pair of people waits").wait_for()

    changed = FILES["contacts"].replace("Chief Technology Officer", "Chief Operating Officer")
    tab.open("imports")
    tab.page.locator("input[type=file]").set_input_files(_write(folder, "contacts_next", changed))
    tab.page.get_by_role("button", name="Publish 3 records").click()
    tab.page.get_by_text("is published").wait_for()
    tab.settle()

    tab.open("duplicates?part=Merged")
    cells = tab.cells()
    assert "2" in cells
    assert any("K. Johnson" in cell and "Katherine Johnson" in cell for cell in cells)
    assert any("Chief Operating Officer" in cell for cell in cells)
    tab.open("duplicates?part=Decided")
    assert {"● Same", "○ Taken back"} <= set(tab.cells())
