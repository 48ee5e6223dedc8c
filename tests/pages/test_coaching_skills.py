"""The tabs Skills and Team: one's own view, what it changes, an exercise done, a manager's assessment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.coaching.skills import history
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.pages.portfolio import fill

ANN = Actor("owner1@example.com", frozenset({Role.CSM}))
MEG = Actor("meg@example.com", frozenset({Role.MANAGER}))


@pytest.fixture
def team(cockpit: Cockpit) -> Cockpit:
    """Ann has an account and reports to Meg."""
    fill(cockpit.store, 4)
    with cockpit.store.transaction(COMMAND_LINE, "tests.fill") as work:
        work.execute(
            "INSERT INTO crm.team_member BY NAME SELECT 1 AS member_key, $ann AS email,"
            " 'Ann **Lee** ![i](http://evil.example/i.png)' AS full_name, $meg AS manager_email",
            {"ann": ANN.email, "meg": MEG.email},
        )
        work.touch("crm.team_member")
    return cockpit


def _press(page, label: str):
    return next(button for button in page.button if button.label == label).click().run()


def test_ones_own_view_is_kept_for_oneself_unless_one_shares_it(
    team: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    page = open_page("coaching", part="Skills")
    assert not page.exception
    page.segmented_control(key="skills.self.commercial").set_value(2)
    page.text_area(key="skills.self.note").set_value("Price talks scare me.")
    _press(page, "Save my view")
    assert not page.exception
    (made,) = history(team.store, ANN)
    assert (made.skill_area, made.level, made.is_shared) == ("commercial", 2, False)
    assert history(team.store, MEG, ANN.email) == ()
    assert any(
        "Commercial conversations" in str(badge.proto)
        for badge in page.main
        if badge.type == "markdown"
    )


def test_a_recommended_exercise_is_noted_as_done(
    team: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    page = open_page("coaching", part="Skills")
    _press(page, "I did this")
    assert not page.exception
    row = team.store.one("SELECT person, is_shared FROM ops.exercise_done")
    assert row == {"person": ANN.email, "is_shared": False}


def test_a_manager_sees_the_team_and_assesses(
    team: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(MEG)
    page = open_page("coaching", part="Team")
    assert not page.exception
    assert any("Nothing of their coaching is shared" in text.value for text in page.text)
    page.segmented_control(key="team.assess.value").set_value(4)
    page.text_area(key="team.assess.note").set_value("Good numbers in the last review.")
    _press(page, "Save assessment")
    assert not page.exception
    (made,) = history(team.store, ANN)
    assert (made.assessed_by, made.level, made.note) == (
        MEG.email,
        4,
        "Good numbers in the last review.",
    )


def test_a_name_from_a_file_is_text_on_both_tabs(
    team: Cockpit, open_page: Open, look_as: Callable[[Actor], None]
) -> None:
    look_as(MEG)
    for part in ("Skills", "Team"):
        page = open_page("coaching", part=part)
        assert not page.exception
        assert not any("![i](" in text.value for text in page.markdown)
        assert not any("![i](" in text.value for text in page.caption)
