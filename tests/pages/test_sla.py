"""Service levels on the page Technical health, and clocks and hours on the account's page."""

from __future__ import annotations

from collections.abc import Callable

from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from core.actor import Actor, Role
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill

TAB = "Tickets and integrations"


def _says(page: AppTest, text: str) -> bool:
    return any(text in str(one.value) for one in page.caption)


def _broken(page: AppTest) -> DataFrame:
    """The second list: the last table but the one of promises kept."""
    return page.dataframe[-2].value


def test_the_page_counts_lists_and_rates_promises(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 30)
    page = open_page("health", area="Service levels")
    assert not page.exception
    assert [metric.label for metric in page.metric] == [
        "◆ Breached",
        "▲ About to breach",
        "● On track",
        "◐ Paused",
    ]
    assert int(page.metric[0].value) > 0
    titles = [one.value for one in page.subheader]
    assert "Which promises can still be kept?" in titles
    assert "Which promises are broken?" in titles
    assert "How many promises were kept?" in titles
    assert set(_broken(page)["Stands"]) == {"◆ Breached"}
    assert _says(page, "Clocks read at 30 Jun 2026 12:00 UTC")


def test_the_list_shows_other_standings_when_asked(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 30)
    page = open_page("health", area="Service levels")
    before = len(_broken(page))
    page.selectbox(key="sla.show").set_value("All of them").run()
    assert not page.exception
    assert len(_broken(page)) >= before


def test_the_account_page_shows_each_tickets_clocks(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 8)
    page = open_page("account", account="A7", tab=TAB)
    assert not page.exception
    table = next(one.value for one in page.dataframe if "Stands" in one.value)
    assert "◆ Breached" in set(table["Stands"])
    assert any("running" in text for text in table["Requester wait"])
    assert _says(page, "Business hours 09:00 to 17:00")
    assert _says(page, "No time zone is known")


def test_hours_are_set_and_cleared_on_the_account_page(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 8)
    page = open_page("account", account="A7", tab=TAB)
    page.text_input(key="account-hours.country").set_value("Germany")
    page.text_input(key="account-hours.zone").set_value("Europe/Berlin")
    page.text_input(key="account-hours.reason").set_value("Their plant is in Kassel")
    next(b for b in page.button if b.label == "Set hours").click().run()
    assert not page.exception
    assert _says(page, "Europe/Berlin, without weekends and holidays of DE")
    assert _says(page, "Their plant is in Kassel")
    next(b for b in page.button if b.label == "Clear them").click().run()
    assert not _says(page, "Their plant is in Kassel")


def test_hours_that_cannot_be_are_refused_in_words(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 8)
    page = open_page("account", account="A7", tab=TAB)
    page.text_input(key="account-hours.zone").set_value("Mars/Olympus")
    page.text_input(key="account-hours.reason").set_value("A rover")
    next(b for b in page.button if b.label == "Set hours").click().run()
    assert any("no time zone" in str(toast.value) for toast in page.toast)
    assert _says(page, "No time zone is known")


def test_an_analyst_sees_hours_and_no_form(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    fill(cockpit.store, 8)
    look_as(Actor("lee@example.com", frozenset({Role.ANALYST})))
    page = open_page("account", account="A7", tab=TAB)
    assert _says(page, "Business hours 09:00 to 17:00")
    assert not [button for button in page.button if button.label == "Set hours"]
