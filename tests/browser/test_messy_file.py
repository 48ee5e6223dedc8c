"""A messy export, put right in the preview, imported, and read by itself the next time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Tab

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

TITLE = "Kunden für Jürgen;;\nStand {day}.07.2026;;\n\n"
RECORDS = (
    "account_id;name;arr_amount\nA1;'Müller; Söhne';1.234,50\nA2;Bäckerei Groß;2.000,75\n"
    "A3;Schröder;3.000,25\n"
)
CHECKED = "geprüft von;Ada;\n"


def test_an_analyst_puts_a_messy_file_right_in_the_preview(
    serve: Callable[[], str], new_tab: Callable[[str], Tab], tmp_path: Path
) -> None:
    tab = new_tab(serve())
    page = tab.page
    tab.open("imports")
    july = tmp_path / "july.csv"
    july.write_bytes((TITLE.format(day="01") + RECORDS + CHECKED).encode("cp1252"))
    _bring(tab, july)

    summary = page.get_by_text("How was it read? Semicolon, cp1252, names in line 4")
    summary.wait_for()
    if not page.get_by_text("Read it another way").is_visible():
        summary.click()
        tab.settle()
    page.get_by_role("radio", name="Lines of the file").click()
    tab.settle()
    lines = page.locator("[data-testid=stCode]").inner_text()
    assert "1  above    Kunden für Jürgen;;" in lines
    assert "4  names    account_id;name;arr_amount" in lines
    page.get_by_role("radio", name="Table").click()
    tab.settle()

    _choose(tab, page.get_by_label("Quotes around cells"), "apostrophe")
    below = page.get_by_role("spinbutton", name="Lines left out below")
    below.fill("1")
    below.press("Enter")
    tab.settle()
    page.get_by_text("Would be: semicolon, cp1252, names in line 4").wait_for()
    assert "Müller; Söhne" in tab.cells()
    page.get_by_role("button", name="Read it so").click()
    tab.settle()
    publish = page.get_by_role("button", name="Publish 3 records from 1 file")
    publish.click()
    page.get_by_text("Import 1 is published").wait_for()
    tab.settle()

    august = tmp_path / "august.csv"
    august.write_bytes((TITLE.format(day="01") * 2 + RECORDS).encode("cp1252"))
    _bring(tab, august)
    page.get_by_text("said of july.csv on").wait_for()
    page.get_by_role("button", name="Publish 3 records from 1 file").wait_for()
    assert "Müller; Söhne" in tab.cells()


def _bring(tab: Tab, path: Path) -> None:
    tab.page.set_input_files("input[type=file]", [str(path)])
    tab.page.get_by_text("What are these files?").wait_for()
    tab.settle()


def _choose(tab: Tab, field: Locator, words: str) -> None:
    field.click()
    tab.page.get_by_role("option", name=words).click()
    tab.settle()
