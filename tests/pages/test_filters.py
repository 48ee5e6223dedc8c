"""The filters live in the address: it reproduces the view, and they survive a change of page."""

from __future__ import annotations

from core.settings import PROJECT_ROOT
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill


def _go(page, name: str):
    page.switch_page(str(PROJECT_ROOT / "pages" / f"{name}.py"))
    return page.run()


def test_an_address_reproduces_the_view(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 30)
    page = open_page("portfolio", rag=["red"], tier=["enterprise", "smb"], as_of="2026-06-30")
    assert set(page.dataframe[-1].value["Tier"]) <= {"Enterprise", "SMB"}
    assert page.multiselect(key="filter.rag").value == ["red"]
    assert page.multiselect(key="filter.tier").value == ["enterprise", "smb"]


def test_choosing_a_filter_writes_the_address(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 30)
    page = open_page("portfolio")
    page.multiselect(key="filter.tier").set_value(["smb"]).run()
    assert page.query_params["tier"] in ("smb", ["smb"])
    assert set(page.dataframe[-1].value["Tier"]) == {"SMB"}


def test_filters_survive_a_change_of_page(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 30)
    page = open_page("portfolio", tier=["smb"])
    page.query_params.clear()
    page = _go(page, "health")
    assert page.query_params["tier"] in ("smb", ["smb"])
    assert set(page.dataframe[-1].value["Tier"]) == {"SMB"}


def test_clearing_shows_everything_again(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 12)
    page = open_page("portfolio", tier=["smb"], search="Account 1")
    page.button(key="filter.clear").click().run()
    assert len(page.dataframe[-1].value) == 12
    assert "tier" not in page.query_params


def test_filters_that_match_nothing_say_so_and_offer_to_clear(
    cockpit: Cockpit, open_page: Open
) -> None:
    fill(cockpit.store, 12)
    page = open_page("portfolio", search="nothing of that name")
    assert page.subheader[0].value == "No account matches these filters"
    page.button(key="no-match-clear").click().run()
    assert len(page.dataframe[-1].value) == 12


def test_an_address_with_a_value_that_is_none_says_which(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 5)
    page = open_page("portfolio", rag=["purple"])
    assert not page.exception
    assert "purple" in page.warning[0].value


def test_a_saved_view_opens_again(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 12)
    page = open_page("portfolio", tier=["smb"])
    page.text_input(key="view.name").set_value("My small ones")
    next(button for button in page.button if button.label == "Save view").click().run()
    saved = cockpit.store.one("SELECT page, name, query FROM ops.saved_view")
    assert saved == {"page": "portfolio", "name": "My small ones", "query": "tier=smb"}


def test_a_page_number_beyond_the_last_shows_the_last(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 30)
    page = open_page("portfolio", **{"accounts.page": "99"})
    assert not page.exception
