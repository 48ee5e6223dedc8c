"""Escalations on the Technical health page: listed, shown, decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from core.actor import LOCAL, Actor, Role
from core.cockpit.escalations import scan_all
from core.health.escalation import State, escalations
from core.policy import ensure_shipped
from core.wiring import Cockpit
from tests.exports import import_files
from tests.pages.conftest import Open

FILES = {
    "users": "email,full_name,role,manager_email\nann@us.example,Ann Lee,csm,meg@us.example\n",
    "accounts": "account_id,name,tier,owner_email,arr_amount,currency\n"
    "A,Acme [x](http://evil.example),smb,ann@us.example,100,USD\nB,Bolt,smb,bob@us.example,50,USD\n",
    "contacts": "contact_id,account_id,full_name,title,email\n"
    "C1,A,Cleo Finn,Platform Engineer,cleo@acme.example\n",
    "tickets": "ticket_id,account_id,requester_email,subject,priority,status,opened_at\n"
    "T1,A,cleo@acme.example,Export stops,P1,open,2026-06-01 10:00\n"
    "T2,B,,Slow page,P3,open,2026-06-29 10:00\n",
    "heartbeats": "account_id,integration,seen_at,api_calls\n"
    "A,Salesforce,2026-06-30 11:00,100\nB,Salesforce,2026-06-30 11:00,100\n",
}


@pytest.fixture
def told(cockpit: Cockpit, tmp_path: Path) -> Cockpit:
    """Two accounts, one of them with a critical ticket a month old."""
    ensure_shipped(cockpit.store)
    import_files(cockpit.store, tmp_path, FILES)
    scan_all(cockpit, LOCAL)
    return cockpit


def _button(page, label: str):
    return next(button for button in page.button if button.label == label)


def test_an_escalation_is_listed_with_what_happened(told: Cockpit, open_page: Open) -> None:
    page = open_page("health", area="Escalations")
    assert not page.exception
    assert any("1 escalation" in caption.value for caption in page.caption)
    assert any("below the limit when first seen" in text.value for text in page.text)
    assert any(button.label == "Open the draft" for button in page.button), [
        c.value for c in page.caption
    ]


def test_acknowledging_and_opening_again(told: Cockpit, open_page: Open) -> None:
    page = open_page("health", area="Escalations")
    _button(page, "Acknowledge").click().run()
    assert not page.exception
    (one,) = escalations(told.store, LOCAL).rows
    assert one.state is State.ACKNOWLEDGED
    _button(page, "Open again").click().run()
    assert escalations(told.store, LOCAL).rows[0].state is State.OPEN


def test_disagreeing_needs_a_reason_and_moves_the_record_of_the_rule(
    told: Cockpit, open_page: Open
) -> None:
    page = open_page("health", area="Escalations")
    _button(page, "Disagree").click().run()
    assert any("reason is missing" in toast.value for toast in page.toast)
    page = open_page("health", area="Escalations")
    page.text_input(key="escalation.why").input("A test system")
    _button(page, "Disagree").click().run()
    assert not page.exception
    (one,) = escalations(told.store, LOCAL).rows
    assert (one.state, one.stance_reason) == (State.DISAGREED, "A test system")
    assert any("acknowledged or disagreed with." in caption.value for caption in page.caption)


def test_a_snooze_ends_by_itself(told: Cockpit, open_page: Open) -> None:
    page = open_page("health", area="Escalations")
    page.text_input(key="escalation.wait").input("Fix is out on Thursday")
    _button(page, "Snooze").click().run()
    (one,) = escalations(told.store, LOCAL).rows
    assert (one.state, one.stance_until) == (State.SNOOZED, date(2026, 7, 2))
    assert one.update_on is None


def test_who_sees_no_such_account_sees_no_escalation_and_who_decides_nothing_has_no_button(
    told: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("bob@us.example", frozenset({Role.CSM})))
    page = open_page("health", area="Escalations")
    assert not page.exception
    assert not any(button.label == "Acknowledge" for button in page.button)
    look_as(Actor("lee@us.example", frozenset({Role.ANALYST})))
    page = open_page("health", area="Escalations")
    assert not page.exception
    labels = {button.label for button in page.button}
    assert "Open the draft" in labels
    assert labels.isdisjoint({"Acknowledge", "Disagree", "Scan now"})


def test_the_today_page_asks_for_a_word_and_tells_the_owner_of_the_deal(
    told: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("ann@us.example", frozenset({Role.CSM})))
    page = open_page("today")
    assert not page.exception
    headings = {heading.value for heading in page.subheader}
    assert "1 escalation to look after" in headings
    _button(page, "Acknowledge").click().run()
    assert "1 escalation to look after" not in {heading.value for heading in page.subheader}
    page = open_page("today", **{"for": "Deals"})
    assert "What technical health tells sales" in {heading.value for heading in page.subheader}
    _button(page, "Seen").click().run()
    assert not page.exception
    assert "What technical health tells sales" not in {one.value for one in page.subheader}
    look_as(Actor("bob@us.example", frozenset({Role.CSM})))
    page = open_page("today", **{"for": "Deals"})
    assert "What technical health tells sales" not in {one.value for one in page.subheader}
    assert any("Nothing for the owners of deals" in one.value for one in page.caption)


def test_the_account_page_says_that_it_escalated_and_looks_again(
    told: Cockpit, open_page: Open
) -> None:
    page = open_page("account", account="rapport:A")
    assert not page.exception
    assert any("since 30 Jun 2026" in caption.value for caption in page.caption)
    _button(page, "Refresh").click().run()
    assert not page.exception
    assert any("computed anew" in toast.value for toast in page.toast)
