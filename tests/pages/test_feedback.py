"""Feedback on screen: handed in, read, shared, deleted; the rubric read, tried and changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.actor import Actor, Role
from core.coaching.feedback import feedback, feedbacks
from core.coaching.rubric import rubric
from core.wiring import Cockpit
from tests.pages.conftest import Open

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BEN = Actor("ben@us.example", frozenset({Role.CSM}))
MEG = Actor("meg@us.example", frozenset({Role.MANAGER}))
TEXTS = Path(__file__).parents[1] / "unit" / "coaching" / "feedback" / "texts"
CALL = (TEXTS / "weak_call.txt").read_text(encoding="utf-8")
NOTES = (TEXTS / "good_notes.txt").read_text(encoding="utf-8")
LookAs = Callable[[Actor], None]


def shown(page: AppTest) -> str:
    parts = [*page.text, *page.caption, *page.markdown, *page.subheader, *page.code]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


def press(page: AppTest, label: str) -> AppTest:
    found: Any = next(one for one in page.button if one.label.replace("\\", "") == label)
    return found.click().run()


@pytest.fixture
def tab(open_page: Open, look_as: LookAs) -> Callable[[Actor], AppTest]:
    def opened(actor: Actor) -> AppTest:
        look_as(actor)
        page = open_page("coaching", part="Feedback")
        assert not page.exception
        return page

    return opened


def test_pasted_notes_become_levels_quotes_and_advice(
    tab: Callable[[Actor], AppTest], cockpit: Cockpit
) -> None:
    page = tab(ANN)
    page.text_area(key="feedback.text").set_value(NOTES).run()
    press(page, "Get feedback")
    assert not page.exception
    said = shown(page)
    assert "8 skills of 9 could be judged" in said
    assert "“Played back their concern about data quality.”" in said
    assert "What to try" in said
    ((turn, _),) = feedbacks(cockpit.store, ANN)
    assert turn.is_shared is False
    page.toggle(key=f"feedback.share.{turn.interaction_id}").set_value(True).run()
    assert feedbacks(cockpit.store, ANN)[0][0].is_shared is True
    press(page, "Delete this feedback")
    assert feedbacks(cockpit.store, ANN) == ()


def test_who_speaks_is_asked_before_a_transcript_is_scored(tab: Callable[[Actor], AppTest]) -> None:
    page = tab(ANN)
    page.text_area(key="feedback.text").set_value(CALL.replace("Ann Lee", "Stranger")).run()
    button = next(one for one in page.button if one.label == "Get feedback")
    assert button.disabled
    page.multiselect(key="feedback.own").set_value(["Stranger"]).run()
    assert "Stranger (you)" in shown(page)
    press(page, "Get feedback")
    assert not page.exception
    assert page.metric[0].value == "90%"
    assert "We will fix it by [day]." in shown(page)


def test_nothing_pasted_is_told_and_text_pasted_with_the_click_counts(
    tab: Callable[[Actor], AppTest], cockpit: Cockpit
) -> None:
    page = press(tab(ANN), "Get feedback")
    assert "nothing to read" in page.toast[0].value
    page.text_area(key="feedback.text").set_value(NOTES)
    press(page, "Get feedback")
    assert "could be judged" in shown(page)
    assert len(feedbacks(cockpit.store, ANN)) == 1


def test_earlier_feedback_is_the_persons_own(
    tab: Callable[[Actor], AppTest], cockpit: Cockpit
) -> None:
    feedback(cockpit.store, ANN, NOTES)
    for actor, is_listed in ((ANN, True), (BEN, False), (MEG, False)):
        page = tab(actor)
        page.segmented_control(key="feedback.part").set_value("Earlier").run()
        assert not page.exception
        assert bool(len(page.dataframe)) is is_listed
        assert ("No feedback yet" in shown(page)) is not is_listed


def test_a_feedback_chosen_by_its_number_is_not_shown_to_another(
    tab: Callable[[Actor], AppTest], cockpit: Cockpit
) -> None:
    number = feedback(cockpit.store, ANN, NOTES).interaction_id
    page = tab(BEN)
    page.session_state["feedback.chosen"] = number
    page.run()
    assert not page.exception
    assert "could be judged" not in shown(page)


def test_the_rubric_is_read_by_all_and_changed_by_managers(
    tab: Callable[[Actor], AppTest], cockpit: Cockpit
) -> None:
    page = tab(ANN)
    page.segmented_control(key="feedback.part").set_value("Rubric").run()
    assert "version 1" in shown(page)
    assert not [one for one in page.toggle if one.key == "rubric.edit"]
    page.text_input(key="rubric.sentence").set_value("I assume you want it all.").run()
    assert "-0.5  Assumes the answer instead of asking" in shown(page)
    page = tab(MEG)
    page.segmented_control(key="feedback.part").set_value("Rubric").run()
    page.toggle(key="rubric.edit").set_value(True).run()
    assert "Nothing is changed." in shown(page)
    page.text_input(key="rubric.1.discovery.anchor.3").set_value("Asks, and listens").run()
    page.text_input(key="rubric.reason").set_value("Shorter")
    press(page, "Put 1 changed value in force")
    assert not page.exception
    found = rubric(cockpit.store)
    assert (found.version, found.criteria["discovery"].anchors[2]) == (2, "Asks, and listens")
