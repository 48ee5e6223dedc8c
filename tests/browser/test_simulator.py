"""From a limit that is only supposed to the board that shows it in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core import capture, policy
from core.actor import COMMAND_LINE
from core.store import Store
from tests.browser.conftest import Tab

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def young_p1(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A server with an account whose P1 is two days old: green as long as three are allowed."""
    folder = tmp_path_factory.mktemp("simulator")
    opened = (datetime.now(UTC) - timedelta(days=1, hours=6)).strftime("%Y-%m-%dT%H:%M:%SZ")
    accounts = folder / "accounts.csv"
    accounts.write_text("account_id,name,tier\nA1,Northwind Traders,smb\nA2,Fourth Coffee,smb\n")
    tickets = folder / "tickets.csv"
    tickets.write_text(
        "ticket_id,account_id,subject,priority,status,opened_at\n"
        f"T1,A1,Orders stand still,P1,open,{opened}\nT2,A2,A question,P4,open,{opened}\n"
    )
    with Store.open(folder / "rapport.duckdb") as store:
        policy.ensure_shipped(store)
        plan = capture.plan(store, COMMAND_LINE, [accounts, tickets])
        capture.publish(store, COMMAND_LINE, plan)
    return serve(folder / "rapport.duckdb")


def test_a_limit_is_supposed_seen_and_put_in_force(
    young_p1: str, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(young_p1)
    page = tab.page
    tab.open("policy")
    page.get_by_role("tab", name="Simulator").click()
    tab.settle()
    page.get_by_text("As the policy in force has it").wait_for()

    editor = page.locator("[data-testid=stDataFrame]").first
    tab.type_into_cell(editor, "1", row=3, at=0.265)  # Oldest P1, every tier
    page.get_by_text("1 of 2 accounts, the worse first").wait_for()
    page.get_by_text("1 value changed").wait_for()

    page.get_by_role("button", name="Scan the last 12 months").click()
    page.get_by_text("scanned each day").wait_for(timeout=120_000)
    tab.settle()

    page.get_by_label("Reason").fill("A P1 waits no longer than a day")
    page.get_by_role("button", name="Put in force").click()
    tab.settle()
    page.get_by_text("Version 2 is in force").wait_for()

    tab.open("health?rag=red&rag=amber")
    assert "Northwind Traders" in tab.cells()
    assert "Fourth Coffee" not in tab.cells()
    tab.open("account?account=A1")
    page.get_by_text("Close P1 T1").first.wait_for()
