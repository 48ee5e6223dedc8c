"""Service levels over many accounts: who sees what, in which order, and the share kept."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from core.accounts import find_account
from core.actor import LOCAL, Actor, Role
from core.cockpit import Filters, evidence, export_table
from core.cockpit.sla import (
    OPEN_STANDINGS,
    account_clocks,
    clock_evidence,
    sla_kept,
    sla_list,
    sla_standing,
    window,
)
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import ModelSet
from tests.spec.world import World, key

TABLES = """
accounts
account_id | tier | country | time_zone | owner_email
A | mid_market | DE | Europe/Berlin | ann@us.example
B | enterprise | DE | Europe/Berlin | bob@us.example

tickets
ticket_id | account_id | priority | status | opened_at | first_reply_at | resolved_at | updated_at
late | A | P2 | open | 2026-06-30 06:00 | 2026-06-30 11:30 | |
soon | A | P2 | open | 2026-06-30 09:30 | | |
unranked | A | | open | 2026-06-30 09:30 | | |
lowest | A | P4 | open | 2026-06-29 09:30 | 2026-06-29 10:00 | |
urgent | B | P1 | open | 2026-06-29 12:00 | 2026-06-29 12:30 | |
resting | B | P2 | pending | 2026-06-29 08:00 | 2026-06-29 09:00 | | 2026-06-29 10:00
kept1 | A | P2 | closed | 2026-06-22 07:00 | 2026-06-22 08:00 | 2026-06-22 10:00 |
kept2 | A | P2 | closed | 2026-06-23 07:00 | 2026-06-23 08:00 | 2026-06-23 10:00 |
kept3 | A | P2 | closed | 2026-06-24 07:00 | 2026-06-24 08:00 | 2026-06-24 10:00 |
broken | A | P2 | closed | 2026-06-15 07:00 | 2026-06-15 12:00 | 2026-06-25 10:00 |
long_ago | A | P2 | closed | 2025-06-15 07:00 | 2025-06-15 12:00 | 2025-06-25 10:00 |

ticket_events
ticket_id | at | kind
soon | 2026-06-30 09:40 | customer_reply
soon | 2026-06-30 09:50 | work
soon | 2026-07-01 10:00 | reply
"""
ALL = Filters()
ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
NOBODY = Actor("guest@us.example")


@pytest.fixture
def store(store):
    World(store, ModelSet.load(), TABLES)
    return store


def _listed(page):
    return [(row.ticket_id, row.clock, row.standing) for row in page.rows]


def test_the_list_begins_with_what_is_broken_then_by_priority_and_time_left(store):
    page = sla_list(store, LOCAL, ALL)
    assert _listed(page) == [
        ("urgent", "requester_wait", "breached"),
        ("soon", "first_reply", "about_to_breach"),
    ]
    assert (page.total, page.moment) == (2, datetime(2026, 6, 30, 12))
    urgent = page.rows[0]
    assert (urgent.is_always, urgent.used_hours, urgent.target_hours, urgent.left_hours) == (
        True,
        24,
        8,
        -16,
    )
    assert urgent.due_at == datetime(2026, 6, 29, 20)
    assert (urgent.name, urgent.owner_email) == ("B", "bob@us.example")


def test_the_list_narrows_by_standing_clock_account_and_the_filters(store):
    everything = sla_list(store, LOCAL, ALL, standings=OPEN_STANDINGS)
    assert {row.ticket_id for row in everything.rows} == {"urgent", "soon", "late", "resting"}
    waits = sla_list(store, LOCAL, ALL, standings=("paused",), only=("requester_wait",))
    assert _listed(waits) == [("resting", "requester_wait", "paused")]
    assert _listed(sla_list(store, LOCAL, ALL, account_key=key("A"))) == [
        ("soon", "first_reply", "about_to_breach")
    ]
    assert sla_list(store, LOCAL, Filters(tier=("enterprise",))).total == 1


def test_pages_cover_the_list_once_and_know_its_length(store):
    pages = [
        sla_list(store, LOCAL, ALL, standings=OPEN_STANDINGS, limit=2, offset=start)
        for start in range(0, 10, 2)
    ]
    whole = sla_list(store, LOCAL, ALL, standings=OPEN_STANDINGS)
    assert [row for page in pages for row in page.rows] == list(whole.rows)
    assert {page.total for page in pages} == {whole.total}


@pytest.mark.parametrize(
    "asked",
    [{"standings": ("late",)}, {"only": ("waiting",)}, {"limit": 0}, {"offset": -1}],
)
def test_what_there_is_not_is_refused(store, asked):
    with pytest.raises(InvalidInput):
        sla_list(store, LOCAL, ALL, **asked)


def test_security_1_promises_are_seen_within_the_own_book_only(store):
    assert [row.ticket_id for row in sla_list(store, ANN, ALL).rows] == ["soon"]
    assert [row.ticket_id for row in sla_list(store, BOB, ALL).rows] == ["urgent"]
    assert sla_standing(store, BOB, ALL).open_tickets == 2
    assert {row.clock for row in sla_kept(store, BOB, ALL)} == {"first_reply", "requester_wait"}
    with pytest.raises(NotFound):
        account_clocks(store, BOB, key("A"), date(2026, 6, 30))
    for ask in (sla_list, sla_standing, sla_kept, window):
        with pytest.raises(Forbidden):
            ask(store, NOBODY, ALL)


def test_each_open_ticket_counts_once_at_its_worst(store):
    found = sla_standing(store, LOCAL, ALL)
    assert (found.open_tickets, found.breached_tickets, found.about_to_breach_tickets) == (6, 1, 1)
    assert (found.on_track_tickets, found.paused_tickets) == (1, 1)
    assert (found.without_priority, found.without_promise, found.uncounted) == (1, 1, 0)


def test_promises_kept_are_counted_in_the_window_with_their_interval(store):
    assert window(store, LOCAL, ALL) == date(2026, 4, 2)
    (waits,) = [
        row
        for row in sla_kept(store, LOCAL, ALL, account_key=key("A"))
        if (row.clock, row.priority) == ("requester_wait", "P2")
    ]
    assert (waits.kept, waits.broken, waits.kept_pct) == (3, 1, None)
    (replies,) = [
        row
        for row in sla_kept(store, LOCAL, ALL, account_key=key("A"))
        if (row.clock, row.priority) == ("first_reply", "P2")
    ]
    # Late was answered after 4.5 business hours: it opened at 8:00 in Berlin, before the day began.
    assert (replies.kept, replies.broken, replies.kept_pct) == (3, 2, 60)
    assert replies.low_pct < 60 < replies.high_pct
    assert (replies.target_hours, replies.median_hours) == (4, 1)


def test_a_promise_broken_by_an_open_ticket_counts_as_broken(store):
    (urgent,) = [row for row in sla_kept(store, BOB, ALL) if row.clock == "requester_wait"]
    assert (urgent.kept, urgent.broken) == (0, 1)


@pytest.mark.parametrize("table", ["sla", "sla_kept", "ticket_clocks"])
def test_what_is_shown_can_be_downloaded(store, table):
    running = SimpleNamespace(store=store, clock=store.clock, models=ModelSet(()))
    account = key("A") if table == "ticket_clocks" else None
    made = export_table(running, LOCAL, table, ALL, account_key=account)
    assert made.rows > 0
    assert b"standing" in made.content or table == "sla_kept"
    assert b"_key" not in made.content
    with pytest.raises(Forbidden):
        export_table(running, NOBODY, table, ALL, account_key=account)


def test_a_clock_names_its_ticket_as_people_do(store):
    account = find_account(store, LOCAL, "A")
    found = account_clocks(store, LOCAL, account.account_key, date(2026, 6, 30), closed=True)
    assert {clock.ticket_id for clock in found} >= {"late", "soon", "kept1", "long_ago"}


def test_a_clock_opens_to_the_ticket_and_the_events_it_was_counted_from(store):
    rows = clock_evidence(store, ANN, key("A"), key("soon"), date(2026, 6, 30))
    assert rows[0] == f"crm.ticket/{key('soon')}"
    found = evidence(store, ANN, rows)
    assert [row.table for row in found] == ["crm.ticket", "crm.ticket_event"]
    later = clock_evidence(store, ANN, key("A"), key("soon"), date(2026, 7, 1))
    assert len(later) == 3
    assert clock_evidence(store, BOB, key("B"), key("soon"), date(2026, 7, 1)) == ()
    with pytest.raises(NotFound):
        clock_evidence(store, BOB, key("A"), key("soon"), date(2026, 7, 1))
