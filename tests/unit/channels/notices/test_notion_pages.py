"""Which page in Notion is an account's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.channels.notices import ChannelName, State
from core.channels.notion import (
    PROFILE,
    TECHNICAL_HEALTH,
    crm_page,
    set_crm_page,
)
from core.channels.trouble import NotAddressed
from core.errors import Forbidden, InvalidInput, NotFound
from core.settings import Settings
from core.store import Store
from tests.servers.notion import DATABASE, NotionServer

from .conftest import ACME, ANN, BOB, BOLT, LEE, Deliver, Hands, notice, tell
from .notion_material import OWN, one, page, said, with_notion, write


@pytest.fixture
def given(settings: Settings, notion: NotionServer) -> Settings:
    return with_notion(settings, notion)


def test_a_page_is_found_by_its_exact_title_alone(
    store: Store, given: Settings, notion: NotionServer, deliver: Deliver
) -> None:
    for title in ("Acme Holding", "Notes on Acme", "acme "):
        notion.add_page(title)
    notion.pages[0].text = "Acme (old)"
    notion.largest_list = 2
    tell(store, notice(), ChannelName.CRM_PAGE)
    assert deliver(given)[0].state is State.DELIVERED
    found = crm_page(store, ANN, ACME)
    assert found is not None
    assert (found.page_id, found.found_by) == (notion.pages[3].id, "title")
    assert found.link == f"https://www.notion.so/{notion.pages[3].id.replace('-', '')}"


@pytest.mark.parametrize("others", [[], ["Acme", "ACME"]])
def test_no_page_or_several_are_a_question_for_a_person(
    store: Store,
    given: Settings,
    notion: NotionServer,
    deliver: Deliver,
    hands: Hands,
    *,
    others: Sequence[str],
) -> None:
    notion.pages.clear()
    for title in others:
        notion.add_page(title)
    mine = notion.add_page("Acme Corporation")
    tell(store, notice(), ChannelName.CRM_PAGE)
    deliver(given)
    assert one(store).state is State.NOT_CONFIGURED
    assert "Acme" in one(store).error
    hands.pass_by(minutes=1)
    set_crm_page(
        store, ANN, ACME, f"https://www.notion.so/us/Acme-{mine.id.replace('-', '')}?pvs=4"
    )
    assert deliver(given)[0].state is State.DELIVERED
    assert notion.seen(mine)[0] == TECHNICAL_HEALTH


def test_only_pages_of_the_named_database_are_found(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    elsewhere = given.model_copy(update={"notion_database": DATABASE.replace("3", "4")})
    with pytest.raises(NotAddressed):
        write(store, elsewhere, said("first"))
    there = given.model_copy(
        update={"notion_database": f"https://notion.so/us/{DATABASE.replace('-', '')}?v=1"}
    )
    assert write(store, there, said("first")).is_changed


def test_a_page_found_by_title_is_looked_for_again_when_it_is_gone(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    write(store, given, said("first"))
    page(notion).in_trash = True
    again = notion.add_page("Acme")
    write(store, given, said("second"))
    assert notion.seen(again) == [PROFILE, "  second"]


def test_a_page_that_a_person_named_is_never_replaced_by_a_guess(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    mine = notion.add_page("Acme Corporation")
    set_crm_page(store, ANN, ACME, mine.id)
    mine.in_trash = True
    with pytest.raises(NotAddressed):
        write(store, given, said("first"))
    assert notion.seen(page(notion)) == OWN


def test_a_page_given_with_the_notice_is_taken(
    store: Store, given: Settings, notion: NotionServer, deliver: Deliver
) -> None:
    mine = notion.add_page("Another title")
    tell(store, notice(crm_page_id=mine.id), ChannelName.CRM_PAGE)
    assert deliver(given)[0].state is State.DELIVERED
    assert notion.seen(mine)[0] == TECHNICAL_HEALTH


def test_two_accounts_never_share_a_page(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    set_crm_page(store, ANN, ACME, page(notion).id)
    with pytest.raises(NotAddressed, match="another account's"):
        set_crm_page(store, BOB, BOLT, page(notion).id)


def test_a_page_is_set_and_forgotten_by_those_of_the_account(
    store: Store, notion: NotionServer
) -> None:
    with pytest.raises(NotFound):
        set_crm_page(store, BOB, ACME, page(notion).id)
    with pytest.raises(NotFound):
        crm_page(store, BOB, ACME)
    with pytest.raises(Forbidden):
        set_crm_page(store, LEE, ACME, page(notion).id)
    set_crm_page(store, ANN, ACME, page(notion).id)
    found = crm_page(store, ANN, ACME)
    assert found is not None
    assert (found.found_by, found.set_by) == ("person", "person:ann@us.example")
    set_crm_page(store, ANN, ACME, "")
    assert crm_page(store, ANN, ACME) is None


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example/Acme-3333333333334333833333333333aaaa",
        "http://www.notion.so/Acme-33333333333343338333333333333333",
        "https://notion.so.evil.example/33333333333343338333333333333333",
        "https://www.notion.so/us/Acme",
        "Acme",
    ],
)
def test_what_names_no_page_is_refused(store: Store, text: str) -> None:
    with pytest.raises(InvalidInput):
        set_crm_page(store, ANN, ACME, text)


@pytest.mark.parametrize(
    "text",
    [
        "33333333333343338333333333333333",
        "33333333-3333-4333-8333-333333333333",
        "https://www.notion.so/33333333333343338333333333333333",
        "https://us.notion.site/A-11111111111141118111111111111111-33333333333343338333333333333333",
        "https://www.notion.so/11111111111141118111111111111111?v=2&p=33333333333343338333333333333333",
    ],
)
def test_addresses_as_notion_gives_them_name_the_page(store: Store, text: str) -> None:
    set_crm_page(store, ANN, ACME, text)
    found = crm_page(store, ANN, ACME)
    assert found is not None
    assert found.page_id == DATABASE
