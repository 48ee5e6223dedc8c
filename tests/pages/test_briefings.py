"""Briefings on Today: listed, opened with their sources, made into a plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from core.actor import LOCAL, Actor, Role
from core.coaching.interactions import interactions
from core.coaching.tasks import tasks
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill


@pytest.fixture
def ahead(cockpit: Cockpit) -> Cockpit:
    """One account whose renewal is a day away and whose name is an attack."""
    fill(cockpit.store, 1, name="Bolt [x](http://evil.example)")
    return cockpit


def _button(page: AppTest, label: str):
    return next(button for button in page.button if button.label == label)


def test_a_renewal_ahead_is_briefed_for_with_facts_and_sources(
    ahead: Cockpit, open_page: Open
) -> None:
    page = open_page("today")
    assert not page.exception
    assert any(head.value == "Be prepared" for head in page.subheader)
    _button(page, "Brief me").click().run()
    assert not page.exception
    said = [text.value for text in page.text]
    assert any("The renewal is on 1 July" in text for text in said)
    assert any("Renewal date" in (button.help or "") for button in page.button)
    assert len(interactions(ahead.store, LOCAL)) == 1


def test_the_plan_of_a_briefing_becomes_tasks_once(ahead: Cockpit, open_page: Open) -> None:
    page = open_page("today")
    _button(page, "Brief me").click().run()
    _button(page, "Create the plan").click().run()
    assert not page.exception
    made = tasks(ahead.store, LOCAL)
    assert len(made) >= 6 and all(task.interaction_id for task in made)
    _button(page, "Create the plan").click().run()
    assert tasks(ahead.store, LOCAL) == made


def test_what_was_briefed_for_is_among_all_and_no_longer_among_the_open(
    ahead: Cockpit, open_page: Open
) -> None:
    page = open_page("today")
    _button(page, "Brief me").click().run()
    _button(page, "Close").click().run()
    assert not any(head.value == "Be prepared" for head in page.subheader)
    page.segmented_control(key="today.shown").set_value("All").run()
    assert any("briefed today" in caption.value for caption in page.caption)


def test_an_analyst_is_not_briefed(
    ahead: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(Actor("lee@us.example", frozenset({Role.ANALYST})))
    page = open_page("today")
    assert not page.exception
    assert not any(head.value == "Be prepared" for head in page.subheader)
