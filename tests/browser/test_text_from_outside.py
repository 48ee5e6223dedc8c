"""Seventy-two hostile texts in every place a file can put text: nothing is fetched, nothing links."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.actor import COMMAND_LINE
from core.store import Store
from tests.browser.conftest import Tab
from tests.browser.payloads import EVIL, PAYLOADS
from tests.pages.portfolio import fill

pytestmark = pytest.mark.browser

DAY = "as_of=2026-06-30"
TABS = (
    "Overview",
    "Executives",
    "Tickets+and+integrations",
    "Timeline",
    "History+and+changes",
    "Notes",
    "Draft",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A server whose accounts, people, tickets, activities, integrations and notes are hostile."""
    database = tmp_path_factory.mktemp("hostile") / "rapport.duckdb"
    with Store.open(database) as store:
        fill(store, len(PAYLOADS))
        with store.transaction(COMMAND_LINE, "test.poison") as work:
            for number, text in enumerate(PAYLOADS):
                _poison(work, number, text)
            work.touch("crm.account", "crm.contact", "crm.ticket", "crm.activity", "ops.note")
    return serve(database)


def _poison(work: object, number: int, text: str) -> None:
    run = work.execute  # type: ignore[attr-defined]
    name = {"text": text, "id": f"A{number}"}
    run("UPDATE crm.account SET name = $text, region = $text WHERE source_id = $id", name)
    run(
        "UPDATE crm.contact SET full_name = $text, title = 'VP ' || $text WHERE source_id = $id",
        {"text": text, "id": f"C{number * 2}"},
    )
    first = "(SELECT account_key FROM crm.account WHERE source_id = 'A0')"
    run(
        f"UPDATE crm.ticket SET subject = $text, component = $text, account_key = {first} "
        "WHERE source_id = $id",
        {"text": text, "id": f"T{number * 4}"},
    )
    run(
        f"UPDATE crm.activity SET subject = $text, body = $text, account_key = {first} "
        "WHERE source_id = $id",
        {"text": text, "id": f"E{number * 12}"},
    )
    run(
        f"UPDATE crm.heartbeat SET integration = $text, account_key = {first} "
        "WHERE source_id = $id",
        {"text": text, "id": f"H{number * 20}"},
    )
    run(
        f"INSERT INTO ops.note SELECT $number, {first}, TIMESTAMP '2026-06-01', $text, $text",
        {"text": text, "number": number + 1},
    )


def _harmless(tab: Tab) -> None:
    for attribute in ("href", "src", "action", "data", "poster"):
        found = tab.page.locator(f"[{attribute}*='{EVIL}']")
        assert found.count() == 0, found.first.evaluate("element => element.outerHTML")
    assert tab.page.locator("[href^='javascript:']").count() == 0


def test_security_11_hostile_lists_fetch_and_link_nothing(
    hostile: str, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(hostile)
    for path in ("", "sponsors", "health", "account", "imports"):
        tab.open(f"{path}?{DAY}")
        _harmless(tab)


@pytest.mark.parametrize("part", TABS)
def test_security_11_a_hostile_account_fetches_and_links_nothing(
    hostile: str, new_tab: Callable[[str], Tab], part: str
) -> None:
    tab = new_tab(hostile)
    tab.open(f"account?account=A0&tab={part}&{DAY}")
    tab.page.wait_for_timeout(500)
    assert tab.page.get_by_role("tab", name=part.replace("+", " ")).is_visible()
    _harmless(tab)


def test_security_11_a_hostile_name_in_headings_and_filters_stays_text(
    hostile: str, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(hostile)
    for number, text in enumerate(PAYLOADS):
        tab.open(f"account?account=A{number}&{DAY}")
        heading = tab.page.get_by_role("heading", level=1).inner_text()
        assert text.split()[0][:12] in heading.replace("\u2060", "")
        _harmless(tab)
