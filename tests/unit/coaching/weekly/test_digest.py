"""A manager's week of the team: what people share, counted; the rest is not even counted."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from core.actor import Actor
from core.coaching.interactions import record
from core.coaching.model import InteractionType
from core.coaching.weekly import digest, digest_lines
from core.errors import Forbidden
from core.store import Store

from .conftest import ADA, ANN, LEE, MEG, SYSTEM, WEEK


def turn(store: Store, who: Actor, *, shared: bool, day: date) -> None:
    with store.transaction(who, "tests.turn") as work:
        number = record(
            work,
            person=who.email,
            interaction_type=InteractionType.PRACTICE,
            subject="renewal_risk",
            context={"said": "private words"},
            guidance_provided="private words",
            writer="template",
            is_shared=shared,
        )
        work.execute(
            "UPDATE ops.coaching_interactions SET created_at = $at WHERE interaction_id = $n",
            {"at": datetime(day.year, day.month, day.day, 9), "n": number},
        )


def test_a_manager_sees_shared_turns_and_levels_beside_the_accounts(store: Store) -> None:
    turn(store, ANN, shared=True, day=date(2026, 6, 24))
    turn(store, ANN, shared=False, day=date(2026, 6, 25))
    ann, bob = digest(store, MEG, WEEK).rows
    assert (ann.name, ann.accounts, ann.needing, ann.turns) == ("Ann Lee", 3, 1, 1)
    assert [(move.skill_area, move.level, move.n) for move in ann.skills] == [("discovery", 2.5, 2)]
    assert (ann.skills[0].level_before, ann.skills[0].n_before) == (4.0, 1)
    assert (bob.needing, bob.turns, bob.skills, bob.coached_on) == (1, 0, (), None)


def test_scores_of_a_practice_are_no_levels_of_the_week(store: Store) -> None:
    turn(store, ANN, shared=True, day=date(2026, 6, 24))
    before = digest(store, MEG, WEEK).rows[0].skills
    with store.transaction(SYSTEM, "tests.fill") as work:
        work.execute(
            "INSERT INTO ops.csm_skill_assessments BY NAME SELECT 9 AS assessment_id,"
            " 'ann@us.example' AS person, 'discovery' AS skill_area, 5.0 AS proficiency_level,"
            " 'rubric' AS source, (SELECT max(interaction_id) FROM ops.coaching_interactions) AS interaction_id,"
            " '' AS note, '[]' AS recommendations, TRUE AS is_shared, 'ann@us.example' AS assessed_by,"
            " TIMESTAMP '2026-06-24' AS assessed_at"
        )
    assert digest(store, MEG, WEEK).rows[0].skills == before


def test_who_was_not_coached_for_long_is_named(store: Store) -> None:
    found = digest(store, MEG, WEEK)
    assert found.not_coached == ("Bob Ray",)
    assert digest_lines(found)[-1] == f"Nothing shared in the last {found.days} days: Bob Ray."


def test_an_unshared_turn_changes_nothing_a_manager_sees(store: Store) -> None:
    before = digest(store, MEG, WEEK)
    turn(store, ANN, shared=False, day=date(2026, 6, 28))
    with store.transaction(SYSTEM, "tests.fill") as work:
        work.execute(
            "INSERT INTO ops.csm_skill_assessments BY NAME SELECT 9 AS assessment_id,"
            " 'bob@us.example' AS person, 'value' AS skill_area, 1.0 AS proficiency_level, 'self' AS source,"
            " 'secret' AS note, '[]' AS recommendations, FALSE AS is_shared, 'bob@us.example' AS assessed_by,"
            " TIMESTAMP '2026-06-24' AS assessed_at"
        )
    assert digest(store, MEG, WEEK) == before


@pytest.mark.parametrize("who", [ANN, LEE])
def test_only_those_who_lead_a_team_have_a_digest(store: Store, who: Actor) -> None:
    with pytest.raises(Forbidden):
        digest(store, who, WEEK)


def test_an_administrator_to_whom_nobody_reports_sees_nobody(store: Store) -> None:
    assert digest(store, ADA, WEEK).rows == ()
