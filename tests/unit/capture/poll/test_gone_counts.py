"""A ticket that is gone from its system counts as open no more from the day that was noticed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from core.actor import COMMAND_LINE
from core.capture import undo
from core.capture.poll import Source
from core.cockpit import Filters, tickets
from core.cockpit.sla import account_clocks, sla_list
from core.health import clocks
from core.policy import ensure_shipped
from core.store import ModelSet, Store, refresh
from tests.conftest import NOW
from tests.servers.jira import JiraServer, issue
from tests.unit.capture.poll.conftest import Hands, Poll, Sweep, at, bring

DAY = NOW.date()
BEFORE, NOTICED, BACK = DAY + timedelta(days=2), DAY + timedelta(days=3), DAY + timedelta(days=5)


@pytest.fixture
def server(store: Store, hands: Hands, poll_of: Poll, sweep_of: Sweep) -> Iterator[JiraServer]:
    """Two critical issues of one account, polled; one of them is deleted, which is noticed on a day."""
    ensure_shipped(store)
    with JiraServer(NOW) as running:
        for number in (1, 2):
            running.issues[f"SUP-{number}"] = issue(f"SUP-{number}", created=at(8, number, day=1))
        poll_of(running, Source.JIRA)
        hands.now = datetime.combine(NOTICED, NOW.time())
        running.held = running.issues.pop("SUP-2")  # type: ignore[attr-defined]
        sweep_of(running, Source.JIRA)
        yield running


def open_on(store: Store, day: date) -> tuple[int, set[str]]:
    """Open tickets of the account as scored, and as its page lists them."""
    refresh(store, ModelSet.load(), day, COMMAND_LINE)
    (key,) = [
        row["account_key"] for row in store.rows("SELECT DISTINCT account_key FROM crm.ticket")
    ]
    counted = store.value(
        "SELECT open_tickets FROM mart.account_health WHERE as_of = $day AND account_key = $key",
        {"day": day, "key": key},
    )
    listed = tickets(store, COMMAND_LINE, key, day, open_only=True)
    return counted, {ticket.ticket_id for ticket in listed}


def test_before_that_day_it_still_counts(server: JiraServer, store: Store) -> None:
    assert open_on(store, BEFORE) == (2, {"SUP-1", "SUP-2"})
    assert open_on(store, NOTICED) == (1, {"SUP-1"})


def test_it_is_listed_with_since_when_and_why(server: JiraServer, store: Store) -> None:
    open_on(store, NOTICED)
    key = store.value("SELECT DISTINCT account_key FROM crm.ticket")
    found = {one.ticket_id: one for one in tickets(store, COMMAND_LINE, key, NOTICED)}
    assert (found["SUP-1"].gone_at, found["SUP-1"].is_open) == (None, True)
    gone = found["SUP-2"]
    assert (gone.is_open, gone.status, gone.gone_reason) == (False, "open", "not found")
    assert gone.gone_at == datetime.combine(NOTICED, NOW.time())
    assert gone.resolved_at is None
    assert gone.age_days == 32.17


def test_its_clocks_stop_counting_and_it_is_on_no_list_of_breaches(
    server: JiraServer, store: Store
) -> None:
    key = store.value("SELECT DISTINCT account_key FROM crm.ticket")
    seen = {}
    for day in (BEFORE, NOTICED):
        open_on(store, day)
        clocks.prepare(store, COMMAND_LINE, day)
        listed = sla_list(store, COMMAND_LINE, Filters(as_of=day)).rows
        held = account_clocks(store, COMMAND_LINE, key, day, closed=True)
        seen[day] = {one.ticket_id for one in listed}, {one.ticket_id for one in held}
    assert seen[BEFORE] == ({"SUP-1", "SUP-2"}, {"SUP-1", "SUP-2"})
    assert seen[NOTICED] == ({"SUP-1"}, {"SUP-1"})


def test_one_that_is_back_counts_again_and_the_days_between_stay(
    server: JiraServer, store: Store, hands: Hands, sweep_of: Sweep
) -> None:
    hands.now = datetime.combine(BACK, NOW.time())
    server.issues["SUP-2"] = server.held  # type: ignore[attr-defined]
    sweep_of(server, Source.JIRA)
    counts = [open_on(store, day)[0] for day in (BEFORE, NOTICED, BACK - timedelta(days=1), BACK)]
    assert counts == [2, 1, 1, 2]


def test_undone_it_was_never_gone(server: JiraServer, store: Store) -> None:
    assert open_on(store, NOTICED)[0] == 1
    swept = store.value("SELECT import_id FROM ops.poll_sweep")
    undo(store, COMMAND_LINE, swept)
    assert open_on(store, NOTICED) == (2, {"SUP-1", "SUP-2"})


def test_a_ticket_that_a_full_export_no_longer_names_counts_no_more_either(
    server: JiraServer, store: Store, hands: Hands
) -> None:
    hands.now = datetime.combine(BACK, NOW.time())
    del server.issues["SUP-1"]
    server.issues["SUP-3"] = issue("SUP-3", created=at(8, day=2))
    bring(store, store.path.parent, "all.csv", server.export(), time_zone="UTC", full_export=True)
    assert open_on(store, BACK) == (1, {"SUP-3"})
    assert open_on(store, NOTICED) == (2, {"SUP-1", "SUP-3"})
