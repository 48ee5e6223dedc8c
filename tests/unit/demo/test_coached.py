"""The demonstration shows the coach: levels that tell stories, somebody not coached, somebody who shares nothing."""

from __future__ import annotations

import pytest

from core.actor import LOCAL, Actor, Role
from core.coaching.skills import agenda, history, progress, skill_profile, team
from core.cockpit import Filters, export_table
from core.cockpit.coaching_export import COACHING_TABLES
from core.errors import Forbidden
from core.wiring import Cockpit

TOMAS = Actor("tomas@lumenfold.example", frozenset({Role.MANAGER}))
VERA = Actor("vera@lumenfold.example", frozenset({Role.MANAGER}))
MARCUS = Actor("marcus@lumenfold.example", frozenset({Role.CSM}))


def test_a_manager_sees_the_own_team_and_one_above_everybody(demo: Cockpit) -> None:
    names = [member.person.name for member in team(demo.store, TOMAS).members]
    assert names == ["Lucía Barrientos", "Marcus Adeyemi", "Priya Ramanathan"]
    assert len(team(demo.store, VERA).members) == 7
    assert len(team(demo.store, LOCAL).members) == 7


def test_somebody_was_not_coached_for_long(demo: Cockpit) -> None:
    assert [member.person.name for member in team(demo.store, TOMAS).due] == ["Lucía Barrientos"]
    points = agenda(demo.store, TOMAS, "lucia@lumenfold.example")
    assert points[0].kind == "contact"


def test_who_shares_nothing_has_a_level_of_their_own_and_none_for_others(demo: Cockpit) -> None:
    mei = Actor("mei@lumenfold.example", frozenset({Role.CSM}))
    shared = history(demo.store, VERA, mei.email)
    assert {one.source.value for one in shared} == {"manager"}
    assert len(history(demo.store, mei)) > len(shared)


def test_every_kind_of_source_and_of_behaviour_is_shown(demo: Cockpit) -> None:
    found = skill_profile(demo.store, MARCUS)
    assert {source.source.value for skill in found.skills for source in skill.sources} == {
        "rubric",
        "manager",
        "self",
        "behaviour",
    }
    assert len(found.behaviours) >= 5
    assert found.strengths
    assert found.growth_areas
    assert all(one.exercise and one.reading for one in found.recommendations)


def test_practice_has_scores_before_and_after(demo: Cockpit) -> None:
    found = progress(demo.store, MARCUS)
    compared = [skill.before_after for skill in found.skills if skill.before_after]
    assert compared
    assert any(one.before_n and one.after_n for one in compared)


@pytest.mark.parametrize("table", sorted(COACHING_TABLES))
def test_every_table_of_the_coach_can_be_exported(demo: Cockpit, table: str) -> None:
    narrowed = {} if table == "team_skills" else {"person": MARCUS.email}
    assert export_table(demo, TOMAS, table, Filters(), narrowed=narrowed).rows > 5
    with pytest.raises(Forbidden):
        export_table(demo, Actor("guest@us.example"), table, Filters(), narrowed=narrowed)
