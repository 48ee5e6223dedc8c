"""Tasks: who sees them, what can be done with them, and a plan made into them once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actor import LOCAL, Actor, Role
from core.coaching.interactions import record
from core.coaching.model import (
    ActionPhase,
    Citation,
    CitationKind,
    Guidance,
    InteractionType,
    Line,
    Situation,
)
from core.coaching.tasks import (
    LONGEST_TITLE,
    NewTask,
    Task,
    by_due,
    change,
    create_tasks,
    doers,
    drop,
    finish,
    plan_tasks,
    reopen,
    task,
    tasks,
)
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store

TODAY = date(2026, 6, 30)
PLAN_MOMENT = datetime(2026, 6, 30, 12)
ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
MEG = Actor("meg@us.example", frozenset({Role.MANAGER}))
LEE = Actor("lee@us.example", frozenset({Role.ANALYST}))

FILL = """
INSERT INTO crm.account (account_key, name, owner_email, source_system, source_id, batch_id) VALUES
    (1, 'Acme', 'ann@us.example', 'tests', 'A1', 1), (2, 'Bolt', 'bob@us.example', 'tests', 'B1', 1);
INSERT INTO crm.team_member (member_key, email, full_name, manager_email, source_system, source_id) VALUES
    (1, 'ann@us.example', 'Ann Lee', 'meg@us.example', 'tests', 'u1'),
    (2, 'bob@us.example', 'Bob Roy', NULL, 'tests', 'u2'),
    (3, 'meg@us.example', 'Meg Fox', NULL, 'tests', 'u3')
"""


@pytest.fixture
def book(store: Store) -> Iterator[Store]:
    """Ann owns Acme and reports to Meg; Bob owns Bolt."""
    with store.transaction(LOCAL, "tests.fill") as work:
        for statement in FILL.split(";"):
            work.execute(statement)
        work.touch("crm.account", "crm.team_member")
    yield store


def _make(store: Store, actor: Actor = ANN, account: int | None = 1, **more: object) -> Task:
    fields: dict[str, object] = {"title": "Call the champion", "due_on": TODAY, **more}
    (made,) = create_tasks(store, actor, account, [NewTask(**fields)])  # type: ignore[arg-type]
    return made


def test_a_task_is_for_whoever_makes_it_unless_said_otherwise(book: Store) -> None:
    assert _make(book).owner == ANN.email
    assert _make(book, owner="MEG@us.example").owner == MEG.email
    made = _make(book)
    assert (made.account_id, made.account_name, made.owner_name) == ("A1", "Acme", "Ann Lee")


@pytest.mark.parametrize(
    ("actor", "seen"), [(ANN, {1}), (MEG, {1}), (BOB, {2}), (LOCAL, {1, 2})], ids=str
)
def test_tasks_of_accounts_are_seen_by_who_sees_the_account(
    book: Store, actor: Actor, seen: set[int]
) -> None:
    _make(book)
    _make(book, BOB, 2)
    assert {item.account_key for item in tasks(book, actor)} == seen


def test_a_task_about_no_account_is_its_owners_alone(book: Store) -> None:
    own = _make(book, account=None)
    assert [item.task_id for item in tasks(book, ANN)] == [own.task_id]
    for other in (BOB, MEG, LOCAL):
        assert tasks(book, other) == ()
        with pytest.raises(NotFound):
            finish(book, other, own.task_id)
    with pytest.raises(InvalidInput, match="cannot be given"):
        _make(book, account=None, owner=MEG.email)


def test_nobody_makes_or_changes_tasks_of_accounts_they_do_not_see(book: Store) -> None:
    made = _make(book)
    with pytest.raises(NotFound):
        _make(book, BOB)
    for act in (finish, drop, reopen):
        with pytest.raises(NotFound):
            act(book, BOB, made.task_id)
    with pytest.raises(NotFound):
        change(book, BOB, made.task_id, title="Other")
    with pytest.raises(Forbidden):
        tasks(book, LEE)


def test_a_task_is_finished_and_taken_back(book: Store) -> None:
    made = _make(book)
    done = finish(book, ANN, made.task_id)
    assert (done.state, done.ended_at) == ("done", book.clock.now())
    assert tasks(book, ANN) == ()
    assert tasks(book, ANN, state="done") == (done,)
    with pytest.raises(InvalidInput, match="is done"):
        finish(book, ANN, made.task_id)
    again = reopen(book, ANN, made.task_id)
    assert (again.state, again.ended_at) == ("open", None)


def test_a_dropped_task_keeps_its_reason_until_it_is_open_again(book: Store) -> None:
    made = _make(book)
    assert drop(book, ANN, made.task_id, " They left. ").reason == "They left."
    with pytest.raises(InvalidInput):
        change(book, ANN, made.task_id, title="Other")
    assert reopen(book, ANN, made.task_id).reason == ""


def test_an_open_task_can_be_moved_reworded_and_given_away(book: Store) -> None:
    made = _make(book, detail="Ask about March")
    moved = change(book, MEG, made.task_id, due_on=TODAY + timedelta(days=3), owner=MEG.email)
    assert (moved.due_on, moved.owner, moved.title) == (date(2026, 7, 3), MEG.email, made.title)
    assert (moved.changed_by, moved.created_by, moved.detail) == (
        MEG.email,
        ANN.email,
        "Ask about March",
    )


def test_a_task_stays_its_owners_to_move_once_the_account_is_somebody_elses(book: Store) -> None:
    made = _make(book)
    with book.transaction(LOCAL, "tests.move") as work:
        work.execute("UPDATE crm.account SET owner_email = 'bob@us.example' WHERE account_key = 1")
        work.touch("crm.account")
    moved = change(book, ANN, made.task_id, due_on=TODAY + timedelta(days=3))
    assert (moved.owner, moved.due_on) == (ANN.email, TODAY + timedelta(days=3))
    with pytest.raises(NotFound):
        change(book, ANN, made.task_id, owner=BOB.email)


def test_only_those_who_see_the_account_can_be_given_a_task_about_it(book: Store) -> None:
    assert [doer.email for doer in doers(book, MEG, 1)] == [MEG.email, ANN.email]
    with pytest.raises(InvalidInput, match="cannot be given"):
        _make(book, owner=BOB.email)


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"title": "x" * (LONGEST_TITLE + 1)}, {"due_on": date(1900, 1, 1)}],
    ids=["empty", "too long", "too old"],
)
def test_what_no_task_can_be_is_refused(book: Store, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        _make(book, **wrong)
    assert tasks(book, ANN) == ()


def test_an_empty_plan_is_refused(book: Store) -> None:
    with pytest.raises(InvalidInput):
        create_tasks(book, ANN, 1, [])


def _turn(store: Store, actor: Actor) -> int:
    with store.transaction(actor, "coaching.ask") as work:
        return record(
            work,
            person=actor.email,
            interaction_type=InteractionType.GUIDANCE,
            subject="champion_left",
            context={},
            guidance_provided="{}",
            writer="template",
        )


PLAN = Guidance(
    Situation("champion_left", "A champion left", 1.0, 1),
    phases=(
        ActionPhase(
            "Secure",
            "today",
            TODAY,
            (
                Line("Call them.", (Citation(CitationKind.FACT, "arr", "ARR"),)),
                Line(
                    "Ask  who follows.", (Citation(CitationKind.ARTICLE, "handover", "Hand over"),)
                ),
            ),
        ),
        ActionPhase("Rebuild", "this week", TODAY + timedelta(days=5), (Line("x" * 400),)),
    ),
)


def test_each_step_of_a_plan_becomes_a_task_due_at_the_end_of_its_phase() -> None:
    first, second, third = plan_tasks(PLAN)
    assert (first.title, first.phase, first.document) == ("Call them.", "Secure", "")
    assert (second.title, second.document) == ("Ask who follows.", "handover")
    assert (third.due_on, len(third.title), len(third.detail)) == (date(2026, 7, 5), 300, 400)


def test_the_same_plan_makes_its_tasks_once(book: Store) -> None:
    number = _turn(book, ANN)
    first = create_tasks(book, ANN, 1, plan_tasks(PLAN), number)
    assert create_tasks(book, ANN, 1, plan_tasks(PLAN), number) == first
    assert len(tasks(book, ANN)) == 3
    drop(book, ANN, first[0].task_id)
    create_tasks(book, ANN, 1, plan_tasks(PLAN), number)
    assert len(tasks(book, ANN)) == 3


def test_which_turn_a_task_came_from_is_told_to_its_person_alone(book: Store) -> None:
    number = _turn(book, ANN)
    (first, *_rest) = create_tasks(book, ANN, 1, plan_tasks(PLAN), number)
    assert first.interaction_id == number
    assert task(book, MEG, first.task_id).interaction_id is None
    with pytest.raises(NotFound):
        create_tasks(book, MEG, 1, plan_tasks(PLAN), number)


def test_the_audit_names_tasks_by_number_and_never_by_their_words(book: Store) -> None:
    made = _make(book, title="A secret plan")
    finish(book, ANN, made.task_id)
    events = book.rows("SELECT action, subject, detail FROM ops.audit_event ORDER BY sequence")
    assert [row["action"] for row in events[-2:]] == ["task.create", "task.finish"]
    assert "secret" not in str(events)


@given(st.lists(st.integers(-400, 400), max_size=20))
def test_every_open_task_is_overdue_due_today_or_later(days: list[int]) -> None:
    now = PLAN_MOMENT
    found = [
        Task(number, None, "", "", "", "t", "", "", "", TODAY + timedelta(days=day), "a", "", "open",
             None, "a", now, "a", now, None, "")
        for number, day in enumerate(days)
    ]  # fmt: skip
    parted = by_due(found, TODAY)
    assert len(parted.overdue + parted.today + parted.later) == len(found)
    assert all(item.is_overdue(TODAY) for item in parted.overdue)
    listed = [item.due_on for item in parted.overdue + parted.today + parted.later]
    assert listed == sorted(listed)
