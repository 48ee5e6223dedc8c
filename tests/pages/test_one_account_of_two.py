"""An account's page when two imported records were decided to be one."""

from __future__ import annotations

from core.actor import COMMAND_LINE
from core.capture.identity import decide
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill


def test_either_identifier_opens_the_one_account_with_both_records(
    cockpit: Cockpit, open_page: Open
) -> None:
    fill(cockpit.store, 4)
    one, other = (
        row["account_key"]
        for row in cockpit.store.rows(
            "SELECT account_key FROM crm.account WHERE source_id IN ('A1', 'A2') ORDER BY source_id"
        )
    )
    decide(cockpit.store, COMMAND_LINE, "account", [(one, other)], "same", "the same company")
    for asked in ("A1", "A2"):
        page = open_page("account", account=asked, tab="Overview")
        assert not page.exception
        assert any("from Test" in str(caption.value) for caption in page.caption)
        assert [panel.label for panel in page.expander if "2 records" in panel.label]
        (table,) = [frame.value for frame in page.dataframe if "Gives" in frame.value]
        assert sorted(table["Identifier"]) == ["A1", "A2"]


def test_an_account_of_one_record_says_nothing_of_records(
    cockpit: Cockpit, open_page: Open
) -> None:
    fill(cockpit.store, 2)
    page = open_page("account", account="A1", tab="Overview")
    assert not page.exception
    assert not [panel for panel in page.expander if "records" in panel.label]
