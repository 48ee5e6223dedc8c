"""What a ticket was at a past date, from its dates and its recorded changes."""

from __future__ import annotations

from datetime import date

import pytest

from tests.spec.tables import parse
from tests.spec.world import key

TABLES = """
accounts
account_id
A

tickets
ticket_id | account_id | priority | status | opened_at | resolved_at | updated_at
resolved_later | A | P3 | closed | 2026-06-01 | 2026-07-10 |
resolved_then | A | P3 | closed | 2026-06-01 | 2026-06-30 23:59 |
opened_later | A | P3 | open | 2026-07-01 | |
closed_undated | A | P3 | closed | 2026-06-01 | | 2026-06-20
closed_undated_later | A | P3 | closed | 2026-06-01 | | 2026-07-20
closed_unknown | A | P3 | closed | 2026-06-01 | |
reopened | A | P3 | open | 2026-06-01 | 2026-06-10 |
solved_by_event | A | P3 | solved | 2026-06-01 | 2026-07-10 |
open_by_event | A | P3 | solved | 2026-06-01 | 2026-06-10 |
odd_event | A | P3 | open | 2026-06-01 | |
raised | A | P1 | open | 2026-06-01 | |
lowered | A | P3 | open | 2026-06-01 | |
raised_before | A | P4 | open | 2026-06-01 | |
twice_at_once | A | P4 | open | 2026-06-01 | |
twice_at_once_later | A | P4 | open | 2026-06-01 | |
solved_at_once | A | P3 | open | 2026-06-01 | |
there_and_back | A | P4 | open | 2026-06-01 | |

ticket_events
ticket_id | at | kind | from_value | to_value
solved_by_event | 2026-06-15 | status | open | solved
open_by_event | 2026-06-10 | status | open | solved
open_by_event | 2026-06-20 | status | solved | open
open_by_event | 2026-07-05 | status | open | solved
odd_event | 2026-06-20 | status | open | In progress
raised | 2026-07-02 | priority | P4 | P1
lowered | 2026-07-02 | priority | p1 | p3
raised_before | 2026-06-20 | priority | P4 | P2
twice_at_once | 2026-06-20 | priority | P1 | P3
twice_at_once | 2026-06-20 | priority | P2 | P1
twice_at_once_later | 2026-07-02 | priority | P3 | P1
twice_at_once_later | 2026-07-02 | priority | P1 | P2
solved_at_once | 2026-06-20 | status | pending | solved
solved_at_once | 2026-06-20 | status | open | pending
there_and_back | 2026-06-10 | priority | P3 | P2
there_and_back | 2026-06-20 | priority | P2 | P1
there_and_back | 2026-06-20 | priority | P1 | P2
"""


@pytest.fixture(scope="module")
def told(world):
    return world(TABLES)


def test_open_tickets_at_the_date(told):
    assert {row["ticket_key"] for row in told.rows("open_ticket")} == {
        key(name)
        for name in (
            "resolved_later",
            "closed_undated_later",
            "reopened",
            "open_by_event",
            "odd_event",
            "raised",
            "lowered",
            "raised_before",
            "twice_at_once",
            "twice_at_once_later",
            "there_and_back",
        )
    }


@pytest.mark.parametrize(
    ("ticket", "priority"),
    [
        ("raised", "P4"),
        ("lowered", "P1"),
        ("raised_before", "P2"),
        ("reopened", "P3"),
        ("twice_at_once", "P3"),
        ("twice_at_once_later", "P3"),
        ("there_and_back", "P2"),
    ],
)
def test_the_priority_is_that_of_the_date(told, ticket, priority):
    rows = {row["ticket_key"]: row["priority"] for row in told.rows("open_ticket")}
    assert rows[key(ticket)] == priority


def test_a_later_date_sees_the_later_changes(world):
    told = world(TABLES, date(2026, 7, 31))
    rows = {row["ticket_key"]: row["priority"] for row in told.rows("open_ticket")}
    assert rows[key("raised")] == "P1"
    assert key("opened_later") in rows
    assert not {key("resolved_later"), key("closed_undated_later"), key("open_by_event")} & set(
        rows
    )


def test_changes_at_one_moment_read_the_same_in_any_order(told, world):
    tables = {name: rows[::-1] for name, rows in parse(TABLES).items()}
    backwards = world()
    backwards.add(tables)
    backwards.refresh()
    columns = ("ticket_key", "priority", "status")
    states = [
        sorted([tuple(row[name] for name in columns) for row in one.rows("open_ticket")])
        for one in (told, backwards)
    ]
    assert states[0] == states[1]
