"""Any past date from the same SQL: nothing that came later is seen."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest

from core.actor import LOCAL
from core.store import refresh_account
from tests.spec.random_world import as_it_stood, portfolio
from tests.spec.tables import Tables
from tests.spec.world import World, key

MONTH_ENDS = [date(2025 + (m // 12), m % 12 + 1, 1) - timedelta(days=1) for m in range(7, 19)]
SCORED = [
    "contact_profile",
    "executive_touchpoint",
    "sponsor_contribution",
    "sponsor_score",
    "account_sponsor",
    "sponsor_kpi_part",
    "contact_engagement",
    "health_contribution",
    "health_adjustment",
    "health_rule",
    "account_health",
]
NOT_COMPARED = {"batch_id", "source_line"}


def scores(told: World) -> dict[str, list[str]]:
    """Every row of every scored table, as text in a fixed order."""
    return {
        table: sorted(
            repr({name: cell for name, cell in row.items() if name not in NOT_COMPARED})
            for row in told.rows(table)
        )
        for table in SCORED
    }


@pytest.fixture(scope="module")
def tables():
    return portfolio(seed=7)


@pytest.fixture(scope="module")
def seen_all(world, tables):
    told = world()
    told.add(tables)
    return told


def _reload(told: World, tables) -> None:
    with told.store.transaction(LOCAL, "test.clear") as work:
        for name in [
            "account",
            "contact",
            "activity",
            "goal",
            "ticket",
            "ticket_event",
            "heartbeat",
            "opportunity",
        ]:
            work.execute(f"DELETE FROM crm.{name}")
            work.touch(f"crm.{name}")
    told.add(tables)


@pytest.fixture(scope="module")
def seen_until(world):
    return world()


def test_there_are_twelve_month_ends():
    assert (MONTH_ENDS[0], MONTH_ENDS[-1]) == (date(2025, 7, 31), date(2026, 6, 30))


@pytest.mark.parametrize("as_of", MONTH_ENDS, ids=str)
def test_scores_equal_those_of_a_database_that_never_saw_the_later_rows(
    seen_all, seen_until, tables, as_of
):
    _reload(seen_until, as_it_stood(tables, as_of))
    replayed, original = scores(seen_all.refresh(as_of)), scores(seen_until.refresh(as_of))
    assert replayed == original
    assert replayed["account_sponsor"] and replayed["sponsor_score"]


def test_every_account_known_at_the_date_has_one_row_of_each_score(seen_all, tables):
    seen_all.refresh(MONTH_ENDS[-1])
    known = {
        key(row["account_id"])
        for row in tables["accounts"]
        if not row["created_at"] or row["created_at"] < "2026-07-01"
    }
    for table in ("account_sponsor", "account_health", "sponsor_kpi_part"):
        assert sorted(row["account_key"] for row in seen_all.rows(table)) == sorted(known)


def test_rows_per_executive_and_account_are_complete(seen_all):
    seen_all.refresh(MONTH_ENDS[-1])
    executives = len(seen_all.rows("sponsor_score"))
    accounts = len(seen_all.rows("account_health"))
    assert len(seen_all.rows("sponsor_contribution")) == 4 * executives
    assert len(seen_all.rows("health_contribution")) == 3 * accounts
    assert len(seen_all.rows("health_rule")) == 3 * accounts
    assert sum(row["executives"] for row in seen_all.rows("account_sponsor")) == executives


def test_refreshing_one_account_equals_refreshing_all(seen_all, tables):
    full = scores(seen_all.refresh(MONTH_ENDS[-1]))
    everything = frozenset[str]().union(*seen_all.models.sources.values())
    narrow = {model.table for model in seen_all.models.ordered if "account_key" in model.parameters}
    with seen_all.store.transaction(LOCAL, "tests.import") as work:
        work.touch(*everything)
    for row in tables["accounts"]:
        report = refresh_account(
            seen_all.store, seen_all.models, MONTH_ENDS[-1], key(row["account_id"]), LOCAL
        )
        assert set(report.ran) == narrow
    assert scores(seen_all) == full


def test_refreshing_one_account_brings_its_new_rows(seen_all):
    before = seen_all.refresh(MONTH_ENDS[-1]).health("A1")["open_tickets"]
    seen_all.add(
        {
            "tickets": [
                {
                    "ticket_id": "fresh",
                    "account_id": "A1",
                    "priority": "P3",
                    "status": "open",
                    "opened_at": "2026-06-30 12:00",
                }
            ]
        }
    )
    refresh_account(seen_all.store, seen_all.models, MONTH_ENDS[-1], key("A1"), LOCAL)
    assert seen_all.health("A1")["open_tickets"] == before + 1


def _correspondence(order: int) -> Tables:
    """A hundred messages and replies at odd seconds, some at the same time, in a shuffled order."""
    dice, start, mails = random.Random(1), datetime(2026, 1, 1), []
    for number in range(100):
        sent = start + timedelta(hours=30 * number)
        replied = sent + timedelta(seconds=dice.randrange(1, 900_000))
        for name, direction, at, sender in [
            (f"out{number}", "outbound", sent, "csm@us.example"),
            (f"in{number}", "inbound", replied, "eve@e.com"),
            (f"in{number}b", "inbound", replied, "eve@e.com"),
        ]:
            mails.append(
                {
                    "activity_id": name,
                    "account_id": "E",
                    "kind": "email",
                    "direction": direction,
                    "occurred_at": at.isoformat(),
                    "from_email": sender,
                    "participants": "eve@e.com;csm@us.example",
                    "thread_id": f"t{number}" if number % 3 else None,
                }
            )
    random.Random(order).shuffle(mails)
    return {"activities": mails}


def test_the_order_of_the_rows_changes_no_digit(world):
    seen = set()
    for order in range(6):
        told = world(
            """
accounts
account_id | tier
E | enterprise

contacts
contact_id | account_id | title | email
eve | E | CEO | eve@e.com
"""
        )
        told.add(_correspondence(order))
        found = told.refresh().factor("eve", "responsiveness")
        seen.add((found["measure"], found["points"], tuple(found["evidence"])))
    assert len(seen) == 1
