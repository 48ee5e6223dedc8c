"""The way to green on an account's page."""

from __future__ import annotations

import pytest

from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill


@pytest.mark.parametrize(("account", "said"), [("A7", "Close P1"), ("A5", "Restore the webhook")])
def test_an_account_that_is_not_green_says_what_would_make_it_so(
    cockpit: Cockpit, open_page: Open, account: str, said: str
) -> None:
    fill(cockpit.store, 8)
    page = open_page("account", account=account, tab="Overview")
    assert not page.exception
    assert any(said in str(text.value) for text in page.markdown)
    assert any("Score then" in table.value for table in page.dataframe)


def test_a_green_account_shows_no_way_to_green(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 8)
    page = open_page("account", account="A1", tab="Overview")
    assert not page.exception
    assert "What would make it green?" not in [part.value for part in page.subheader]
