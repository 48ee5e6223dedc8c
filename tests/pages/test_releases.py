"""Releases on the page Technical health: what is out, who got notes, who got none and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.actor import LOCAL, Actor, Role
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill

AREA = "Releases"


@pytest.fixture
def released(cockpit: Cockpit) -> Cockpit:
    """Eight accounts, the first four with the feature of a new release, one known not to use it."""
    fill(cockpit.store, 8)
    with cockpit.store.transaction(LOCAL, "test.release") as work:
        work.execute(
            "INSERT INTO crm.release_item BY NAME SELECT 1::UBIGINT AS release_item_key, '7.2' AS release, "
            "DATE '2026-06-20' AS released_on, 'Returns' AS feature, 'Returns in bulk' AS title, "
            "'test' AS source_system, 'R1' AS source_id"
        )
        work.execute(
            "INSERT INTO crm.feature_usage BY NAME SELECT account_key AS feature_usage_key, account_key, "
            "'Returns' AS feature, source_id <> 'A0' AS in_use, 'test' AS source_system, source_id "
            "FROM crm.account WHERE source_id IN ('A0', 'A1', 'A2', 'A3')"
        )
        work.execute(
            "INSERT INTO crm.contact BY NAME SELECT account_key + 1 AS contact_key, account_key, "
            "'Kim Able' AS full_name, 'Systems Administrator' AS title, 'kim@' || lower(source_id) || "
            "'.example.com' AS email, 'active' AS status, 'test' AS source_system, 'K' || source_id AS source_id "
            "FROM crm.account WHERE source_id IN ('A1', 'A2')"
        )
        work.execute(
            "INSERT INTO crm.team_member BY NAME SELECT i::UBIGINT AS member_key, 'owner' || i || '@example.com' "
            "AS email, 'Ola Owner' AS full_name, 'test' AS source_system, 'U' || i AS source_id "
            "FROM range(4) AS r (i)"
        )
        work.touch("crm.release_item", "crm.feature_usage", "crm.contact", "crm.team_member")
    return cockpit


def test_without_a_release_the_page_says_what_to_import(cockpit: Cockpit, open_page: Open) -> None:
    fill(cockpit.store, 3)
    page = open_page("health", area=AREA)
    assert not page.exception
    assert any("No release is imported" in str(one.value) for one in page.caption)


def test_notes_are_drafted_and_shown_with_who_got_none_and_why(
    released: Cockpit, open_page: Open
) -> None:
    page = open_page("health", area=AREA)
    assert not page.exception
    assert list(page.dataframe[0].value["Release"]) == ["7.2"]
    page.button(key="release.draft").click().run()
    assert not page.exception
    counts = page.dataframe[0].value.iloc[0]
    assert (counts["Notes drafted"], counts["Waiting"], counts["Nothing that matters"]) == (2, 1, 5)
    told = page.dataframe[1].value.set_index("Account")
    assert told.loc["Account 1", "Notes"] == "Drafted"
    assert told.loc["Account 1", "Why"] == "Returns in bulk: uses Returns"
    assert told.loc["Account 0", "Why"] == "Returns is known to be not in use."
    assert told.loc["Account 3", "Notes"] == "Waiting"
    assert len(page.dataframe[1].value) == 8


def test_the_list_narrows_to_who_got_none(released: Cockpit, open_page: Open) -> None:
    page = open_page("health", area=AREA)
    page.button(key="release.draft").click().run()
    page.segmented_control(key="release.shown").set_value("No notes").run()
    assert not page.exception
    assert set(page.dataframe[1].value["Notes"]) == {"Nothing that matters"}


def test_security_01_a_csm_sees_the_own_accounts_and_who_drafts_nothing_has_no_button(
    released: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    open_page("health", area=AREA).button(key="release.draft").click().run()
    look_as(Actor("owner1@example.com", frozenset({Role.CSM})))
    page = open_page("health", area=AREA)
    assert set(page.dataframe[1].value["Account"]) == {"Account 1", "Account 5"}
    look_as(Actor("eve@example.com", frozenset({Role.ANALYST})))
    page = open_page("health", area=AREA)
    assert not page.exception
    assert "release.draft" not in {button.key for button in page.button}
