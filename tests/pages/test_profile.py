"""The relationship profile on the account's page, and what sales sees of it on the Today page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.actor import SCHEDULER, Actor, Role
from core.cockpit import ensure_fresh
from core.health.profile import post_codevelopment
from core.policy import ensure_shipped
from core.wiring import Cockpit
from tests.exports import import_files
from tests.pages.conftest import Open

FILES = {
    "accounts": "account_id,name,tier,owner_email\nA,Acme,smb,ann@us.example\n",
    "contacts": "contact_id,account_id,full_name,title,email,technical_maturity\n"
    "C1,A,Cleo ![i](http://evil.example/i.png),Systems Administrator,cleo@acme.example,low\n",
    "tickets": "ticket_id,account_id,requester_email,subject,status,opened_at\n"
    "T1,A,cleo@acme.example,Our own script reads [Prism](http://evil.example),open,2026-06-20T00:00:00Z\n",
    "environment": "account_id,application,category\nA,Prism,Reporting\n",
    "activities": "activity_id,account_id,kind,occurred_at,participants,subject\n"
    "M1,A,meeting,2026-06-10T09:00:00Z,cleo@acme.example,Working session\n",
    "opportunities": "opportunity_id,account_id,name,stage,outcome,owner_email,close_on\n"
    "D1,A,Renewal,Proposal,open,sal@us.example,2026-09-01\n",
}
TAB = "Relationship profile"


@pytest.fixture
def known(cockpit: Cockpit, tmp_path: Path) -> Cockpit:
    """An account with one of everything, and sales told of what was found."""
    ensure_shipped(cockpit.store)
    import_files(cockpit.store, tmp_path, FILES)
    ensure_fresh(cockpit, SCHEDULER)
    post_codevelopment(cockpit.store, SCHEDULER, cockpit.clock.today())
    return cockpit


def _button(page, label: str):
    return next(button for button in page.button if button.label == label)


def test_the_tab_shows_people_systems_and_what_to_build(known: Cockpit, open_page: Open) -> None:
    page = open_page("account", account="A", tab=TAB)
    assert not page.exception and not page.error
    people = page.dataframe[0].value
    assert list(people["Technical maturity"]) == ["Low"]
    assert list(people["Comes from"]) == ["Assessment"]
    assert any("They built something of their own" in mark.value for mark in page.markdown)
    assert any("told to sal" in caption.value for caption in page.caption)
    assert any("import heartbeats" in caption.value for caption in page.caption)


def test_a_maturity_is_set_and_cleared(known: Cockpit, open_page: Open) -> None:
    page = open_page("account", account="A", tab=TAB)
    page.segmented_control(key="maturity.level").set_value("high")
    page.text_input(key="maturity.reason").set_value("She runs their cluster")
    page.radio(key="maturity.field").set_value("technical_maturity")
    page = page.button(key="maturity.set").click().run()
    assert not page.exception
    assert list(page.dataframe[0].value["Technical maturity"]) == ["High"]
    assert list(page.dataframe[0].value["Comes from"]) == ["Set here"]
    page = page.button(key="maturity.clear").click().run()
    assert list(page.dataframe[0].value["Technical maturity"]) == ["Low"]


def test_an_outcome_is_noted_on_a_conversation(known: Cockpit, open_page: Open) -> None:
    page = open_page("account", account="A", tab=TAB)
    page.segmented_control(key="remark.communication.value").set_value("positive")
    page.text_input(key="remark.communication.note").set_value("They extend")
    page = (
        next(button for button in page.button if "remark.communication" in button.key).click().run()
    )
    assert not page.exception
    said = page.dataframe[-1].value
    assert list(said["Outcome"]) == ["Positive"]
    assert list(said["Noted"]) == ["They extend"]


def test_the_owner_of_the_deal_finds_a_card_on_today_and_closes_it(
    known: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("sal@us.example", frozenset({Role.CSM})))
    page = open_page("today", **{"for": "Deals"})
    assert not page.exception
    assert any("To build or connect together" in head.value for head in page.subheader)
    field = next(item for item in page.segmented_control if "built_their_own" in item.key)
    field.set_value("done")
    page = (
        next(
            button
            for button in page.button
            if "built_their_own" in button.key and button.label == "Save"
        )
        .click()
        .run()
    )
    assert not page.exception
    assert not any("To build or connect together" in head.value for head in page.subheader)


def test_security_01_who_only_reads_is_offered_no_form(
    known: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("lee@us.example", frozenset({Role.ANALYST})))
    page = open_page("account", account="A", tab=TAB)
    assert not page.exception
    labels = {button.label for button in page.button}
    assert not labels & {"Set", "Save", "Write to Notion"}


def test_security_11_text_from_files_is_no_markup(known: Cockpit, open_page: Open) -> None:
    page = open_page("account", account="A", tab=TAB)
    shown = [*page.markdown, *page.caption, *page.subheader]
    assert not any("](http" in item.value for item in shown)
