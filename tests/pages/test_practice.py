"""The Practice tab: whom to speak with, the conversation, the score."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from core.actor import LOCAL
from core.coaching.interactions import interactions
from core.coaching.model import InteractionType
from core.coaching.voice.persona import PersonaLine
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill


@pytest.fixture
def book(cockpit: Cockpit) -> Cockpit:
    fill(cockpit.store, 1)
    return cockpit


def _button(page: AppTest, label: str):
    return next(button for button in page.button if button.label == label)


def _begun(book: Cockpit, open_page: Open) -> AppTest:
    page = open_page("coaching", part="Practice")
    key = book.store.value("SELECT account_key FROM crm.account")
    page.selectbox(key="practice.account").set_value(key).run()
    _button(page, "Begin").click().run()
    assert not page.exception
    return page


def test_one_answers_step_by_step_and_sees_a_good_answer_after_each(
    book: Cockpit, open_page: Open
) -> None:
    page = _begun(book, open_page)
    assert any("Question 1 of" in caption.value for caption in page.caption)
    assert not any(one.label == "How we would put it" for one in page.expander)
    page.chat_input[0].set_value(
        "Fair. What does it hold up for you? I will send a plan by Friday."
    ).run()
    assert not page.exception
    assert any(one.label == "How we would put it" for one in page.expander)
    assert any("Question 2 of" in caption.value for caption in page.caption)


def test_the_conversation_is_scored_at_the_end_and_can_be_read_again(
    book: Cockpit, open_page: Open
) -> None:
    page = _begun(book, open_page)
    page.chat_input[0].set_value(
        "What does it hold up for you? I will send a plan by Friday."
    ).run()
    _button(page, "End and score").click().run()
    assert not page.exception
    assert any(text.value.startswith("“") for text in page.text)
    (turn,) = interactions(book.store, LOCAL, type=InteractionType.PRACTICE)
    assert not turn.is_shared
    _button(page, "Practise again").click().run()
    assert any(head.value == "Earlier practices" for head in page.subheader)


def test_a_practice_can_be_left_without_a_trace(book: Cockpit, open_page: Open) -> None:
    page = _begun(book, open_page)
    _button(page, "Leave").click().run()
    assert not page.exception
    assert interactions(book.store, LOCAL) == ()


def test_with_a_model_each_line_is_asked_for_once(
    book: Cockpit, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Playing:
        def persona(self, _actor: object, line: str, **given: object) -> PersonaLine:
            asked.append(line)
            return PersonaLine(f"Now then, number {len(asked)}.", "claude")

    monkeypatch.setattr(Cockpit, "coach_voice", property(lambda _self: Playing()))
    page = _begun(book, open_page)
    assert any(text.value == "Now then, number 1." for text in page.text)
    page.run()
    page.chat_input[0].set_value("What does it hold up for you?").run()
    assert not page.exception
    assert len(asked) == 2
    assert any(text.value == "Now then, number 1." for text in page.text)


def test_another_page_can_ask_for_a_practice(book: Cockpit, open_page: Open) -> None:
    keys = book.store.one(
        "SELECT account_key, min(contact_key) AS person FROM crm.contact GROUP BY ALL"
    )
    assert keys is not None
    page = open_page("coaching", part="Ask")
    page.session_state["practice.wish"] = (keys["account_key"], keys["person"], "price_increase")
    page.session_state["part"] = "Practice"
    page.run()
    assert not page.exception
    assert any("Question 1 of" in caption.value for caption in page.caption)
