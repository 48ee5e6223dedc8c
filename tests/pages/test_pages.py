"""Every page, with nothing, something, and very much to show, and for people who may not see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from core.actor import COMMAND_LINE, Actor, Role
from core.ui.navigation import PAGES
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill

NAMES = [page.name for page in PAGES]
LONG = "Società Internazionale per l'Innovazione, la Ricerca e lo Sviluppo Sostenibile " * 3
ACCOUNT_TABS = (
    "Overview",
    "Executives",
    "Tickets and integrations",
    "Relationship profile",
    "Timeline",
    "History and changes",
    "Notes",
    "Draft",
)


def _words(page: AppTest) -> str:
    elements = [*page.title, *page.subheader, *page.caption, *page.markdown, *page.error]
    return " ".join(str(element.value) for element in elements)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_an_empty_database_says_what_to_do_next(open_page: Open, name: str) -> None:
    page = open_page(name)
    assert not page.exception
    assert page.title


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_a_small_portfolio(cockpit: Cockpit, open_page: Open, name: str) -> None:
    fill(cockpit.store, 30)
    page = open_page(name)
    assert not page.exception
    assert not page.error


def test_a_kpi_of_accounts_alone_has_no_data_and_misses_no_target(
    cockpit: Cockpit, open_page: Open
) -> None:
    fill(cockpit.store, 6)
    with cockpit.store.transaction(COMMAND_LINE, "test.empty", "contacts") as work:
        work.execute("DELETE FROM crm.contact")
        work.execute("DELETE FROM crm.activity")
        work.touch("crm.contact", "crm.activity")
    page = open_page("portfolio")
    cards = page.metric[:5]
    assert [card.value for card in cards] == ["No data"] * 5
    assert "Misses target" not in _words(page)
    assert "To compute it, import contacts with title or role, and activities." in _words(page)


@pytest.mark.parametrize("tab", ACCOUNT_TABS)
def test_every_part_of_an_account_opens(cockpit: Cockpit, open_page: Open, tab: str) -> None:
    fill(cockpit.store, 8)
    page = open_page("account", account="A7", tab=tab)
    assert not page.exception
    assert not page.error
    assert "Account 7" in page.title[0].value


@pytest.mark.parametrize("name", ["portfolio", "sponsors", "health", "account"])
def test_a_page_shows_long_names(cockpit: Cockpit, open_page: Open, name: str) -> None:
    fill(cockpit.store, 5, name=LONG)
    page = open_page(name, account="A1")
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize("name", ["portfolio", "sponsors", "health"])
def test_ten_thousand_accounts_are_paged_by_the_database(
    cockpit: Cockpit, open_page: Open, name: str
) -> None:
    fill(cockpit.store, 10_000)
    page = open_page(name)
    assert not page.exception
    assert max(len(table.value) for table in page.dataframe) <= 100


@pytest.mark.parametrize("name", NAMES)
def test_security_1_someone_without_a_role_sees_no_page(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None], name: str
) -> None:
    fill(cockpit.store, 3)
    look_as(Actor("nobody@example.com"))
    page = open_page(name)
    assert "Your role does not allow this" in str(page.error[0].proto)
    assert len(page.dataframe) == 0
    assert "Account 1" not in _words(page)


@pytest.mark.parametrize(
    ("name", "role"),
    [("imports", Role.CSM), ("imports", Role.MANAGER), ("people", Role.ANALYST)],
)
def test_security_1_a_page_of_another_role_refuses_and_leaves_a_trace(
    cockpit: Cockpit,
    open_page: Open,
    look_as: Callable[[Actor], None],
    name: str,
    role: Role,
) -> None:
    look_as(Actor("someone@example.com", frozenset({role})))
    page = open_page(name)
    assert "Your role does not allow this" in str(page.error[0].proto)
    events = cockpit.store.rows("SELECT action, actor FROM ops.audit_event")
    assert {"action": "access.refuse", "actor": "person:someone@example.com"} in events


def test_a_csm_sees_the_own_book_only(
    cockpit: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    fill(cockpit.store, 12)
    look_as(Actor("owner1@example.com", frozenset({Role.CSM})))
    page = open_page("portfolio")
    names = set(page.dataframe[-1].value["Account"])
    assert names == {"Account 1", "Account 5", "Account 9"}


def test_an_unknown_account_is_answered_with_the_likeliest(
    cockpit: Cockpit, open_page: Open
) -> None:
    fill(cockpit.store, 3)
    page = open_page("account", account="Acount 2")
    assert "Account 2" in str(page.error[0].proto)
