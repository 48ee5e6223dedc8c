"""What ships as the coach's content besides documents: exercises that fit every level, situations told apart."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from core.coaching.knowledge.document import Document
from core.coaching.knowledge.shipped import shipped
from core.coaching.skill_areas import skill_areas
from core.coaching.skills.exercises import exercises

SITUATIONS = tomllib.loads(Path(__file__).with_name("situations.toml").read_text(encoding="utf-8"))[
    "situation"
]
HALF_LEVELS = [level / 2 for level in range(2, 11)]


@pytest.fixture(scope="module")
def playbooks() -> dict[str, Document]:
    return {one.slug: one for one in shipped().values() if one.playbook is not None}


@pytest.mark.parametrize("skill", sorted(skill_areas()))
def test_every_skill_has_an_exercise_for_every_level(skill: str) -> None:
    of_skill = [one for one in exercises() if one.skill == skill]
    assert len(of_skill) >= 3
    for level in HALF_LEVELS:
        assert any(one.level_from <= level <= one.level_to for one in of_skill)


def test_an_exercise_is_told_apart_by_its_slug_and_says_how_to_tell_that_it_worked() -> None:
    assert max(Counter(one.slug for one in exercises()).values()) == 1
    assert all(one.how_to_tell and one.minutes > 0 for one in exercises())


def test_there_are_sixty_situations_in_three_wordings_half_of_them_held_out() -> None:
    assert len(SITUATIONS) == 60
    assert all(len(set(one["asks"])) == 3 for one in SITUATIONS)
    assert sum(one.get("tune", False) for one in SITUATIONS) == 30


def test_a_situation_names_a_playbook_that_ships_and_copies_none_of_its_wordings(
    playbooks: dict[str, Document],
) -> None:
    listed = {
        said.casefold()
        for one in playbooks.values()
        if one.playbook is not None
        for said in one.playbook.says
    }
    for situation in SITUATIONS:
        assert situation["playbook"] in playbooks
        assert not listed & {asked.casefold() for asked in situation["asks"]}
