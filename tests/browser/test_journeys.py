"""What people come to do, from beginning to end, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from core import capture, policy
from core.actor import COMMAND_LINE
from core.store import Store
from tests.browser import exports
from tests.browser.conftest import Tab

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

DAY = "as_of=2026-06-30"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A server with three accounts, imported from files."""
    folder = tmp_path_factory.mktemp("imported")
    files = exports.write(folder)
    with Store.open(folder / "rapport.duckdb") as store:
        policy.ensure_shipped(store)
        capture.publish(store, COMMAND_LINE, capture.plan(store, COMMAND_LINE, files))
    return serve(folder / "rapport.duckdb")


def test_an_analyst_imports_three_files_and_says_what_the_columns_of_one_mean(
    serve: Callable[[], str], new_tab: Callable[[str], Tab], tmp_path: Path
) -> None:
    tab = new_tab(serve())
    page = tab.page
    tab.open("imports")
    files = exports.write(tmp_path)[:2]
    unknown = tmp_path / "kunden.csv"
    unknown.write_text(exports.UNKNOWN)
    page.set_input_files("input[type=file]", [str(path) for path in (*files, unknown)])
    page.get_by_text("What are these files?").wait_for()
    tab.settle()
    page.get_by_text("What do the columns of kunden.csv mean?").wait_for()
    tab.settle()

    editor = page.locator("[data-testid=stDataFrame]").nth(1)
    _choose_field(tab, editor, row=1, field="name")
    page.get_by_role("button", name="Save the mapping").click()
    tab.settle()
    publish = page.get_by_role("button", name="Publish 8 records from 3 files")
    publish.wait_for()
    publish.click()
    page.get_by_text("Import 1 is published").wait_for()

    page.get_by_role("tab", name="History").click()
    tab.settle()
    assert "kunden.csv" in tab.cells()
    tab.open(f"?{DAY}")
    assert {"Contoso", "Northwind Traders"} <= set(tab.cells())


def _choose_field(tab: Tab, editor: Locator, *, row: int, field: str) -> None:
    tab.click_cell(editor, row=row, at=0.58)
    tab.click_cell(editor, row=row, at=0.58, times=2)
    tab.page.keyboard.type(field)
    tab.page.wait_for_timeout(400)
    tab.page.keyboard.press("Enter")
    tab.settle()


def test_a_manager_opens_a_measure_down_to_the_line_of_the_file(
    imported: str, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(imported)
    page = tab.page
    tab.open(f"?{DAY}")
    page.get_by_role("button", name="How is this computed").first.click()
    drawer = page.get_by_role("dialog")
    drawer.wait_for()
    tab.settle()
    assert drawer.get_by_text("Accounts whose engagement level is engaged or champion").is_visible()
    accounts = drawer.locator("[data-testid=stDataFrame]").last
    rows = tab.cells(accounts)
    assert "Northwind Traders" in rows
    position = [
        name
        for name in rows
        if name in ("Northwind Traders", "Blue Yonder Airlines", "Fourth Coffee")
    ]
    tab.click_cell(accounts, row=position.index("Northwind Traders"))

    page.get_by_role("heading", name="Northwind Traders").wait_for()
    assert urlsplit(page.url).path == "/account"
    why = page.get_by_role("heading", name="Why this sponsor engagement?")
    panel = page.locator("[data-testid=stVerticalBlock]").filter(has=why).last
    factors = panel.locator("[data-testid=stDataFrame]").first
    factors.scroll_into_view_if_needed()
    tab.click_cell(factors, row=0)
    drawer = page.get_by_role("dialog")
    drawer.get_by_text("Where this comes from").wait_for()
    tab.settle()
    drawer.get_by_role("heading", name="activities.csv, line").wait_for()
    assert {"activity_id", "occurred_at"} <= set(tab.cells(drawer))


def test_a_copied_address_reproduces_the_view_in_a_new_session(
    imported: str, new_tab: Callable[[str], Tab]
) -> None:
    first = new_tab(imported)
    first.open(f"?{DAY}")
    first.page.get_by_role("button", name="Filters", exact=True).click()
    first.page.get_by_label("Tier").click()
    first.page.get_by_role("option", name="Enterprise").click()
    first.settle()
    first.page.keyboard.press("Escape")
    first.settle()
    address = first.page.url
    assert "tier=enterprise" in address
    second = new_tab(imported)
    second.page.goto(address)
    second.settle()
    for tab in (first, second):
        names = tab.cells()
        assert "Northwind Traders" in names
        assert "Fourth Coffee" not in names


def test_filters_stay_when_the_page_changes(imported: str, new_tab: Callable[[str], Tab]) -> None:
    tab = new_tab(imported)
    tab.open(f"?{DAY}&tier=enterprise")
    tab.page.get_by_role("link", name="Technical health").click()
    tab.settle()
    assert urlsplit(tab.page.url).path == "/health"
    assert "tier=enterprise" in tab.page.url
    assert "as_of=2026-06-30" in tab.page.url


def test_a_cell_of_the_matrix_lists_its_accounts(
    imported: str, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(imported)
    tab.open(f"?{DAY}")
    tab.page.locator(".js-plotly-plot text", has_text="USD 420K").first.click(force=True)
    tab.settle()
    assert "rag=" in tab.page.url
    assert "level=" in tab.page.url
    tab.page.get_by_role("button", name="All cells").click()
    tab.settle()
    assert "rag=" not in tab.page.url


def test_an_account_is_found_by_name_from_anywhere(
    imported: str, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(imported)
    tab.open("policy")
    finder = tab.page.get_by_placeholder("Find an account")
    finder.fill("fourth")
    finder.press("Enter")
    tab.settle()
    tab.page.get_by_role("button", name="Fourth Coffee").click()
    tab.page.get_by_role("heading", name="Fourth Coffee").wait_for()


def test_a_table_is_downloaded_as_filtered(imported: str, new_tab: Callable[[str], Tab]) -> None:
    tab = new_tab(imported)
    tab.open(f"?{DAY}&tier=enterprise")
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("button", name="CSV").last.click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "Northwind Traders" in text
    assert "Fourth Coffee" not in text
    assert "2026-06-30" in text
    assert "enterprise" in text


@pytest.mark.parametrize(
    "path", ["", "sponsors", "health", "account?account=A1", "imports", "policy"]
)
def test_no_page_sends_more_than_300_kb_for_its_first_view(
    imported: str, new_tab: Callable[[str], Tab], path: str
) -> None:
    tab = new_tab(imported)
    tab.open(f"{path}{'&' if '?' in path else '?'}{DAY}")
    assert tab.received < 300_000
