"""Ticket clocks by example: what starts, pauses and ends each of the five, and what it is held to.

Business hours are 9 to 17 of the account's own day. In June 2026 the 15th is a Monday; in Germany no
holiday lies between the 5th and the end of the month, in the United States the 19th is one.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from core.actor import LOCAL
from core.health.clocks import (
    HoursChange,
    account_statement,
    clear_account_hours,
    parameters,
    set_account_hours,
    ticket_clocks,
)
from core.policy import current, save
from tests.spec.world import key

HOUR = 3600

TABLES = """
accounts
account_id | tier | country | time_zone
A | mid_market | DE | Europe/Berlin
U | mid_market | US | America/New_York
N | mid_market | |
E | enterprise | DE | Europe/Berlin

tickets
ticket_id | account_id | priority | status | opened_at | first_reply_at | resolved_at | updated_at
plain | A | P3 | closed | 2026-06-15 08:00 | | 2026-06-15 14:00 |
exported | A | P3 | closed | 2026-06-15 08:00 | 2026-06-15 09:30 | 2026-06-15 14:00 |
unanswered | A | P3 | closed | 2026-06-15 08:00 | | 2026-06-15 14:00 |
evening | A | P3 | closed | 2026-06-15 14:00 | | 2026-06-16 08:00 |
weekend | A | P3 | closed | 2026-06-19 14:00 | | 2026-06-22 08:00 |
before_hours | A | P3 | closed | 2026-06-15 02:00 | | 2026-06-15 08:00 |
paused | A | P3 | closed | 2026-06-15 08:00 | | 2026-06-15 14:00 |
reopened | A | P3 | closed | 2026-06-15 08:00 | | 2026-06-16 09:00 |
talked | A | P3 | closed | 2026-06-15 07:00 | | 2026-06-15 15:00 |
thanked | A | P3 | closed | 2026-06-15 07:00 | | 2026-06-15 09:00 |
holiday | U | P3 | closed | 2026-06-18 20:00 | | 2026-06-22 14:00 |
nowhere | N | P3 | closed | 2026-06-15 08:00 | | 2026-06-15 10:00 |
around | E | P1 | closed | 2026-06-20 08:00 | | 2026-06-20 18:00 |
pending_since | A | P3 | pending | 2026-06-29 07:00 | | | 2026-06-29 09:00

ticket_events
ticket_id | at | kind | from_value | to_value
plain | 2026-06-15 09:00 | reply | |
unanswered | 2026-06-15 09:00 | customer_reply | |
paused | 2026-06-15 09:00 | status | open | pending
paused | 2026-06-15 11:00 | status | pending | on_hold
paused | 2026-06-15 12:00 | status | on_hold | open
paused | 2026-06-15 14:00 | status | open | solved
reopened | 2026-06-15 10:00 | status | open | solved
reopened | 2026-06-16 07:00 | status | solved | open
reopened | 2026-06-16 09:00 | status | open | solved
talked | 2026-06-15 08:00 | reply | |
talked | 2026-06-15 09:00 | customer_reply | |
talked | 2026-06-15 09:30 | customer_reply | |
talked | 2026-06-15 11:00 | reply | |
talked | 2026-06-15 12:00 | customer_reply | |
thanked | 2026-06-15 08:00 | reply | |
thanked | 2026-06-15 09:00 | status | open | solved
thanked | 2026-06-15 10:00 | customer_reply | |
thanked | 2026-06-18 09:00 | status | solved | closed
"""

# Ticket, clock, round -> hours in business hours, hours at all hours.
COUNTED = """
plain          | first_reply    | 1 | 1    | 1
plain          | resolution     | 1 | 6    | 6
exported       | first_reply    | 1 | 1.5  | 1.5
unanswered     | first_reply    | 1 | 6    | 6
evening        | resolution     | 1 | 2    | 18
weekend        | resolution     | 1 | 2    | 66
before_hours   | resolution     | 1 | 1    | 6
paused         | requester_wait | 1 | 4    | 4
paused         | agent_work     | 1 | 3    | 3
paused         | resolution     | 1 | 6    | 6
reopened       | requester_wait | 1 | 4    | 4
reopened       | resolution     | 1 | 4    | 4
reopened       | first_reply    | 1 | 2    | 2
talked         | first_reply    | 1 | 1    | 1
talked         | next_reply     | 1 | 2    | 2
talked         | next_reply     | 2 | 3    | 3
thanked        | resolution     | 1 | 2    | 2
holiday        | resolution     | 1 | 2    | 90
nowhere        | resolution     | 1 | 1    | 2
around         | resolution     | 1 | 0    | 10
pending_since  | agent_work     | 1 | 2    | 2
pending_since  | requester_wait | 1 | 2    | 2
"""


@pytest.fixture(scope="module")
def told(world):
    return world(TABLES)


def clocks(told, *accounts, as_of=None):
    day = as_of or told.as_of
    found = [
        clock
        for account in accounts
        for clock in ticket_clocks(
            told.store, LOCAL, key(account), day, closed_from=date(2026, 1, 1)
        )
    ]
    return {(clock.ticket_key, clock.clock, clock.round): clock for clock in found}


@pytest.fixture(scope="module")
def all_clocks(told):
    return clocks(told, "A", "U", "N", "E")


@pytest.mark.parametrize("line", COUNTED.strip().splitlines(), ids=lambda line: line[:38])
def test_what_a_clock_counted(all_clocks, line):
    ticket, clock, number, worked, elapsed = (cell.strip() for cell in line.split("|"))
    found = all_clocks[key(ticket), clock, int(number)]
    assert found.worked_seconds == float(worked) * HOUR
    assert found.elapsed_seconds == float(elapsed) * HOUR


def test_a_word_of_thanks_after_the_solution_waits_for_no_reply(all_clocks):
    assert (key("thanked"), "next_reply", 1) not in all_clocks


def test_a_pause_without_a_recorded_beginning_began_with_the_last_change(all_clocks):
    clock = all_clocks[key("pending_since"), "requester_wait", 1]
    assert (clock.state, clock.standing) == ("paused", "paused")
    assert clock.due_at is None


# Read on Tuesday 30 June 2026 at 12:00 UTC, 14:00 in Berlin. P2 of the mid market: first reply 4 hours, next
# reply 8, requester wait 24; about to breach with 4 hours and half of the target left.
OPEN = """
accounts
account_id | tier | country | time_zone
A | mid_market | DE | Europe/Berlin
E | enterprise | DE | Europe/Berlin
S | | |

tickets
ticket_id | account_id | priority | status | opened_at | first_reply_at | updated_at
fresh | A | P2 | open | 2026-06-30 11:30 | |
nearly | A | P2 | open | 2026-06-30 08:30 | |
half | A | P2 | open | 2026-06-30 10:00 | |
less | A | P2 | open | 2026-06-30 10:01 | |
late | A | P2 | open | 2026-06-30 07:00 | |
exactly | A | P2 | open | 2026-06-30 08:00 | |
answered | A | P2 | open | 2026-06-30 08:00 | 2026-06-30 09:00 |
tomorrow | A | P2 | open | 2026-06-30 12:00 | |
resting | A | P2 | pending | 2026-06-24 07:00 | 2026-06-24 08:00 | 2026-06-24 09:00
rests_broken | A | P2 | pending | 2026-06-22 07:00 | 2026-06-22 08:00 | 2026-06-25 09:00
unranked | A | | open | 2026-06-22 07:00 | |
lowest | A | P4 | open | 2026-06-30 07:00 | 2026-06-30 08:00 |
night | E | P1 | open | 2026-06-30 05:00 | 2026-06-30 05:30 |
no_tier | S | P1 | open | 2026-06-30 11:30 | |
"""

STANDS = """
fresh        | first_reply    | on_track        | 2026-07-01 07:30
nearly       | first_reply    | about_to_breach | 2026-06-30 12:30
half         | first_reply    | about_to_breach | 2026-06-30 14:00
less         | first_reply    | on_track        | 2026-06-30 14:01
late         | first_reply    | breached        | 2026-06-30 11:00
exactly      | first_reply    | breached        | 2026-06-30 12:00
answered     | first_reply    | met             |
answered     | requester_wait | on_track        | 2026-07-03 08:00
tomorrow     | first_reply    | on_track        | 2026-07-01 08:00
resting      | requester_wait | paused          |
rests_broken | requester_wait | breached        | 2026-06-24 15:00
unranked     | first_reply    |                 |
lowest       | requester_wait |                 |
lowest       | agent_work     |                 |
night        | requester_wait | about_to_breach | 2026-06-30 13:00
no_tier      | first_reply    | about_to_breach | 2026-06-30 12:30
"""


@pytest.fixture(scope="module")
def open_world(world):
    return world(OPEN)


@pytest.mark.parametrize("line", STANDS.strip().splitlines(), ids=lambda line: line[:29])
def test_how_a_clock_stands_and_when_it_is_due(open_world, line):
    ticket, clock, standing, due = (cell.strip() for cell in line.split("|"))
    found = clocks(open_world, "A", "E", "S")[key(ticket), clock, 1]
    assert found.standing == (standing or None)
    assert found.due_at == (datetime.fromisoformat(due) if due else None)


def test_the_past_is_read_at_the_end_of_its_day_and_knows_nothing_of_later(world):
    told = world(TABLES, date(2026, 6, 15))
    found = clocks(told, "A")
    reopened = found[key("reopened"), "resolution", 1]
    assert (reopened.state, reopened.worked_seconds) == ("stopped", 2 * HOUR)
    evening = found[key("evening"), "resolution", 1]
    # Opened at 16:00 in Berlin; at 2:00 of the next day there one business hour has passed.
    assert (evening.state, evening.worked_seconds) == ("running", HOUR)
    assert evening.elapsed_seconds == 10 * HOUR


def test_hours_set_by_hand_move_the_clocks_of_the_account_alone(world):
    told = world(OPEN)
    before = clocks(told, "A", "E")
    change = HoursChange(country="US", time_zone="America/New_York", opens_hour=8, closes_hour=12)
    set_account_hours(told.store, LOCAL, key("A"), change, "Their support desk sits in Boston")
    after = clocks(told, "A", "E")
    # 12:00 UTC is 8:00 in New York: their day has just begun.
    assert after[key("late"), "first_reply", 1].worked_seconds == 0
    assert after[key("late"), "first_reply", 1].due_at == datetime(2026, 6, 30, 16)
    assert after[key("night"), "requester_wait", 1] == before[key("night"), "requester_wait", 1]
    set_account_hours(told.store, LOCAL, key("A"), HoursChange(is_always=True), "Premium support")
    late = clocks(told, "A")[key("late"), "first_reply", 1]
    assert (late.is_always, late.seconds) == (True, 5 * HOUR)
    clear_account_hours(told.store, LOCAL, key("A"))
    assert clocks(told, "A", "E") == before


def test_a_promise_of_the_policy_holds_from_the_moment_it_is_in_force(world):
    told = world(OPEN)
    changed = current(told.store).with_values(
        {("sla_first_reply_p2_hours", "mid_market"): 6, ("sla_resolution_p4_hours", ""): 2}
    )
    save(told.store, LOCAL, changed, "New terms of support")
    told.refresh()
    found = clocks(told, "A")
    assert found[key("late"), "first_reply", 1].standing == "about_to_breach"
    assert found[key("lowest"), "resolution", 1].standing == "breached"


def test_without_a_calendar_business_hours_stay_unknown_and_no_promise_is_judged(world):
    told = world(OPEN)
    rows = told.store.rows(
        account_statement(),
        parameters(told.store.clock, told.as_of, key("A")),
    )
    assert {row["worked_seconds"] for row in rows} == {None}
    assert {row["standing"] for row in rows} == {None}
    assert all(row["elapsed_seconds"] is not None for row in rows)
