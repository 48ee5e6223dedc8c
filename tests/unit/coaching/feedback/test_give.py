"""Feedback is kept for the person alone; levels are theirs to share; the same text counts once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.actor import LOCAL, Actor, Role
from core.coaching import rubric as rubrics
from core.coaching.feedback import (
    Feedback,
    as_text,
    conversation,
    conversations,
    feedback,
    feedback_of,
    feedbacks,
    forget,
    share,
    text_of,
)
from core.coaching.feedback.give import AGAIN
from core.coaching.learning import rate
from core.coaching.rubric.document import as_fields, checked
from core.coaching.tasks import NewTask, create_tasks, task
from core.errors import Ambiguous, Forbidden, InvalidInput, NotFound
from core.store import Store

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BEN = Actor("ben@us.example", frozenset({Role.CSM}))
MEG = Actor("meg@us.example", frozenset({Role.MANAGER}))
ANALYST = Actor("ana@us.example", frozenset({Role.ANALYST}))
TEXTS = Path(__file__).parent / "texts"
CALL = (TEXTS / "strong_call.txt").read_text(encoding="utf-8")
NOTES = (TEXTS / "good_notes.txt").read_text(encoding="utf-8")

SEED = """
INSERT INTO crm.team_member BY NAME SELECT * FROM (VALUES
    (1, 'ann@us.example', 'Ann Lee', 'meg@us.example'), (2, 'ben@us.example', 'Ben Fox', NULL)
) AS t (member_key, email, full_name, manager_email);
INSERT INTO crm.account BY NAME SELECT * FROM (VALUES
    (1, 'Acme', 'ann@us.example'), (2, 'Bolt', 'ben@us.example')
) AS t (account_key, name, owner_email);
INSERT INTO crm.contact BY NAME SELECT 1 AS contact_key, 'Tom Reed' AS full_name, 1 AS account_key;
INSERT INTO crm.activity BY NAME SELECT * FROM (VALUES
    (11, 'call', TIMESTAMP '2026-06-10 09:00', 'ann@us.example', 'Plan', repeat('We agreed to meet by Friday. ', 9), 1),
    (12, 'call', TIMESTAMP '2026-06-11 09:00', 'ben@us.example', 'His', repeat('We agreed to meet by Friday. ', 9), 1),
    (14, 'email', TIMESTAMP '2026-06-13 09:00', 'ann@us.example', 'Theirs', repeat('We agreed to meet by Friday. ', 9), 1),
    (13, 'note', TIMESTAMP '2026-06-12 09:00', 'ann@us.example', 'Short', 'Called.', 1)
) AS t (activity_key, kind, occurred_at, owner_email, subject, body, account_key);
UPDATE crm.activity SET direction = 'inbound', from_email = 'tom@acme.example' WHERE activity_key = 14;
"""


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    """Ann looks after Acme and reports to Meg; Ben looks after Bolt."""
    with store.transaction(LOCAL, "tests.fill") as work:
        for statement in SEED.split(";\n"):
            if statement.strip():
                work.execute(statement)
        work.touch("crm.account", "crm.activity", "crm.contact", "crm.team_member")
    yield store


def _rows(store: Store, table: str) -> list[dict[str, Any]]:
    return [dict(row) for row in store.rows(f"SELECT * FROM ops.{table} ORDER BY ALL")]


def test_feedback_is_kept_with_its_levels_quotes_and_rubric(filled: Store) -> None:
    given = feedback(filled, ANN, CALL, account_key=1)
    assert given.title == "Conversation with Tom Reed"
    assert feedback_of(filled, ANN, given.interaction_id) == given
    assert text_of(filled, ANN, given.interaction_id) == CALL
    assert [turn.interaction_id for turn, _ in feedbacks(filled, ANN)] == [given.interaction_id]
    rows = _rows(filled, "csm_skill_assessments")
    assert {row["skill_area"]: row["proficiency_level"] for row in rows} == {
        score.skill: score.level for score in given.assessment.scored
    }
    assert {
        (row["person"], row["source"], row["account_key"], row["rubric_version"], row["is_shared"])
        for row in rows
    } == {(ANN.email, "rubric", 1, 1, False)}
    cited = {slug for row in rows for slug in json.loads(row["recommendations"])}
    assert cited == {row["document"] for row in _rows(filled, "coaching_citation")}
    assert [version.version for version in rubrics.history(filled, ANN)] == [1]


def test_feedback_can_be_taken_along_as_text(filled: Store) -> None:
    said = as_text(feedback(filled, ANN, CALL))
    assert "- Value: 5 (" in said
    assert "What to try" in said
    assert '- Plays back what they said: "So what you' in said
    assert "Spoken by you and colleagues: 77% of the words" in said
    empty = (TEXTS / "empty_notes.txt").read_text(encoding="utf-8")
    assert "- Value: no evidence" in as_text(feedback(filled, ANN, empty))


def test_a_skill_without_evidence_leaves_no_row(filled: Store) -> None:
    feedback(filled, ANN, (TEXTS / "empty_notes.txt").read_text(encoding="utf-8"))
    assert _rows(filled, "csm_skill_assessments") == []
    assert len(_rows(filled, "coaching_interactions")) == 1


def test_the_audit_log_holds_no_word_of_the_text(filled: Store) -> None:
    given = feedback(filled, ANN, NOTES, title="Secret talk")
    share(filled, ANN, given.interaction_id, is_shared=True)
    forget(filled, ANN, given.interaction_id)
    logged = json.dumps(
        filled.rows("SELECT action, subject, detail FROM ops.audit_event"), default=str
    )
    assert "feedback.give" in logged
    assert "feedback.forget" in logged
    for word in ("Maria", "Secret", "spreadsheets", "Berlin"):
        assert word not in logged


def test_what_is_forgotten_leaves_nothing_to_whoever_gets_its_number(filled: Store) -> None:
    number = feedback(filled, ANN, NOTES, account_key=1).interaction_id
    rate(filled, ANN, number, rating=2, wishes={"length": "brief"})
    today = filled.clock.today()
    (made,) = create_tasks(filled, ANN, 1, [NewTask("Send the plan", today)], number)
    forget(filled, ANN, number)
    assert feedback(filled, LOCAL, NOTES).interaction_id == number
    assert task(filled, LOCAL, made.task_id).interaction_id is None
    assert _rows(filled, "coaching_wish") == []


def test_the_same_text_counts_once_and_another_reading_counts_anew(filled: Store) -> None:
    first = feedback(filled, ANN, NOTES)
    again = feedback(filled, ANN, NOTES)
    assert again == replace(first, note=AGAIN)
    assert len(_rows(filled, "coaching_interactions")) == 1
    assert feedback(filled, ANN, NOTES, account_key=1).interaction_id != first.interaction_id
    assert feedback(filled, BEN, NOTES).interaction_id != first.interaction_id


def test_a_changed_rubric_scores_the_same_text_anew(filled: Store) -> None:
    first = feedback(filled, ANN, NOTES)
    fields = as_fields(rubrics.shipped())
    rubrics.save(filled, MEG, checked({**fields, "start": 1.0}), "Stricter")
    second = feedback(filled, ANN, NOTES)
    assert (first.assessment.rubric_version, second.assessment.rubric_version) == (1, 2)
    assert (second.assessment.scored[0].level or 0) < (first.assessment.scored[0].level or 0)
    assert feedback_of(filled, ANN, first.interaction_id) == first


@pytest.mark.parametrize("other", [BEN, MEG, LOCAL])
def test_nobody_else_reads_shares_or_deletes_feedback(filled: Store, other: Actor) -> None:
    number = feedback(filled, ANN, NOTES, is_shared=True).interaction_id
    assert feedbacks(filled, other) == ()
    for act in (
        lambda: feedback_of(filled, other, number),
        lambda: text_of(filled, other, number),
        lambda: share(filled, other, number, is_shared=True),
        lambda: forget(filled, other, number),
    ):
        with pytest.raises(NotFound):
            act()


def test_roles_that_are_not_coached_get_none(filled: Store) -> None:
    with pytest.raises(Forbidden):
        feedback(filled, ANALYST, NOTES)
    with pytest.raises(Forbidden):
        conversations(filled, ANALYST)


def test_levels_are_shared_and_taken_back(filled: Store) -> None:
    number = feedback(filled, ANN, NOTES).interaction_id
    for wanted in (True, False):
        share(filled, ANN, number, is_shared=wanted)
        assert feedback_of(filled, ANN, number).is_shared is wanted
        assert {row["is_shared"] for row in _rows(filled, "csm_skill_assessments")} == {wanted}


def test_what_is_forgotten_is_gone_from_every_table(filled: Store) -> None:
    kept = feedback(filled, ANN, CALL).interaction_id
    gone = feedback(filled, ANN, NOTES).interaction_id
    forget(filled, ANN, gone)
    for table in ("coaching_interactions", "coaching_citation", "csm_skill_assessments"):
        assert {row["interaction_id"] for row in _rows(filled, table)} <= {kept}
    with pytest.raises(NotFound):
        feedback_of(filled, ANN, gone)


def test_own_imported_conversations_with_text_can_be_scored(filled: Store) -> None:
    assert [one.activity_key for one in conversations(filled, ANN)] == [11]
    given = feedback(filled, ANN, activity_key=11)
    assert (given.title, given.account_key) == ("Plan", 1)
    assert given.assessment.scored
    for number in (12, 13, 14, 99):
        with pytest.raises(NotFound):
            conversation(filled, ANN, number)
    assert {one.activity_key for one in conversations(filled, LOCAL)} == {11, 12}


def test_who_speaks_is_asked_where_nobody_is_known(filled: Store) -> None:
    text = "Ida: What is the goal?\nOtto: Growth.\nIda: By Friday then.\n"
    with pytest.raises(Ambiguous) as asked:
        feedback(filled, ANN, text)
    assert asked.value.options == ("Ida", "Otto")
    mine = feedback(filled, ANN, text, own_speakers=["Ida"]).assessment
    theirs = feedback(filled, ANN, text, own_speakers=["Otto"]).assessment
    assert {score.skill for score in mine.scored} >= {"discovery"}
    assert theirs.scored == ()
    with pytest.raises(InvalidInput):
        feedback(filled, ANN, text, own_speakers=["Nobody"])
    assert feedback(filled, ANN, text, as_notes=True).assessment.talk is None


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"text": " "}, InvalidInput),
        ({"text": "x", "activity_key": 11}, InvalidInput),
        ({"text": NOTES, "account_key": 2}, NotFound),
    ],
)
def test_what_cannot_be_scored_is_refused_and_leaves_nothing(
    filled: Store, values: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        feedback(filled, ANN, **values)
    assert _rows(filled, "coaching_interactions") == []


class _Voice:
    """Says every summary in its own words."""

    def feedback(self, actor: Actor, feedback: Feedback, **more: Any) -> Feedback:
        assert actor == ANN
        assert set(more) == {"library", "style"}
        return replace(feedback, summary="In other words.", writer="claude")


def test_a_voice_may_word_it_but_levels_stay(filled: Store) -> None:
    plain = feedback(filled, BEN, NOTES)
    spoken = feedback(filled, ANN, NOTES, voice=_Voice())
    assert (spoken.summary, spoken.writer) == ("In other words.", "claude")
    assert spoken.assessment.scores == plain.assessment.scores
    assert feedback_of(filled, ANN, spoken.interaction_id) == spoken
