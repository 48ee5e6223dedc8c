"""The conversation with the coach on its page: asked, answered, gone on with, acted on, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from core.actor import Actor, Role
from core.coaching.interactions import interactions
from core.coaching.tasks import tasks
from core.cockpit import ensure_fresh
from core.ui import finder
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill

ANN = Actor("owner1@example.com", frozenset({Role.CSM}))
BOB = Actor("owner2@example.com", frozenset({Role.CSM}))
MEG = Actor("meg@example.com", frozenset({Role.MANAGER}))
ASKED = "My champion was promoted. How should I handle this?"


@pytest.fixture
def book(cockpit: Cockpit) -> Cockpit:
    """Eight accounts, two of them Ann's, with a name that would fetch a picture."""
    fill(cockpit.store, 8, name="![i](http://evil.example/i.png)")
    ensure_fresh(cockpit, MEG)
    return cockpit


def said(page: AppTest, text: str) -> AppTest:
    return page.chat_input(key="coach.question").set_value(text).run()


def press(page: AppTest, label: str) -> AppTest:
    return next(one for one in page.button if one.label.startswith(label)).click().run()


def texts(page: AppTest) -> list[str]:
    return [text.value for text in page.text]


def about_first_account(book: Cockpit, page: AppTest) -> AppTest:
    box = next(box for box in page.selectbox if (box.key or "").startswith("coach.account."))
    own = "SELECT min(account_key) FROM crm.account WHERE owner_email = 'owner1@example.com'"
    return box.set_value(int(book.store.value(own))).run()


def test_a_question_is_answered_and_gone_on_with(
    book: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    page = said(open_page("coaching", part="Ask"), ASKED)
    assert not page.exception and not page.error
    assert ASKED in texts(page)
    assert any(text.startswith("•  Send a short personal note") for text in texts(page))
    page = said(page, "why?")
    assert not page.exception
    kept = interactions(book.store, ANN)
    assert [turn.context["question"] for turn in kept] == ["why?", ASKED]
    assert len({turn.conversation_id for turn in kept}) == 1
    page = press(page, "New conversation")
    assert ASKED not in texts(page)


def test_an_example_asks_itself(
    book: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    page = press(open_page("coaching", part="Ask"), "A competitor was invited to present.")
    assert not page.exception
    (kept,) = interactions(book.store, ANN)
    assert kept.subject == "competitor_evaluation"


def test_the_plan_becomes_dated_tasks_of_the_account(
    book: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    page = about_first_account(book, open_page("coaching", part="Ask"))
    page = press(said(page, ASKED), "Create the plan")
    assert not page.exception
    made = tasks(book.store, ANN)
    (kept,) = interactions(book.store, ANN)
    assert len(made) >= 6
    assert {task.account_key for task in made} == {kept.account_key}
    marked = [*page.subheader, *page.caption, *page.markdown]
    assert not [one for one in marked if "](http" in one.value]


def test_a_draft_opens_on_the_account_filled_in(
    book: Cockpit,
    open_page: Open,
    look_as: Callable[[Actor], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(finder, "open_account", lambda _account, tab="": opened.append(tab))
    look_as(ANN)
    page = said(about_first_account(book, open_page("coaching", part="Ask")), ASKED)
    page = press(page, "Draft the congratulations")
    assert not page.exception
    wish = page.session_state["account.wish"]
    assert (wish.kind, wish.purpose) == ("executive_outreach", "congratulations")
    assert opened == ["Draft"]


def test_what_was_understood_otherwise_is_put_right(
    book: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    page = said(open_page("coaching", part="Ask"), "hmm")
    assert "What has happened, or what are you preparing for?" in texts(page)
    page = said(page, "they want to pay less and may leave us for a competitor")
    assert not page.exception
    choices = [one for one in page.button if ".choice." in (one.key or "")]
    assert choices
    chosen = choices[0].key.rsplit(".", 1)[1]
    page = choices[0].click().run()
    assert not page.exception
    assert interactions(book.store, ANN)[0].subject == chosen


def test_a_conversation_is_shown_to_nobody_else(
    book: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    page = said(open_page("coaching", part="Ask"), "The purple elephant was promoted, my champion")
    number = page.session_state["coach.conversation"]
    for other in (BOB, MEG):
        look_as(other)
        page = open_page("coaching", part="Ask")
        page.session_state["coach.conversation"] = number
        page.run()
        assert not any("elephant" in text for text in texts(page))


def test_the_account_one_came_from_is_the_one_asked_about(
    book: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    own = "SELECT max(account_key) FROM crm.account WHERE owner_email = 'owner1@example.com'"
    account = int(book.store.value(own))
    page = open_page("coaching", part="Ask")
    page.session_state["coach.about"] = account
    page = said(page.run(), "They stopped answering")
    assert not page.exception
    assert interactions(book.store, ANN)[0].account_key == account
