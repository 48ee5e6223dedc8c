"""Ticket clocks by example: what starts, pauses and ends each of the five, and what it is held to.

Business hours are 9 to 17 of the account's own day. In June 2026 the 15th is a Monday; in Germany no
holiday lies between the 5th and the end of the month, in the United States the 19th is one.
"""

from __future__ import annotations

from datetime import date

import pytest

from core.actor import LOCAL
from core.health.clocks import ticket_clocks
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
