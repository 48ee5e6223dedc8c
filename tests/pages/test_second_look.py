"""The second look on the health page and on an account's page."""

from __future__ import annotations

from core.actor import COMMAND_LINE
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill

PRAISE = (
    "INSERT INTO crm.activity BY NAME SELECT 1::UBIGINT AS activity_key, 'note' AS kind, "
    "TIMESTAMP '2026-06-25 10:00' AS occurred_at, 'Delighted' AS subject, account_key, "
    "'test' AS source_system, 'note' AS source_id, 1 AS batch_id, 9 AS source_line "
    "FROM crm.account WHERE source_id = 'A7'"
)


def _tables(page: object) -> list[set[str]]:
    return [set(table.value) for table in page.dataframe]  # type: ignore[attr-defined]


def test_a_portfolio_without_doubts_says_so(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 3)
    page = open_page("health", area="Second look")
    assert not page.exception
    said = " ".join(str(one.value) for one in page.caption)
    assert "None among these accounts" in said


def test_a_contradiction_shows_both_sides_on_both_pages(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 12)
    with cockpit.store.transaction(COMMAND_LINE, "test.note") as work:
        work.execute(PRAISE)
        work.touch("crm.activity")
    page = open_page("health", area="Second look")
    assert not page.exception
    (table,) = [one.value for one in page.dataframe if "On one side" in one.value]
    assert list(table["On one side"]) == ["A recent note speaks of praise."]
    account = open_page("account", account="A7", tab="Overview")
    assert not account.exception
    assert {" ", "What", "Says"} in _tables(account)
