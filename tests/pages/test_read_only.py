"""Pages of a database that takes no writes: they say so, and show what is there."""

from __future__ import annotations

import pytest

from core.errors import ReadOnly
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill


@pytest.mark.parametrize("name", ["portfolio", "account", "imports", "policy"])
@pytest.mark.parametrize("day", ["", "2025-01-31"])
def test_every_page_says_that_nothing_can_be_saved_and_shows_what_is_there(
    cockpit: Cockpit, open_page: Open, name: str, day: str
) -> None:
    fill(cockpit.store, 3)
    open_page("portfolio")
    cockpit.store._refusal = ReadOnly("The audit log is not the one expected.", "Restore a backup.")
    page = open_page(name, **{"as_of": day} if day else {})
    assert not page.exception
    assert not page.error
    assert "Nothing can be saved now. The audit log is not" in str(page.warning[0].proto)


@pytest.mark.parametrize("name", ["portfolio", "sponsors", "health"])
def test_a_day_never_worked_out_shows_no_measure_that_would_be_wrong(
    cockpit: Cockpit, open_page: Open, name: str
) -> None:
    fill(cockpit.store, 3)
    open_page("portfolio")
    cockpit.store._refusal = ReadOnly("The audit log is not the one expected.", "Restore a backup.")
    page = open_page(name, as_of="2025-01-31")
    assert any("could not be worked out" in caption.value for caption in page.caption)
    assert not page.subheader
    assert not page.metric
