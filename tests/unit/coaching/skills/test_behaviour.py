"""Behaviour by example: what counts as kept, what as missed, and what does not count."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from core.actor import LOCAL
from core.coaching.skills import behaviours
from core.coaching.skills.model import Behaviour
from core.store import ModelSet, Store
from tests.spec.world import AS_OF, World, key

ANN, BOB = "ann@us.example", "bob@us.example"

TABLES = """
accounts
account_id | name | tier       | owner_email
A          | Acme | enterprise | ann@us.example
B          | Bolt | smb        | ann@us.example
C          | Core | smb        | bob@us.example

contacts
contact_id | account_id | full_name  | title | email             | status | left_on
eve        | A          | Eve Adams  | CFO   | eve@acme.example  | active |
max        | A          | Max Moreau | CTO   | max@acme.example  | active |
zoe        | B          | Zoe Zed    | CEO   | zoe@bolt.example  | active |
gus        | B          | Gus Gone   | COO   | gus@bolt.example  | left   | 2026-01-31

activities
activity_id | account_id | kind       | direction | occurred_at      | from_email       | participants                    | thread_id | body
Q1          | A          | email      | inbound   | 2026-06-01 10:00 | eve@acme.example | ann@us.example                  | t1        | When is it due?
R1          | A          | email      | outbound  | 2026-06-03 10:00 | ann@us.example   | eve@acme.example                | t1        | In July.
Q2          | A          | email      | inbound   | 2026-06-10 10:00 | max@acme.example | ann@us.example                  | t2        | Can we talk?
Q3          | B          | email      |           | 2026-06-12 10:00 | zoe@bolt.example | ann@us.example                  | t3        | A new topic.
R3          | B          | call       |           | 2026-06-13 10:00 |                  | zoe@bolt.example                |           |
T4          | A          | email      | inbound   | 2026-06-04 10:00 | eve@acme.example | ann@us.example                  | t1        | Thank you.
Q5          | A          | email      | inbound   | 2026-06-29 10:00 | eve@acme.example | ann@us.example                  | t5        | Too young to be late?
P1          | A          | qbr        |           | 2026-05-20 10:00 |                  | eve@acme.example                |           |
P2          | B          | qbr        |           | 2026-06-26 10:00 |                  | zoe@bolt.example                |           |
N1          | A          | note       |           | 2026-05-15 10:00 |                  |                                 |           | Agenda
"""


@pytest.fixture
def world(store: Store) -> World:
    return World(store, ModelSet.load(), TABLES)


def measured(world: World, name: str, person: str = ANN, on: date = AS_OF) -> Behaviour | None:
    found = behaviours(world.store, [person], on)[person]
    return next((one for one in found if one.measure == name), None)


def test_a_question_is_answered_by_a_mail_in_its_thread_or_a_talk_with_the_sender(
    world: World,
) -> None:
    found = measured(world, "questions_answered")
    assert found is not None
    assert (found.kept, found.cases) == (2, 3)
    assert found.missed == (f"crm.activity/{key('Q2')}",)
    assert found.accounts == (key("A"),)


def test_thanks_within_a_thread_and_what_is_too_young_ask_for_no_answer(world: World) -> None:
    later = measured(world, "questions_answered", on=date(2026, 7, 10))
    assert later is not None
    assert later.cases == 4
    assert f"crm.activity/{key('T4')}" not in later.missed


def test_an_account_has_as_many_threads_as_people_spoke_with_us(world: World) -> None:
    found = measured(world, "several_threads")
    assert found is not None
    # Acme has two people there and both were in contact; at Bolt one of one who is still there.
    assert (found.kept, found.cases) == (2, 2)
    earlier = measured(world, "several_threads", on=date(2026, 6, 5))
    assert earlier is not None
    assert (earlier.kept, earlier.cases) == (0, 2)
    assert f"crm.contact/{key('eve')}" in earlier.missed


def test_a_qbr_is_prepared_by_what_was_done_on_the_account_before(world: World) -> None:
    found = measured(world, "qbrs_prepared")
    assert found is not None
    assert (found.kept, found.cases) == (2, 2)
    with world.store.transaction(LOCAL, "test.change") as work:
        work.execute("DELETE FROM crm.activity WHERE source_id = 'R3'")
        work.touch("crm.activity")
    world.refresh()
    found = measured(world, "qbrs_prepared")
    assert found is not None
    assert found.missed == (f"crm.activity/{key('P2')}",)


def test_cadence_counts_executives_in_time(world: World) -> None:
    found = measured(world, "cadence_kept")
    assert found is not None
    overdue = [row for row in world.rows("sponsor_score") if row["is_overdue"]]
    known = [row for row in world.rows("sponsor_score") if row["is_overdue"] is not None]
    assert (found.kept, found.cases) == (len(known) - len(overdue), len(known))
    assert overdue
    assert set(found.missed) == {f"crm.contact/{row['contact_key']}" for row in overdue}


def test_measures_of_the_mart_are_left_out_for_a_day_that_was_never_worked_out(
    world: World,
) -> None:
    names = {one.measure for one in behaviours(world.store, [ANN], date(2026, 6, 5))[ANN]}
    assert names == {"questions_answered", "several_threads"}


def test_a_task_counts_by_the_day_it_is_due_and_only_about_an_account(store: Store) -> None:
    world = World(store, ModelSet.load(), TABLES)
    tasks = [
        # due, state, ended, about
        ("2026-06-10", "done", "2026-06-09 08:00", key("A")),
        ("2026-06-10", "done", "2026-06-12 08:00", key("A")),
        ("2026-06-11", "open", None, key("B")),
        ("2026-06-12", "dropped", "2026-06-11 08:00", key("A")),
        ("2026-06-13", "done", "2026-06-20 08:00", None),
        ("2026-07-13", "open", None, key("A")),
    ]
    with store.transaction(LOCAL, "test.fill") as work:
        for number, (due, state, ended, account) in enumerate(tasks, start=1):
            work.execute(
                "INSERT INTO ops.task BY NAME SELECT $n AS task_id, $account::UBIGINT AS account_key, '' AS title,"
                " '' AS detail, '' AS phase, '' AS document, $due::DATE AS due_on, $owner AS owner,"
                " $state AS state, $owner AS created_by, $at AS created_at, $owner AS changed_by,"
                " $at AS changed_at, $ended::TIMESTAMP AS ended_at, '' AS reason",
                {
                    "n": number, "account": account, "due": due, "owner": ANN, "state": state,
                    "ended": ended, "at": datetime(2026, 6, 1),
                },
            )  # fmt: skip
    found = measured(world, "tasks_kept")
    assert found is not None
    assert (found.kept, found.cases) == (1, 3)
    assert set(found.missed) == {"ops.task/2", "ops.task/3"}


def test_an_escalation_is_taken_up_when_somebody_says_something_in_time(store: Store) -> None:
    world = World(store, ModelSet.load(), TABLES)
    with store.transaction(LOCAL, "test.fill") as work:
        for number, opened in ((1, datetime(2026, 6, 1, 5)), (2, datetime(2026, 6, 10, 5))):
            work.execute(
                "INSERT INTO ops.escalation BY NAME SELECT $n AS escalation_id, $account::UBIGINT AS account_key,"
                " 'score_below' AS trigger, $at AS opened_at, CAST($at AS DATE) AS opened_on, '' AS from_band,"
                " 'red' AS opened_band, 30.0 AS opened_score, 'red' AS worst_band, 30.0 AS worst_score,"
                " 60.0 AS score_limit, TRUE AS needs_better_band, 'high' AS severity, [] AS severity_reasons,"
                " [] AS rules_tripped, ['crm.ticket/' || $n] AS evidence, 0 AS times_worsened, 0 AS better_scans,"
                " 'open' AS stance, CAST($at AS DATE) AS updated_on, '' AS draft_note",
                {"n": number, "account": key("A"), "at": opened},
            )
        work.execute(
            "INSERT INTO ops.escalation_decision BY NAME SELECT 1 AS decision_id, 1 AS escalation_id,"
            " $account::UBIGINT AS account_key, 'acknowledged' AS decision, '' AS reason,"
            " $by AS decided_by, $at AS decided_at",
            {"account": key("A"), "by": ANN, "at": datetime(2026, 6, 2)},
        )
    found = measured(world, "escalations_taken_up")
    assert found is not None
    assert (found.kept, found.cases, found.missed) == (1, 2, ("crm.ticket/2",))


def test_nobody_is_counted_by_anothers_accounts(world: World) -> None:
    assert measured(world, "questions_answered", BOB) is None
    found = behaviours(world.store, [ANN, BOB], AS_OF)
    assert {one.measure for one in found[BOB]} == set()
    assert {one.measure for one in found[ANN]} >= {"questions_answered", "several_threads"}
