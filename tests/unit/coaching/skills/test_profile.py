"""What is known of a person's skills: own, shared, judged; recommendations, history and what practice is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.actor import COMMAND_LINE, LOCAL, SCHEDULER
from core.coaching.skills import (
    agenda,
    assess,
    exercise_done,
    exercises,
    history,
    progress,
    share,
    skill_profile,
    team,
)
from core.coaching.skills.progress import days
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store
from tests.unit.coaching.skills.conftest import ADA, ANN, BOB, LEE, MEG, NOW, PAM, VIC, score


def test_a_profile_names_every_skill_and_says_nothing_where_nothing_is_known(
    team_store: Store,
) -> None:
    found = skill_profile(team_store, ANN)
    assert len(found.skills) == 9
    assert {skill.level for skill in found.skills} == {None}
    assert found.recommendations == ()


def test_own_levels_count_whether_shared_or_not_and_others_only_when_shared(
    team_store: Store,
) -> None:
    score(team_store, ANN.email, "value", 5, is_shared=False)
    score(team_store, ANN.email, "listening", 2)
    own, shown = skill_profile(team_store, ANN), skill_profile(team_store, MEG, ANN.email)
    assert own.skill("value").level is not None
    assert own.skill("value").level > 3  # type: ignore[operator]
    assert shown.skill("value").level is None
    assert shown.skill("listening").level == own.skill("listening").level


@pytest.mark.parametrize("actor", [BOB, PAM, ADA, LEE], ids=lambda actor: actor.email)
def test_nobody_but_the_person_and_those_above_sees_anything(
    team_store: Store, actor: object
) -> None:
    score(team_store, ANN.email, "value", 5)
    for look in (skill_profile, progress, history, agenda):
        with pytest.raises(Forbidden):
            look(team_store, actor, ANN.email)  # type: ignore[operator]


def test_a_person_unknown_is_refused_in_the_same_words_as_one_who_is_not_theirs(
    team_store: Store,
) -> None:
    with pytest.raises(Forbidden) as of_another:
        skill_profile(team_store, BOB, ANN.email)
    with pytest.raises(Forbidden) as of_nobody:
        skill_profile(team_store, BOB, "nobody@us.example")
    assert str(of_another.value) == str(of_nobody.value)


def test_managers_at_every_height_see_shared_levels(team_store: Store) -> None:
    score(team_store, ANN.email, "value", 5)
    for actor in (MEG, VIC):
        assert skill_profile(team_store, actor, ANN.email).skill("value").level is not None


@pytest.mark.parametrize("actor", [LOCAL, COMMAND_LINE, SCHEDULER], ids=lambda one: one.name)
def test_the_one_user_of_an_installation_stands_for_the_team(
    team_store: Store, actor: object
) -> None:
    score(team_store, ANN.email, "value", 5)
    score(team_store, ANN.email, "listening", 5, is_shared=False)
    found = skill_profile(team_store, actor, ANN.email)  # type: ignore[arg-type]
    assert found.skill("value").level is not None
    assert found.skill("listening").level is None


def test_a_note_is_read_by_its_author_and_the_person_alone(team_store: Store) -> None:
    score(team_store, ANN.email, "value", 4)
    assess(team_store, ANN, {"value": 4}, note="between me and myself", is_shared=True)
    assess(team_store, MEG, {"value": 3}, person=ANN.email, note="between Ann and me")
    notes = {
        actor.email: {one.note for one in history(team_store, actor, ANN.email)}
        for actor in (ANN, MEG, VIC)
    }
    assert notes == {
        ANN.email: {"a private word", "between me and myself", "between Ann and me"},
        MEG.email: {"", "between Ann and me"},
        VIC.email: {""},
    }


def test_a_turn_is_named_to_nobody_but_its_person(team_store: Store) -> None:
    score(team_store, ANN.email, "value", 4)
    (own,), (seen,) = history(team_store, ANN), history(team_store, MEG, ANN.email)
    assert own.interaction_id == 1
    assert (seen.interaction_id, seen.account_key, seen.note) == (0, None, "")


def test_what_one_shares_can_be_hidden_again_but_not_what_the_manager_said(
    team_store: Store,
) -> None:
    (own,) = assess(team_store, ANN, {"value": 4}, is_shared=True)
    (theirs,) = assess(team_store, MEG, {"value": 2}, person=ANN.email)
    share(team_store, ANN, [own, theirs], is_shared=False)
    assert [one.assessment_id for one in history(team_store, VIC, ANN.email)] == [theirs]
    share(team_store, BOB, [own], is_shared=True)
    assert [one.assessment_id for one in history(team_store, VIC, ANN.email)] == [theirs]


@pytest.mark.parametrize(
    ("levels", "note", "slugs"),
    [({}, "", ()), ({"juggling": 3}, "", ()), ({"value": 6}, "", ()), ({"value": 0.5}, "", ()),
     ({"value": 3}, "x" * 2001, ()), ({"value": 3}, "", ("no_such_exercise",))],
)  # fmt: skip
def test_a_judgement_that_makes_no_sense_is_refused(
    team_store: Store, levels: dict[str, float], note: str, slugs: tuple[str, ...]
) -> None:
    with pytest.raises(InvalidInput):
        assess(team_store, ANN, levels, note=note, recommendations=slugs)
    assert team_store.value("SELECT count(*) FROM ops.csm_skill_assessments") == 0


def test_only_a_manager_judges_and_only_their_own_people(team_store: Store) -> None:
    for actor, about in ((BOB, ANN), (ANN, MEG), (PAM, ANN), (ADA, ANN), (LEE, LEE)):
        with pytest.raises(Forbidden):
            assess(team_store, actor, {"value": 3}, person=about.email)


def test_the_audit_log_says_that_somebody_was_judged_and_not_how(team_store: Store) -> None:
    assess(team_store, MEG, {"value": 2}, person=ANN.email, note="struggles with the CFO")
    event = team_store.rows("SELECT * FROM ops.audit_event ORDER BY sequence DESC LIMIT 1")[0]
    assert event["action"] == "skills.assess"
    assert "struggles" not in str(event)


def test_drills_are_practice_and_no_measure_of_the_level(team_store: Store) -> None:
    score(team_store, ANN.email, "value", 5, kind="practice")
    assert skill_profile(team_store, ANN).skill("value").level is None
    (one,) = next(
        skill for skill in progress(team_store, ANN).skills if skill.skill_area == "value"
    ).practised
    assert (one.kind, one.title) == ("practice", "Practice conversation")


def test_scores_before_and_after_practice_stand_side_by_side_with_their_number(
    team_store: Store,
) -> None:
    for days_ago, level in ((80, 2.0), (60, 3.0), (20, 4.0)):
        score(team_store, ANN.email, "value", level, at=NOW - timedelta(days=days_ago))
    score(team_store, ANN.email, "value", 1, at=NOW - timedelta(days=40), kind="practice")
    found = next(one for one in progress(team_store, ANN).skills if one.skill_area == "value")
    assert found.before_after is not None
    compared = found.before_after
    assert (compared.before, compared.before_n, compared.after, compared.after_n) == (
        2.5,
        2,
        4.0,
        1,
    )
    assert found.change is not None
    assert found.change > 0


def test_the_past_is_replayed_from_what_was_known_then(team_store: Store) -> None:
    score(team_store, ANN.email, "value", 5, at=datetime(2026, 5, 10))
    found = next(
        one for one in progress(team_store, ANN, months=3).skills if one.skill_area == "value"
    )
    levels = {point.on.isoformat(): point.level for point in found.points}
    assert list(levels) == ["2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]
    assert levels["2026-04-30"] is None
    assert levels["2026-05-31"] is not None


def test_month_ends_are_counted_back_across_a_year() -> None:
    found = [day.isoformat() for day in days(datetime(2026, 2, 28).date(), 3)]
    assert found == ["2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28"]


def test_an_exercise_that_was_done_gives_way_to_another(team_store: Store) -> None:
    score(team_store, ANN.email, "value", 2)
    (first,) = [one.exercise for one in skill_profile(team_store, ANN).recommendations]
    assert first is not None
    assert first.skill == "value"
    exercise_done(team_store, ANN, first.slug)
    (second,) = [one.exercise for one in skill_profile(team_store, ANN).recommendations]
    assert second is not None
    assert second.slug != first.slug
    with pytest.raises(NotFound):
        exercise_done(team_store, ANN, "no_such_exercise")


def test_a_private_exercise_is_seen_by_nobody_else(team_store: Store) -> None:
    slug = exercises()[0].slug
    exercise_done(team_store, ANN, slug)
    assert not any(skill.practised for skill in progress(team_store, MEG, ANN.email).skills)
    assert team(team_store, MEG).members[0].last_coached_on is None
    exercise_done(team_store, ANN, slug, is_shared=True)
    assert any(skill.practised for skill in progress(team_store, MEG, ANN.email).skills)


def test_a_team_is_those_who_report_and_the_long_uncoached_come_first(team_store: Store) -> None:
    score(team_store, ANN.email, "value", 4, at=NOW - timedelta(days=61))
    found = team(team_store, MEG)
    assert [member.person.name for member in found.members] == ["Ann Lee", "Bob Ray"]
    assert [member.person.name for member in found.due] == ["Bob Ray", "Ann Lee"]
    assert [member.days_since for member in found.due] == [None, 61]
    score(team_store, ANN.email, "value", 4, at=NOW - timedelta(days=60))
    assert [member.person.name for member in team(team_store, MEG).due] == ["Bob Ray"]
    score(team_store, BOB.email, "value", 4, is_shared=False)
    assert [member.person.name for member in team(team_store, MEG).due] == ["Bob Ray"]
    with pytest.raises(Forbidden):
        team(team_store, ANN)


def test_the_agenda_says_what_goes_well_what_to_work_on_and_where_views_differ(
    team_store: Store,
) -> None:
    for days_ago in range(1, 8):
        at = NOW - timedelta(days=days_ago)
        score(team_store, ANN.email, "listening", 5, at=at)
        score(team_store, ANN.email, "commercial", 1, at=at)
    assess(team_store, ANN, {"commercial": 5}, is_shared=True)
    slug = exercises()[0].slug
    assess(team_store, MEG, {"value": 3}, person=ANN.email, recommendations=[slug])
    made = agenda(team_store, MEG, ANN.email)
    points = {point.kind: point for point in reversed(made)}
    assert points["strength"].skill_area == "listening"
    assert points["growth"].skill_area == "commercial"
    assert points["views"].skill_area == "commercial"
    assert exercises()[0].title in points["agreed"].text
    assert "unknown" in points
    assert "contact" not in points


def test_who_shares_nothing_is_asked_and_not_judged(team_store: Store) -> None:
    score(team_store, ANN.email, "value", 1, is_shared=False)
    points = agenda(team_store, MEG, ANN.email)
    assert [point.kind for point in points] == ["contact", "unknown"]
    assert "shared" in points[0].text
