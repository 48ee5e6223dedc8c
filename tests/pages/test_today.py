"""The Today page: suggestions as cards, what is said of them, and the command bar on every page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.actor import LOCAL, Actor, Role
from core.cockpit.today import usefulness
from core.policy import ensure_shipped
from core.ui import words
from core.wiring import Cockpit
from tests.exports import import_files
from tests.pages.conftest import Open

FILES = {
    "accounts": "account_id,name,tier,owner_email,arr_amount,currency\n"
    "A,Acme,smb,ann@us.example,100,USD\nB,Bolt [x](http://evil.example),smb,bob@us.example,50,USD\n",
    "contacts": "contact_id,account_id,full_name,title,email,is_primary_sponsor\n"
    "C1,A,Cleo Finn,CFO,cleo@acme.example,yes\nC2,B,Vera Poe,CEO,vera@bolt.example,yes\n",
    "account_plans": "plan_id,account_id,objective,due_on,needs_executive_engagement,status\n"
    "1,A,Grow,2027-12-01,yes,open\n2,B,![i](http://evil.example/i.png),2027-12-01,yes,open\n",
}


@pytest.fixture
def told(cockpit: Cockpit, tmp_path: Path) -> Cockpit:
    """Two accounts, each with a plan that asks for an executive."""
    ensure_shipped(cockpit.store)
    import_files(cockpit.store, tmp_path, FILES)
    return cockpit


def _button(page, label: str):
    return next(button for button in page.button if button.label == label)


def test_a_card_says_what_why_and_whom(told: Cockpit, open_page: Open) -> None:
    page = open_page("today")
    assert not page.exception
    assert any("2 suggestions for 2 accounts" in str(caption.value) for caption in page.caption)
    assert any("“Grow”" in text.value for text in page.text)
    assert any("Strategic alignment with Cleo Finn" in caption.value for caption in page.caption)


def test_what_rows_a_card_shows_is_said_at_the_button(told: Cockpit, open_page: Open) -> None:
    rows = [button for button in open_page("today").button if button.label == "Rows"]
    assert [button.help for button in rows] == [words.ROWS] * 2


def test_done_takes_a_card_away_and_it_can_be_opened_again(told: Cockpit, open_page: Open) -> None:
    page = open_page("today")
    _button(page, "Done").click().run()
    assert not page.exception
    assert any("1 suggestion for 1 account" in str(caption.value) for caption in page.caption)
    (found,) = usefulness(told.store, LOCAL)
    assert (found.rule, found.useful, found.of) == ("plan_asks", 1, 1)


def test_a_csm_sees_their_own_and_an_analyst_decides_nothing(
    told: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("bob@us.example", frozenset({Role.CSM})))
    page = open_page("today")
    assert any("1 suggestion for 1 account" in str(caption.value) for caption in page.caption)
    look_as(Actor("lee@us.example", frozenset({Role.ANALYST})))
    page = open_page("today")
    assert not page.exception
    assert "Done" not in {button.label for button in page.button}
    assert "Draft" not in {button.label for button in page.button}


def test_without_accounts_the_page_says_what_to_do(cockpit: Cockpit, open_page: Open) -> None:
    page = open_page("today")
    assert not page.exception
    assert any("No accounts yet" in heading.value for heading in page.subheader)


def test_every_page_has_the_command_bar(told: Cockpit, open_page: Open) -> None:
    for name in ("portfolio", "today", "imports"):
        page = open_page(name)
        assert any(button.label == "Command" for button in page.button)
    _button(page, "Command").click().run()
    assert not page.exception
    (typed,) = [box for box in page.selectbox if box.label == "Command"]
    assert "Contact Cleo Finn at Acme" in typed.options
